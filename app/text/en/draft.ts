import { plural } from '../plural.ts';
import type { draft as ru } from '../ru/draft.ts';

function ago(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} ${plural.en(minutes, 'minute', 'minutes')} ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} ${plural.en(hours, 'hour', 'hours')} ago`;
  const days = Math.floor(hours / 24);
  return `${days} ${plural.en(days, 'day', 'days')} ago`;
}

export const draft: typeof ru = {
  saved: (time) => `Saved at ${time}`,
  saving: 'Saving…',
  notSaved: {
    offline: (seconds) => `Not saved: no connection, trying again in ${seconds} s`,
    server: (seconds) => `Not saved: the server failed, trying again in ${seconds} s`,
    signedOut: 'Not saved: your session has ended. What you typed is still on this page.',
    tooLarge: 'Not saved: too much text. Shorten it.',
    refused: 'Not saved: the server did not take the answers. Press “Save draft” to see why.',
    closed: 'Not saved: the report can no longer be changed.',
    choice: 'Not saved: somebody else changed the same lines.',
  },
  signIn: 'Sign in in a new tab',
  retry: 'Save now',
  compare: 'Compare',
  toReport: 'To the report',
  faults: (shown) => `Errors in the answers: ${shown}. Correct them before filing.`,
  savedWithFaults: (time) => `Draft saved at ${time}, errors included. Correct them before filing.`,

  others: (names) => `Also open now with: ${names}`,
  takenTitle: (by, time) => `New answers: ${by}, ${time}`,
  taken: (items) => `They are shown in lines: ${items}.`,
  takenBeside: 'Your changes in other lines stay and are saved together with them.',
  conflictTitle: 'Somebody else changed the same lines',
  conflict: (by, time) =>
    `${by}, ${time}. Your answers in these lines are not saved. Compare and choose which to keep.`,
  keptTitle: (ms) => `This computer still has what you typed ${ago(ms)} and did not send`,
  kept: (by, time) => `The report has been saved since: ${by}, ${time}. Compare and choose which answers to keep.`,
  line: 'Line',
  mine: 'Typed by you',
  theirs: 'Saved',
  takeMine: 'Take what I typed',
  takeSaved: 'Keep what is saved',
  undoTitle: (items) => `The saved answers were kept in lines: ${items}`,
  undo: 'Put back what I typed',
  restoredTitle: (ms) => `Put back what you typed ${ago(ms)} and did not send`,
  restored: (items) => `It is in lines: ${items}.`,

  changed: 'changed',
  changedSince: (asOf) => `Lines whose answer differs from the report as of ${asOf} are marked.`,
  addRow: 'Add a row',
  removeRow: (row) => `Remove: ${row}`,
  fullTable: (n) => `The table holds ${n} rows.`,
};

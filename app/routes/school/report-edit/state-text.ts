import type { Format, Text } from '#app/text/index.tsx';
import { delayOf } from './autosave.ts';
import type { Keeping } from './keeping.ts';

type Said = Pick<Keeping, 'saving' | 'choice' | 'closed' | 'saved'>;

/** What of the form is saved, in a sentence. */
export function stateText(
  { saving, choice, closed, saved }: Said,
  { t, format }: { t: Pick<Text, 'draft' | 'report'>; format: Format },
): string {
  const words = t.draft;
  if (closed) return words.notSaved.closed;
  if (choice?.kind === 'conflict') return words.notSaved.choice;
  if (saving.phase === 'failed') {
    const seconds = format.integer((delayOf(saving) ?? 0) / 1000);
    return saving.failure === 'offline' || saving.failure === 'server'
      ? words.notSaved[saving.failure](seconds)
      : words.notSaved[saving.failure ?? 'refused'];
  }
  if (saving.phase !== 'rest') return words.saving;
  if (!saved) return '';
  return saved.by === null
    ? words.saved(format.time(saved.at))
    : t.report.edit.lastSaved(saved.by, format.dateTime(saved.at));
}

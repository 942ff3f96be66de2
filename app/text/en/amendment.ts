import type { amendment as ru } from '../ru/amendment.ts';

export const amendment: typeof ru = {
  word: 'amendment',
  title: 'Amending an accepted report',
  about:
    'If there is a mistake in an accepted report, correct it by an amendment. What was accepted stands until the coordinator accepts the amendment.',
  until: (day) => `The report can be amended up to and including ${day}.`,
  reason: 'Why the report is amended',
  reasonHint: 'The coordinator sees the reason; it stays in the report’s history.',
  reasonMissing: 'Write why the report is amended',
  reasonTooLong: 'Shorten the text to 1000 characters',
  begin: 'Amend the report',
  draftTitle: 'You are amending an accepted report',
  draftText: 'What was accepted stands until the coordinator accepts the amendment.',
  because: 'Reason:',
  open: 'Go on amending',
  drop: 'Give the amendment up',
  dropText: 'If no amendment is needed, give it up: the accepted answers stay.',
  dropped: 'The amendment has been given up',
  droppedText: 'The accepted answers stand.',
  waiting: 'An amendment of the accepted report waits for review',
  waitingText: 'What was accepted stands until the amendment is accepted.',
  beingWritten: 'The school is preparing an amendment of this report',
};

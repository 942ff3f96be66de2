import { plural } from '../plural.ts';
import type { calls as ru } from '../ru/calls.ts';

const schools = (n: number) => `${n} ${plural.en(n, 'school', 'schools')}`;

export const calls: typeof ru = {
  tab: 'Calls',
  title: (n, asOf) => `${schools(n)} ${plural.en(n, 'has', 'have')} not reported as of ${asOf}`,
  closed: 'Nobody to call: the campaign is closed',
  allReported: (asOf) => `All schools have reported as of ${asOf}`,
  allReportedText: 'Nobody to call: every report for this date has been filed.',
  noDates: 'No reporting date has opened yet',
  noDatesText: 'Schools will appear here when the first reporting date opens.',
  caption: (asOf) => `Schools without a report as of ${asOf}, the longest overdue first`,
  people: 'Whom to call',
  nobody: 'nobody',
  noPhone: 'no phone',
  noAccess: 'has not signed in yet',
  due: 'Due',
  begun: 'draft begun',
  locked: (day) => `closed for filing on ${day}`,
  contact: 'Last contact',
  noContact: 'none yet',
  kinds: { reminder: 'reminder', call: 'call' },
  contactText: (kind, at, by) => `${kind}, ${at}, ${by}`,

  remind: 'Remind',
  remindAll: (n) => `Remind all: ${schools(n)}`,
  remindText: 'A reminder comes as a notice and as a letter; to one school about one report once a day at most.',
  noteCall: 'Note a call',
  note: 'What was said',
  noteHint: 'May be left blank.',
  saveCall: 'Save',
  tooLong: 'Shorten the note to 500 characters',

  done: {
    reminded: (school) => `Reminded: ${school}`,
    already: (school) => `Already reminded today: ${school}`,
    alreadyText: (at, by) => `${at}, ${by}. There is no second reminder.`,
    notOwed: (school) => `No reminder needed: ${school}`,
    notOwedText: 'The report has been filed or is not required any more.',
    nobody: (school) => `Nobody to remind: ${school}`,
    nobodyText: 'The school has nobody with an e-mail address. Tell the administrator.',
    all: (n) => `Reminded: ${schools(n)}`,
    nobodyNew: 'No new reminders',
    left: (n) =>
      `Without a new reminder: ${schools(n)}. They were reminded today already, or there is nobody to remind.`,
    call: (school) => `Call noted: ${school}`,
  },

  unreachable: {
    title: (n) => `Nobody to remind: ${schools(n)}`,
    text: 'A reminder or a call may not reach these schools. The region’s administrator enters people and phones.',
    caption: 'Schools that can’t be reached',
    lacking: 'What is missing',
    nobody: 'neither a director nor a responsible person with an e-mail address',
    nobodyCanFile: 'nobody can sign in and file',
    noPhone: 'no phone',
  },
};

import { plural } from '../plural.ts';
import type { notices as ru } from '../ru/notices.ts';

const waiting = (n: number) => `Waiting for review for over 5 working days: ${n} ${plural.en(n, 'report', 'reports')}`;

const notYou = 'If you know nothing of it, change your password and tell the administrator.';

export const notices: typeof ru = {
  title: 'Notices',
  lead: {
    none: 'No new notices.',
    unread: (n) => `Not read yet: ${n}.`,
  },
  empty: 'No notices yet. Due days of reports and decisions on them will appear here.',
  markRead: 'Mark as read',
  new: 'new',
  caption: 'Notices, the newest first',
  what: 'About',
  when: 'When',
  howToGet: 'How letters come',
  sentences: {
    opened: ({ asOf, due }) => `The report as of ${asOf} can be filled in. It is due on ${due}, that day included.`,
    dueIn7: ({ asOf, due }) => `The due day is near: file the report as of ${asOf} by ${due}.`,
    dueIn1: ({ asOf, due }) => `The due day is at hand: file the report as of ${asOf} by ${due}.`,
    overdue: ({ asOf, due, fileUntil }) =>
      `The report as of ${asOf} was not filed in time (${due}).${fileUntil && ` It is taken late until ${fileUntil}, that day included.`}`,
    filed: ({ asOf, organisation, again }) => `${organisation}: report as of ${asOf} filed${again ? ' again' : ''}.`,
    returned: ({ asOf, changeUntil }) =>
      `The report as of ${asOf} was returned for correction.${changeUntil && ` It can be corrected until ${changeUntil}, that day included.`}`,
    accepted: ({ asOf }) => `The report as of ${asOf} was accepted.`,
    reviewerIdle: ({ count, since }) => `${waiting(count)}. The oldest was filed on ${since}.`,
    reminder: ({ asOf, due }) =>
      `The coordinator reminds you: the report as of ${asOf} has not been filed. It is due on ${due}.`,
    moved: ({ asOf, due, changeUntil, notRequired }) =>
      notRequired
        ? `The report as of ${asOf} need not be filed.`
        : `The days of the report as of ${asOf} have changed: file it by ${due}, correct it by ${changeUntil}.`,
    handedOver: () => 'The school has a new person responsible for the electronic journal.',
    factorOn: () => 'The second factor is on: signing in now needs a code.',
    factorOff: () => `The second factor is off: the password alone lets in. ${notYou}`,
    factorReset: () => `The administrator has reset your second factor: the password alone lets in. ${notYou}`,
    recoveryUsed: () => `A recovery code has been used. ${notYou}`,
    fileReady: ({ file, until }) => `The file “${file}” is ready. It can be fetched until ${until}.`,
    jobFailed: ({ job, period }) =>
      `The job “${job}” for ${period} was not done and will not try again by itself. Why is on the page “Trust”; an administrator can run it again.`,
    lettersStuck: () => 'No letter has left for an hour although there are some to send. Look at the mail server.',
    letterGivenUp: () =>
      'A letter could not be delivered and is not tried again. Which one and why is on the page “Outgoing letters”, and so are those that follow.',
    schedulerAway: () =>
      'No process keeps to the timetable: summaries, notices and letters wait. See whether the program runs with JOBS=on.',
  },
  unknown: 'There is a new notice. It can be read once the program has been updated: open this page later.',

  choice: {
    title: 'Letters about notices',
    label: (email) => `Send letters to ${email}`,
    choices: {
      atOnce: { label: 'At once', hint: 'A letter comes as soon as something happens.' },
      daily: {
        label: 'Once a day',
        hint: 'One letter in the morning about all that is new, and none when nothing is. A coordinator’s reminder and news of your own access come at once.',
      },
      none: { label: 'No letters', hint: 'Notices stay here alone, under “Notices”.' },
    },
    save: 'Save',
    saved: 'Your choice has been saved',
  },

  letters: {
    subjects: {
      opened: ({ asOf }) => `The report as of ${asOf} can be filled in`,
      dueIn7: ({ asOf, due }) => `Report as of ${asOf}: due ${due}`,
      dueIn1: ({ asOf, due }) => `Report as of ${asOf}: due ${due}, at hand`,
      overdue: ({ asOf }) => `Report as of ${asOf} is overdue`,
      filed: ({ asOf, organisation }) => `Report as of ${asOf} filed: ${organisation}`,
      returned: ({ asOf }) => `Report as of ${asOf} returned for correction`,
      accepted: ({ asOf }) => `Report as of ${asOf} accepted`,
      reviewerIdle: ({ count }) => waiting(count),
      reminder: ({ asOf }) => `The coordinator reminds you of the report as of ${asOf}`,
      moved: ({ asOf, notRequired }) =>
        notRequired ? `Report as of ${asOf} need not be filed` : `New days for the report as of ${asOf}`,
      handedOver: () => 'A new person is responsible for the electronic journal',
      factorOn: () => 'The second factor is on',
      factorOff: () => 'The second factor is off',
      factorReset: () => 'The administrator has reset your second factor',
      recoveryUsed: () => 'A recovery code has been used',
      fileReady: ({ file }) => `The file “${file}” is ready`,
      jobFailed: ({ job, period }) => `The job “${job}” for ${period} was not done`,
      lettersStuck: () => 'Letters do not leave',
      letterGivenUp: () => 'A letter could not be delivered',
      schedulerAway: () => 'Scheduled jobs do not run',
    },
    digest: (n) => `New notices: ${n}`,
    greeting: 'Good day,',
    more: (n) => `And ${n} more ${plural.en(n, 'notice', 'notices')}.`,
    all: 'All notices:',
    off: 'To get fewer letters or none:',
    signature: (region) => `Svodka, ${region}. Please do not answer this letter.`,
  },

  outbox: {
    title: 'Outgoing letters',
    home: 'Letters that could not be sent',
    homeHint: (unsent) => `Not sent in all: ${unsent}.`,
    noServer: 'No mail server is set: letters are not sent',
    noServerText: 'They stay here. To have them sent, set SMTP_URL and MAIL_FROM and restart the program.',
    show: 'Show',
    all: 'all',
    unsent: 'not sent',
    caption: 'Letters, the newest first',
    letter: 'Letter',
    to: 'To',
    written: 'Written',
    state: 'Status',
    states: { sent: 'sent', waiting: 'to be sent', failed: 'not sent', stale: 'out of date' },
    sentAt: (at) => `sent ${at}`,
    nextAt: (at, n) => `attempts: ${n}, the next at ${at}`,
    attempts: (n) => `attempts: ${n}`,
    staleNote: 'Written more than 7 days ago: too late to be sent.',
    empty: 'No letters yet.',
    emptyUnsent: 'All letters have been sent.',
    failed: (n) => `Could not be sent: ${n} ${plural.en(n, 'letter', 'letters')}`,
    failedText: 'No attempts are left. Once the mail server works again, send them once more.',
    retry: 'Send again',
    retried: (n) => `Queued again: ${n} ${plural.en(n, 'letter', 'letters')}`,
  },
};

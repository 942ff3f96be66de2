import { plural } from '../plural.ts';
import type { queue as ru } from '../ru/queue.ts';

const filings = (n: number) => plural.en(n, 'report', 'reports');

const obstacles: typeof ru.obstacles = {
  amendment: 'read why it is amended',
  explained: 'read the school’s explanations',
  openRemarks: 'not every remark was followed',
  unchanged: 'nothing was corrected after the return',
};

export const queue: typeof ru = {
  title: (n, count) => `${n} ${filings(count)} ${plural.en(count, 'waits', 'wait')} for review`,
  none: 'Nothing to review now',
  noneText: 'Every filed report has been decided on.',
  lead: 'The longest waiting first. Choose the reports that can be accepted without remarks, or open a report to read it and to decide.',
  leadReading: 'The longest waiting first.',
  shown: (shown, of) => `The longest waiting are shown: ${shown} of ${of}.`,
  caption: 'Reports filed and not reviewed, the longest waiting first',
  choose: 'Choose',
  chooseOne: (school, asOf) => `Accept: ${school}, report as of ${asOf}`,
  chooseAll: 'Choose all',
  asOf: 'Reporting date',
  filed: 'Filed',
  waits: 'Waits, working days',
  what: 'What was filed',
  kinds: { first: 'first filing', repeated: 'filed again', amendment: 'amendment' },
  obstacles,
  openFirst: (why) => `Open it: ${why}`,
  accept: 'Accept the chosen ones',
  chosenMissing: 'Choose at least one report',
  chosenTooMany: 'No more than 1000 reports can be accepted at once',
  accepted: (n, count) => `${n} ${filings(count)} accepted`,
  nothingAccepted: 'None of the chosen reports was accepted',
  skippedTitle: (n, count) => `${n} ${filings(count)} not accepted:`,
  skipped: ({ why, decision }, by, at) => {
    switch (why) {
      case 'decided':
        return decision === null
          ? 'the report waits for review no longer'
          : `it has been ${decision === 'accepted' ? 'accepted' : 'returned'} already: ${by}, ${at}`;
      case 'filedAgain':
        return 'the school has filed it again meanwhile, read the new version';
      default:
        return obstacles[why];
    }
  },
  whole: 'The whole queue, and accepting several',
  more: (n) => `More in the queue: ${n}.`,
  workingDays: (n, count) => `${n}\u00a0${plural.en(count, 'working day', 'working days')}`,
  lags: {
    title: 'How long it took',
    caption: 'Time of filing and reviewing, in working days',
    note: 'Working days are counted without transferred days off. Filing: from the opening of the reporting date to the first filing; review: from a filing to its decision.',
    who: 'What',
    filing: 'Filing by the school',
    review: 'Review by the coordinator',
    own: 'of these, by you',
    n: 'Number',
    median: 'Median',
    longest: 'Longest',
    none: 'Nothing has been filed for this date yet.',
  },
};

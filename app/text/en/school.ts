import type { school as ru } from '../ru/school.ts';

export const school = {
  lead: {
    nothing: 'Nothing to file now: every open report has been filed.',
    nothingOpen: 'No reports yet: no reporting date has opened.',
    late: (n: string, reports: string) => `Overdue: ${n} ${reports}.`,
    returned: (n: string, reports: string) => `Returned for correction: ${n} ${reports}.`,
    next: (due: string, when: string) => `The next report is due on ${due} (${when}).`,
  },
  todo: 'To be filed',
  notStarted: 'not begun',
  report: (asOf: string) => `Report as of ${asOf}`,
  due: (due: string, when: string) => `Due ${due}, ${when}`,
  savedAt: (at: string) => `draft saved ${at}`,
  returned: 'filed and returned with a remark',
  filed: 'Latest filed reports',
  filedEmpty: 'No reports have been filed for the latest reporting dates.',
  all: { title: 'All reports', caption: 'The school’s reports, the latest first' },
  columns: {
    report: 'Report',
    due: 'Due',
    filedAt: 'Filed',
    number: 'Number',
    status: 'Status',
  },
  late: 'late',
  ahead: 'Next reporting dates',
  aheadLine: (asOf: string, opens: string) => `${asOf} (can be filled in from ${opens})`,
  order: (kind: string, number: string, date: string) => `${kind} № ${number}, ${date}`,
  aboutOrder: 'What the order asks for',
  acts: 'Register of documents',
  responsible: 'Who answers for the journal',
  notOpenYet: (day: string) =>
    `The school opens on ${day}. Its reports begin with the first reporting date after that.`,
  closed: (day: string) => `The school has been closed since ${day}.`,
} satisfies typeof ru;

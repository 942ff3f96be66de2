import { plural } from '../plural.ts';
import type { campaign as ru } from '../ru/campaign.ts';

const reports = (n: string, count: number) => `${n} ${plural.en(count, 'report', 'reports')}`;

export const campaign: typeof ru = {
  closed: {
    since: (day) => `The campaign is closed from ${day}`,
    basis: 'Document:',
    rest: 'From that day on nothing has to be filed or reviewed. All that is filed and compiled can be read.',
    tag: (day) => `closed from ${day}`,
  },
  life: {
    link: 'Close or withdraw',
    linkClosed: 'Undo the closing',
    opened: 'Opened',
    scope: 'Binds',
    state: 'State',
    open: 'in force',
    unfiled: 'Not filed',
    unfiledValue: (n, count, begun) => `${reports(n, count)}, of them begun ${begun}`,
    returned: 'Returned to schools',
    waiting: 'Waiting for review',
    none: 'none',
    lastFiled: 'Last filing',
    lastEdition: 'Last summary',

    close: 'Close the campaign',
    closeText:
      'From that day on schools have nothing to file and municipalities nothing to review: no reminders, calls, letters, new reporting dates or summaries of later months. Everything can still be read.',
    closeLeft: (n, count) => `${reports(n, count)} will be marked “not filed by the closing”.`,
    day: 'Closed from which day',
    dayHint: (day) => `No earlier than ${day}: reports filed and summaries compiled speak of the days before.`,
    document: 'Document',
    documentHint: 'Kind, number and date, for example “Order of 20.12.2012 no. 4901”.',
    reason: 'Reason',
    closed: 'The campaign is closed',

    reopen: 'Undo the closing',
    reopenText: 'If it was closed by mistake. Everything becomes as if it had not been closed:',
    againOwed: (n, count) => `${reports(n, count)} will be waited for again`,
    againOverdue: (n) => `of them overdue: ${n}`,
    againDates: (days) => `reports are required again for: ${days}`,
    againNoDates: 'there was no reporting date meanwhile',
    againMonths: (months) => `summaries of the months missed are not compiled: ${months}. Run them on the page of jobs`,
    reopenReason: 'Why the closing is undone',
    reopened: 'The closing is undone, the campaign is in force again',

    withdraw: 'Withdraw the campaign',
    withdrawText:
      'While nobody has filed anything, the campaign can be withdrawn as if it had not been opened: it goes from everybody’s lists with the drafts begun. It cannot be brought back, but the order can be opened again.',
    withdrawBegun: (n) => `Drafts begun: ${n}. They will be out of sight.`,
    withdrawNot: 'It cannot be withdrawn: reports have been filed or a summary compiled. It can be closed.',
    withdrawReason: 'Reason for withdrawing',
    withdrawn: 'The campaign is withdrawn',

    faults: {
      alreadyClosed: 'Somebody else has closed the campaign. Open the page again',
      notClosed: 'The closing has been undone or changed. Open the page again',
      beforeOpening: 'That day is before the campaign was opened',
      filedLater: 'Reports were filed on that day or later. Choose a later day',
      compiledLater: 'A summary of that or a later month is compiled. Choose a later day',
      tooFar: 'That is more than a year ahead. Check the date',
      alreadyFiled: 'A report has been filed, so the campaign cannot be withdrawn. It can be closed',
      alreadyCompiled: 'A summary has been compiled, so the campaign cannot be withdrawn. It can be closed',
    },
  },
};

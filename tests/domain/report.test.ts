import { expect, test } from 'vitest';
import { day } from '#app/domain/calendar.ts';
import { filingNumber, isLate, type ReportStatus, reportCan, reportStatuses, standingOf } from '#app/domain/report.ts';

const due = day('2012-09-20');
const [dayBefore, dayAfter] = [day('2012-09-19'), day('2012-09-21')];

test('what may happen to a report in each status', () => {
  const actions = (status: ReportStatus) =>
    (['save', 'file', 'accept', 'return'] as const).filter((action) => reportCan[action]({ status }));
  expect(Object.fromEntries(reportStatuses.map((status) => [status, actions(status)]))).toEqual({
    due: ['save', 'file'],
    draft: ['save', 'file'],
    filed: ['accept', 'return'],
    returned: ['save', 'file'],
    accepted: [],
  });
});

test('a report that was never filed is late only after its due day', () => {
  expect(standingOf({ status: 'due', due }, dayBefore)).toBe('notDue');
  expect(standingOf({ status: 'due', due }, due)).toBe('notDue');
  expect(standingOf({ status: 'due', due }, dayAfter)).toBe('late');
  expect(standingOf({ status: 'draft', due }, due)).toBe('draft');
  expect(standingOf({ status: 'draft', due }, dayAfter)).toBe('late');
});

test('a report that was filed keeps its word whatever the date', () => {
  expect(standingOf({ status: 'filed', due }, dayAfter)).toBe('filed');
  expect(standingOf({ status: 'returned', due }, dayAfter)).toBe('returned');
  expect(standingOf({ status: 'accepted', due }, dayBefore)).toBe('accepted');
});

test('a filing on the due day is in time, on the next day late', () => {
  expect(isLate(dayBefore, due)).toBe(false);
  expect(isLate(due, due)).toBe(false);
  expect(isLate(dayAfter, due)).toBe(true);
});

test('a school quotes the report and which filing of it', () => {
  expect(filingNumber(10423, 2)).toBe('10423-2');
});

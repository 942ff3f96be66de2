import { expect, test } from 'vitest';
import { addDays, day } from '#app/domain/calendar.ts';
import {
  filingNumber,
  isLocked,
  type ReportState,
  type ReportStatus,
  reportCan,
  reportStatuses,
  standingOf,
} from '#app/domain/reports/report.ts';

const due = day('2012-09-20');
const [dayBefore, dayAfter] = [day('2012-09-19'), day('2012-09-21')];

const terms = { due, fileUntil: day('2012-10-20'), changeUntil: day('2012-11-19'), notRequired: null, closedOn: null };
const at = (status: ReportStatus, amendment: ReportState['amendment'] = null) => ({ status, amendment, ...terms });

test('what may happen to a report where it stands', () => {
  const actions = (report: ReportState) =>
    (['save', 'file', 'accept', 'return', 'amend', 'dropAmendment'] as const).filter((action) =>
      reportCan[action](report),
    );
  expect(Object.fromEntries(reportStatuses.map((status) => [status, actions(at(status))]))).toEqual({
    due: ['save', 'file'],
    draft: ['save', 'file'],
    filed: ['accept', 'return'],
    returned: ['save', 'file'],
    accepted: ['amend'],
  });
  expect(actions(at('accepted', 'draft'))).toEqual(['save', 'file', 'dropAmendment']);
  expect(actions(at('accepted', 'filed'))).toEqual(['accept', 'return']);
});

test('row 4: a report locks by itself after its last day to file, once filed after its last day to change', () => {
  expect(isLocked(at('draft'), terms.fileUntil)).toBe(false);
  expect(isLocked(at('draft'), addDays(terms.fileUntil, 1))).toBe(true);
  expect(isLocked(at('returned'), addDays(terms.fileUntil, 1))).toBe(false);
  expect(isLocked(at('returned'), terms.changeUntil)).toBe(false);
  expect(isLocked(at('accepted', 'draft'), addDays(terms.changeUntil, 1))).toBe(true);
});

test('what is not required is locked and stands so, unless it had been filed', () => {
  const exempt = { ...at('draft'), notRequired: 'decision' as const };
  expect(isLocked(exempt, dayBefore)).toBe(true);
  expect(standingOf(exempt, dayAfter)).toBe('notRequired');
  expect(standingOf({ ...exempt, status: 'accepted' }, dayAfter)).toBe('accepted');
});

test('a report that was never filed is late only after its due day', () => {
  expect(standingOf(at('due'), dayBefore)).toBe('notDue');
  expect(standingOf(at('due'), due)).toBe('notDue');
  expect(standingOf(at('due'), dayAfter)).toBe('late');
  expect(standingOf(at('draft'), due)).toBe('draft');
  expect(standingOf(at('draft'), dayAfter)).toBe('late');
});

test('a report that was filed keeps its word whatever the date; an amendment waits like a filing', () => {
  expect(standingOf(at('filed'), dayAfter)).toBe('filed');
  expect(standingOf(at('returned'), dayAfter)).toBe('returned');
  expect(standingOf(at('accepted'), dayBefore)).toBe('accepted');
  expect(standingOf(at('accepted', 'draft'), dayBefore)).toBe('accepted');
  expect(standingOf(at('accepted', 'filed'), dayBefore)).toBe('filed');
});

test('a school quotes the report and which filing of it', () => {
  expect(filingNumber(10423, 2)).toBe('10423-2');
});

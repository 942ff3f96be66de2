/** What the coordinator's page shows of its use cases' answers. */
import type { Mark } from '#app/charts/heat.ts';
import type { Day } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import { may } from '#app/domain/people/permissions.ts';
import { type Standing, standings } from '#app/domain/reports/report.ts';
import { workingDaysBetween } from '#app/domain/working-days.ts';
import type { DateShown } from '#app/paths.ts';
import type { DueReport, MunicipalityReports } from '#app/use-cases/territory/see-municipality.server.ts';

/** How a school stands for one date, in the table of all dates. */
type GridCell = { mark: Mark; reportId?: number; extended?: boolean };
type GridRow = { id: number; school: string; cells: GridCell[] };

/** Others are one link away, with the table of schools and dates. */
const datesShown = 3;

export type Asked = { user: User; today: Day; standing?: Standing };

/** `?standing=late`; anything else shows all. */
export function standingFrom(params: URLSearchParams): Standing | undefined {
  return standings.find((standing) => standing === params.get('standing'));
}

export function reportsShown(seen: MunicipalityReports, asked: Asked) {
  const { municipality, campaigns, campaign, dates, date, move, excused, counts, reports, waiting } = seen;
  const { user, today, standing } = asked;
  const owed = reports.filter(({ notRequired }) => notRequired === null);
  const { target } = campaign;
  return {
    municipality,
    mayImport: may.fileFor(user, municipality),
    campaigns: campaigns.map(({ id, order }) => ({ id, order })),
    campaign: {
      id: campaign.id,
      order: campaign.order,
      asksForProblems: campaign.asksForProblems,
      asksForPlan: campaign.asksForPlan,
      closing: campaign.closing,
      scope: campaign.scope,
      target: target && { threshold: target.threshold },
    },
    dates: dates.filter((one, at) => seen.allDates || at < datesShown || one === date).map(shownDate),
    date: date && { ...shownDate(date), due: date.due, originalDue: date.original.due },
    move: move && { kind: move.kind, reason: move.reason },
    excused: excused.map(({ id, reportId, school, reason, document, fileId }) => ({
      id,
      reportId,
      school,
      reason,
      document,
      fileId,
    })),
    counts,
    /** Of the reports owed, and of all that are listed. */
    total: owed.length,
    listed: reports.length,
    notFiled: owed.filter(({ firstFiledOn }) => firstFiledOn === null).length,
    standing,
    reports: reports.filter((report) => standing === undefined || report.standing === standing).map(lineOf),
    waiting: waiting.map((report) => ({
      ...lineOf(report),
      days: report.lastFiledOn ? workingDaysBetween(report.lastFiledOn, today) : 0,
    })),
    allWaiting: seen.allWaiting,
    own: seen.own.map(lineOf),
    mayFileOwn: seen.mayFileOwn,
    /** With all dates. */
    grid: seen.allDates ? gridOf(seen.last, seen.lastDates) : null,
    lags: seen.lags,
    coverage: {
      covered: seen.line.covered,
      stillNeeded: seen.line.stillNeeded,
    },
    seesRegion: may.seeRegion(user, municipality),
    today,
  };
}

const shownDate = ({ asOf, formId, formName }: DateShown): DateShown => ({ asOf, formId, formName });

function lineOf({
  id,
  school,
  asOf,
  formName,
  standing,
  changed,
  due,
  firstFiledOn,
  firstLate,
  lastFiledOn,
  lastOrdinal,
}: DueReport) {
  return { id, school, asOf, formName, standing, changed, due, firstFiledOn, firstLate, lastFiledOn, lastOrdinal };
}

export type ReportRow = ReturnType<typeof lineOf>;
export type ReportsShown = ReturnType<typeof reportsShown>;

/** The reports come by school; a date that a school owes nothing for stays empty. */
function gridOf(all: readonly DueReport[], lastDates: MunicipalityReports['lastDates']) {
  const rows = new Map<number, GridRow>();
  for (const report of all) {
    const at = lastDates.findIndex(({ id }) => id === report.reportingDateId);
    if (at < 0) continue;
    const { organisationId: id, school } = report;
    const row = rows.get(id) ?? { id, school, cells: lastDates.map((): GridCell => ({ mark: 'none' })) };
    row.cells[at] = { mark: markOf(report), reportId: report.id, extended: report.changed === 'extended' };
    rows.set(id, row);
  }
  return { dates: lastDates.map(shownDate), rows: [...rows.values()] };
}

function markOf({ standing, firstLate }: DueReport): Mark {
  switch (standing) {
    case 'late':
      return 'missed';
    case 'returned':
      return 'returned';
    case 'notRequired':
      return 'excused';
    case 'filed':
    case 'accepted':
      return firstLate ? 'late' : 'onTime';
    default:
      return 'open';
  }
}

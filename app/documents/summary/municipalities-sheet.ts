/** Every municipality: its place, its coverage against the target and against last month, its reports, its figures. */
import { type CoverageTarget, coverageTarget, coverageTargets } from '#app/domain/orders/order.ts';
import { plannedShare, plannedTarget, planOn } from '#app/domain/territory/plan.ts';
import type { MunicipalityDetails, MunicipalityLine, TerritoryFigures } from '#app/domain/territory/summary.ts';
import type { SummaryFile } from '#app/domain/territory/summary-file.ts';
import { figuresOfTarget } from '#app/domain/territory/target-figures.ts';
import { workbook as words } from '#app/text/ru/workbook.ts';
import {
  type Cell,
  type Column,
  countColumn,
  percent,
  type Sheet,
  shareColumns,
  sum,
  tableSheet,
  textColumn,
} from '../table.ts';
import { itemColumns, ru, targetMarks, toneOf } from './order-words.ts';

type Territory = TerritoryFigures &
  Pick<MunicipalityLine, 'name' | 'target' | 'rank'> & {
    stillNeeded?: number;
    details?: Pick<MunicipalityDetails, 'before' | 'returns' | 'coordinators'> &
      Partial<Pick<MunicipalityDetails, 'plan'>>;
    /** A month ago. */
    was?: { covered: { n: number; of: number } | null; rank: number | null };
  };

/** A target on its own day, once that is over; of those beyond the first also how they stand. */
function targetColumns({ totals }: SummaryFile, target: CoverageTarget, first: boolean): Column<Territory>[] {
  const { columns: heads } = words;
  const figures = (row: Territory) => figuresOfTarget(row, target);
  const day = (row: Territory) => figures(row)?.day;
  const marks = [target.threshold];
  const columns: Column<Territory>[] = [];
  if (!first && figuresOfTarget(totals.region, target)) {
    columns.push(...shareColumns<Territory>(target.title, words.share, (row) => figures(row)?.covered, marks), {
      ...textColumn<Territory>(heads.target, 20, (row) => {
        const state = figures(row)?.state;
        return state ? words.targetStates[state] : null;
      }),
      group: target.title,
    });
  }
  if (!figuresOfTarget(totals.region, target)?.day) return columns;
  const group = first ? heads.onDay(ru(target.by)) : heads.onDayOf(ru(target.by), target.title);
  const stateText = (row: Territory) => {
    const { state = null, reachedOn } = day(row) ?? {};
    if (state === 'later') return words.dayLater(reachedOn ? ru(reachedOn) : '–');
    return state && words.dayStates[state];
  };
  const onDay: Column<Territory>[] = [
    countColumn(heads.schools, (row) => day(row)?.known.of),
    countColumn(heads.knownThen, (row) => day(row)?.evening.n),
    countColumn(heads.knownNow, (row) => day(row)?.known.n),
    { head: heads.percent, width: 16, bar: true, cell: (row) => percent(day(row)?.known, marks) },
    textColumn(heads.dayState, 24, stateText, (row) => (day(row)?.state === 'missed' ? 'bad' : undefined)),
  ];
  return [...columns, ...onDay.map((column) => ({ ...column, group }))];
}

export function municipalitiesSheet(file: SummaryFile): Sheet {
  const { order, totals } = file;
  const { columns: heads, share } = words;
  const marks = targetMarks(order);
  const monthAgo = file.changes?.heads.find(({ since }) => since === 'month');
  const coverage = (column: Column<Territory>): Column<Territory> => ({ ...column, group: heads.coverage });
  const planned = (column: Column<Territory>): Column<Territory> => ({ ...column, group: heads.plan });
  /** How many schools the plan's step in force asks for, of those that are counted. */
  const plannedOf = ({ details, covered }: Territory) => {
    const step = details?.plan && planOn(details.plan, totals.asOf).now;
    return step ? plannedShare(step, covered.of).n : undefined;
  };
  const target = coverageTarget(order);
  const columns: Column<Territory>[] = [
    textColumn(heads.municipality, { least: 18, most: 40 }, ({ name }) => name),
    ...(target ? [{ ...countColumn<Territory>(heads.rank, ({ rank }) => rank ?? undefined), width: 8 }] : []),
    ...(monthAgo && target
      ? [
          {
            head: heads.rankChange,
            width: 12,
            cell: ({ rank, was }: Territory): Cell =>
              rank && was?.rank ? { kind: 'count', n: was.rank - rank, signed: true } : null,
          },
        ]
      : []),
    coverage({ ...countColumn(heads.schools, ({ covered }) => covered.of), width: 12 }),
    ...(target
      ? [
          coverage(countColumn(heads.covered, ({ covered }) => covered.n)),
          coverage({ head: heads.percent, width: 16, bar: true, cell: ({ covered }) => percent(covered, marks) }),
        ]
      : []),
    ...(monthAgo && target
      ? [coverage({ head: heads.monthAgo, width: 11, cell: ({ was }) => percent(was?.covered ?? undefined, marks) })]
      : []),
    ...(target
      ? [
          textColumn<Territory>(
            heads.target,
            20,
            ({ target }) => target && words.targetStates[target],
            ({ target }) => (target ? toneOf(target) : undefined),
          ),
          countColumn<Territory>(heads.stillNeeded, ({ target, stillNeeded }) => (target ? stillNeeded : undefined)),
        ]
      : []),
    ...coverageTargets(order).flatMap((one, at) => targetColumns(file, one, at === 0)),
    ...(totals.details && plannedTarget(order)
      ? [
          planned(countColumn(heads.planned, (row) => plannedOf(row))),
          planned({
            head: heads.againstPlan,
            width: 14,
            cell: (row: Territory): Cell => {
              const schools = plannedOf(row);
              return schools === undefined ? null : { kind: 'count', n: row.covered.n - schools, signed: true };
            },
          }),
        ]
      : []),
    ...(totals.details && target
      ? [
          {
            head: heads.pace,
            width: 12,
            cell: ({ covered, details }: Territory): Cell =>
              details ? { kind: 'count', n: covered.n - details.before.n, signed: true } : null,
          },
        ]
      : []),
    ...shareColumns<Territory>(heads.reported, share, ({ reported }) => reported),
    ...shareColumns<Territory>(heads.accepted, share, ({ accepted }) => accepted),
    ...shareColumns<Territory>(heads.onTime, share, ({ onTime }) => onTime),
    ...shareColumns<Territory>(heads.onTimeOriginally, share, ({ onTimeOriginally }) => onTimeOriginally),
    ...shareColumns<Territory>(heads.acceptedOnTime, share, ({ acceptedOnTime }) => acceptedOnTime),
    ...(totals.details
      ? [
          countColumn<Territory>(heads.returns, ({ details }) => details && sum(details.returns.map(({ n }) => n))),
          textColumn<Territory>(heads.coordinators, 36, ({ details }) => details?.coordinators.join(', ') ?? null),
        ]
      : []),
    ...itemColumns<Territory>(order, totals.asOf),
  ];

  const detailsOf = new Map(totals.details?.map((details) => [details.id, details]));
  const changeOf = new Map(monthAgo?.municipalities.map((change) => [change.id, change]));
  const rows = totals.municipalities.map((line): Territory => {
    const change = changeOf.get(line.id);
    // Only those of which something differs are in the changes.
    const was = change
      ? { covered: change.covered.was, rank: change.rank.was }
      : { covered: line.covered, rank: line.rank ?? null };
    return { ...line, details: detailsOf.get(line.id), was: monthAgo && was };
  });
  const whole: Territory = {
    ...totals.region,
    name: heads.total,
    was: monthAgo && { covered: monthAgo.covered.was, rank: null },
    details: totals.details && {
      before: totals.before?.covered ?? { n: 0, of: 0 },
      returns: totals.details.flatMap(({ returns }) => returns),
      coordinators: [],
    },
  };
  return tableSheet(words.sheets.municipalities, columns, rows, {
    keys: 1,
    total: columns.map(({ cell }) => cell(whole)),
  });
}

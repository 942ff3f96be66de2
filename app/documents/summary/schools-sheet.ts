/** Every school that is counted: where it stands, its reports by both clocks, its figures. The CSV has the same columns. */
import { bandsTargets, coverageTargets, decidingForm } from '#app/domain/orders/order.ts';
import type { SchoolLine } from '#app/domain/territory/summary.ts';
import type { SummaryFile } from '#app/domain/territory/summary-file.ts';
import { bandInForce } from '#app/domain/territory/target.ts';
import { corridorShare, corridorState, meets } from '#app/domain/territory/target-figures.ts';
import { territory } from '#app/text/ru/territory.ts';
import { workbook as words } from '#app/text/ru/workbook.ts';
import { type Column, countColumn, dayColumn, type Sheet, shareColumns, tableSheet, textColumn } from '../table.ts';
import { bandMarks, bandText, itemColumns, ru, yesNo } from './order-words.ts';
import { placeColumns } from './places.ts';

export function schoolsSheet(file: SummaryFile): Sheet {
  return tableSheet(words.sheets.schools, schoolColumns(file), file.schools, { keys: 2 });
}

export function schoolColumns({ order, totals }: SummaryFile): Column<SchoolLine>[] {
  const { columns: heads } = words;
  const [first, ...further] = coverageTargets(order);
  const stages = new Map(order.stages.map(({ id, number }) => [id, number]));
  const reports = (head: string, value: (school: SchoolLine) => number | undefined): Column<SchoolLine> => ({
    ...countColumn(head, value),
    width: 16,
    group: heads.reportsDue,
  });
  const last = (column: Column<SchoolLine>): Column<SchoolLine> => ({ ...column, group: heads.lastReport });
  return [
    ...placeColumns<SchoolLine>(totals),
    textColumn(territory.schoolKind, 20, ({ schoolKind }) => (schoolKind ? territory.schoolKinds[schoolKind] : null)),
    textColumn(territory.settlement, 12, ({ settlement }) => (settlement ? territory.settlements[settlement] : null)),
    ...(first
      ? [
          textColumn<SchoolLine>(heads.isCovered, 11, ({ covered }) => yesNo(covered)),
          dayColumn<SchoolLine>(heads.coveredSince, ({ last }) => last?.coveredFrom ?? undefined),
        ]
      : []),
    ...further.map(({ id, title }) =>
      textColumn<SchoolLine>(heads.meetsTarget(title), 20, (school) => yesNo(meets(school, id, false))),
    ),
    ...corridorColumns({ order, totals }),
    ...(stages.size > 0
      ? [textColumn<SchoolLine>(heads.stage, 9, ({ stage }) => (stage ? (stages.get(stage) ?? stage) : null))]
      : []),
    textColumn(heads.system, { least: 18, most: 30 }, ({ last }) => last?.system ?? null),
    last(dayColumn(heads.lastAsOf, ({ last }) => last?.asOf)),
    last(dayColumn(heads.filedOn, ({ last }) => last?.filedOn)),
    last(textColumn(heads.late, 14.5, ({ last }) => last && yesNo(last.late))),
    {
      ...textColumn<SchoolLine>(heads.state, 17, (school) => words.reportStates[stateOf(school)]),
      group: heads.reportsDue,
    },
    reports(heads.owed, ({ owed }) => owed),
    reports(heads.filed, ({ filed }) => filed),
    reports(heads.acceptedReports, ({ accepted }) => accepted),
    reports(heads.firstOnTime, ({ onTime }) => onTime),
    reports(heads.originallyOnTime, ({ onTimeOriginally }) => onTimeOriginally),
    reports(heads.acceptedVersionOnTime, ({ acceptedOnTime }) => acceptedOnTime),
    ...itemColumns<SchoolLine>(order, totals.asOf),
  ];
}

/** Where each school lies by the corridors in force. */
function corridorColumns({ order, totals }: Pick<SummaryFile, 'order' | 'totals'>): Column<SchoolLine>[] {
  return bandsTargets(order).flatMap((target) => {
    const band = bandInForce(target.bands, totals.asOf);
    if (!band) return [];
    const stateOf = (school: SchoolLine) => corridorState(corridorShare(school, order, target), band);
    const elsewhere = target.form !== decidingForm(order)?.id;
    const head = words.columns.corridorState(bandText(band), ru(band.by));
    return [
      // The shares of the deciding form have columns of their own.
      ...(elsewhere
        ? shareColumns<SchoolLine>(target.title, words.share, ({ shares }) => shares?.[target.id], bandMarks(band))
        : []),
      textColumn<SchoolLine>(
        head,
        18,
        (school) => {
          const state = stateOf(school);
          return state === 'silent' ? words.silent : words.bandStates[state];
        },
        (school) => (stateOf(school) === 'behind' ? 'bad' : undefined),
      ),
    ];
  });
}

/** How the reports of the month stand taken together. */
function stateOf({ owed, filed, accepted = 0 }: SchoolLine): keyof typeof words.reportStates {
  if (owed === 0) return 'nothingDue';
  if (filed < owed) return 'missing';
  return accepted < owed ? 'filed' : 'accepted';
}

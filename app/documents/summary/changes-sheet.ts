/** What differs from the edition before and from the month before, school by school. */
import type { SchoolChange } from '#app/domain/editions/changes.ts';
import { decidingForm, type Order, type Share } from '#app/domain/orders/order.ts';
import type { SummaryFile } from '#app/domain/territory/summary-file.ts';
import { formatShare } from '#app/text/format.ts';
import { workbook as words } from '#app/text/ru/workbook.ts';
import { type Column, type Sheet, tableSheet, textColumn } from '../table.ts';
import { shortTitle, yesNo } from './order-words.ts';
import { municipalityNames, placeColumns } from './places.ts';

type Row = Pick<SchoolChange, 'since' | 'name' | 'municipalityId'> & {
  what: string;
  was: string | null;
  is: string | null;
};

export function changesSheet(file: SummaryFile, changes: NonNullable<SummaryFile['changes']>): Sheet {
  const columns: Column<Row>[] = [
    textColumn(words.changes.since, 24, ({ since }) => words.changes.sinceWhich[since]),
    ...placeColumns<Row>(file.totals),
    textColumn(words.changes.what, 68, ({ what }) => what),
    textColumn(words.changes.was, 26, ({ was }) => was),
    textColumn(words.changes.is, 26, ({ is }) => is),
  ];
  const empty = changes.heads.length > 0 ? words.changes.none : words.changes.nothingBefore;
  return tableSheet(words.sheets.changes, columns, rowsOf(file, changes.schools), { keys: 3, empty });
}

async function* rowsOf(file: SummaryFile, schools: AsyncIterable<SchoolChange> | Iterable<SchoolChange>) {
  const said = sayer(file);
  for await (const change of schools) yield* said(change);
}

/** A row for each thing that differs. */
function sayer({ order, totals }: SummaryFile): (change: SchoolChange) => Row[] {
  const { changes } = words;
  const nameOf = municipalityNames(totals);
  const titleOf = itemTitles(order);
  const stageOf = (id: string | null) =>
    id === null ? changes.noStage : (order.stages.find((stage) => stage.id === id)?.number ?? id);
  return ({ since, name, municipalityId, ...change }) => {
    const row = (what: string, was: string | null, is: string | null): Row => ({
      since,
      name,
      municipalityId,
      what,
      was,
      is,
    });
    const { counted, movedFrom, covered, system, stage, figures = [], reports = [] } = change;
    return [
      ...(counted ? [row(changes.counted, yesNo(counted === 'left'), yesNo(counted === 'joined'))] : []),
      ...(movedFrom === undefined ? [] : [row(changes.moved, nameOf(movedFrom), nameOf(municipalityId))]),
      ...(covered ? [row(changes.covered, yesNo(covered === 'lost'), yesNo(covered === 'gained'))] : []),
      ...(system ? [row(words.columns.system, system.was, system.is)] : []),
      ...(stage ? [row(words.columns.stage, stageOf(stage.was), stageOf(stage.is))] : []),
      ...figures.map(({ item, was, is }) => row(titleOf(item), shareText(was), shareText(is))),
      ...reports.map(({ count, was, is }) => row(changes.reports[count], String(was), String(is))),
    ];
  };
}

function itemTitles(order: Order): (id: string) => string {
  const form = decidingForm(order);
  const titles = new Map(form?.items.map((item) => [item.id, shortTitle(form, item)]));
  return (id) => titles.get(id) ?? id;
}

function shareText(share: Share | null): string | null {
  return share && formatShare(share.n, share.of, 'ru');
}

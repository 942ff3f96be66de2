/** Coverage month by month: the cells that the first sheet's picture is drawn of. */
import { coverageTarget } from '#app/domain/orders/order.ts';
import type { HistoryPoint, SummaryFile } from '#app/domain/territory/summary-file.ts';
import { formatShortMonth } from '#app/text/format.ts';
import { workbook as words } from '#app/text/ru/workbook.ts';
import {
  type Column,
  countColumn,
  percent,
  type Sheet,
  type SheetChart,
  shareColumns,
  tableSheet,
  textColumn,
} from '../table.ts';
import { targetMarks } from './order-words.ts';

/** Of heads there is one line, or two where municipalities are counted too. */
const firstLine = (file: SummaryFile) => (file.municipality === null ? 3 : 2);
/** Two years stay legible on a page. */
const mostMonths = 24;

export function historySheet(file: SummaryFile): Sheet {
  const { order, municipality } = file;
  const target = coverageTarget(order);
  const marks = targetMarks(order);
  const group = municipality === null ? words.columns.coverage : undefined;
  const columns: Column<HistoryPoint>[] = [
    textColumn(words.history.month, 16, ({ month }) => formatShortMonth(month, 'ru')),
    { ...countColumn(words.columns.covered, ({ covered }) => covered.n), group },
    { ...countColumn(words.columns.schools, ({ covered }) => covered.of), width: 12, group },
    { head: words.columns.percent, group, width: 16, bar: true, cell: ({ covered }) => percent(covered, marks) },
    ...(target ? [{ head: words.history.target, group, width: 12, cell: () => percent(target.threshold) }] : []),
    ...(municipality === null && target
      ? shareColumns<HistoryPoint>(words.history.municipalitiesMet, words.share, (point) => point.municipalitiesMet)
      : []),
  ];
  return tableSheet(words.sheets.history, columns, file.history, { keys: 1 });
}

/** Undefined while there is nothing to draw a line of. */
export function historyChart(file: SummaryFile, title: string, at: SheetChart['at']): SheetChart | undefined {
  const { length } = file.history;
  if (length < 2 || !coverageTarget(file.order)) return undefined;
  const to = firstLine(file) + length - 1;
  const range = (column: number) => ({
    sheet: words.sheets.history,
    column,
    from: Math.max(firstLine(file), to - mostMonths + 1),
    to,
  });
  const target = coverageTarget(file.order) && { name: words.history.target, values: range(5), target: true };
  return {
    kind: 'line',
    title,
    categories: range(1),
    series: [{ name: words.history.fact, values: range(4) }, ...(target ? [target] : [])],
    at,
  };
}

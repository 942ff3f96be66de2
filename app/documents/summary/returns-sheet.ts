/** What reports were returned for within the month, by municipality. */
import type { MunicipalityDetails, SummaryTotals } from '#app/domain/territory/summary.ts';
import type { SummaryFile } from '#app/domain/territory/summary-file.ts';
import { workbook as words } from '#app/text/ru/workbook.ts';
import { type Column, countColumn, type Sheet, sum, tableSheet, textColumn } from '../table.ts';
import { municipalityNames } from './places.ts';

type Row = { name: string | null; returns: MunicipalityDetails['returns'] };

export function returnsSheet({ order, totals, municipality }: SummaryFile, details: Details): Sheet {
  const nameOf = municipalityNames(totals);
  const columns: Column<Row>[] = [
    textColumn(words.columns.municipality, { least: 18, most: 40 }, ({ name }) => name),
    { ...countColumn(words.columns.returns, ({ returns }) => sum(returns.map(({ n }) => n))), width: 12 },
    ...order.returnReasons.map(({ id, title }) => ({
      ...countColumn<Row>(title, ({ returns }) => sum(returns.filter(({ reason }) => reason === id).map(({ n }) => n))),
      group: words.columns.returnReasons,
      width: 26,
    })),
  ];
  const rows = details
    .filter(({ returns }) => returns.length > 0)
    .map(({ id, returns }) => ({ name: nameOf(id), returns }));
  const whole: Row = { name: words.columns.total, returns: rows.flatMap(({ returns }) => returns) };
  return tableSheet(words.sheets.returns, columns, rows, {
    keys: 1,
    empty: words.noReturns,
    ...(rows.length > 0 && municipality === null && { total: columns.map(({ cell }) => cell(whole)) }),
  });
}

type Details = NonNullable<SummaryTotals['details']>;

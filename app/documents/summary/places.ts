/** Lists of schools by the municipality that each stands in. */
import type { SummaryTotals } from '#app/domain/territory/summary.ts';
import type { Again } from '#app/domain/territory/summary-file.ts';
import { workbook as words } from '#app/text/ru/workbook.ts';
import { type Column, textColumn } from '../table.ts';

export type Placed = { name: string; municipalityId: number };

export function municipalityNames({ municipalities }: SummaryTotals): (id: number) => string | null {
  const names = new Map(municipalities.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? null;
}

export function placeColumns<R extends Placed>(totals: SummaryTotals): Column<R>[] {
  const nameOf = municipalityNames(totals);
  const longest = Math.max(0, ...totals.municipalities.map(({ name }) => name.length));
  const width = Math.min(36, Math.max(18, longest + 3));
  return [
    textColumn(words.columns.municipality, width, (row) => nameOf(row.municipalityId)),
    textColumn(words.columns.school, { least: 24, most: 46 }, ({ name }) => name),
  ];
}

/** In the order of the municipalities; within one as they came, by name. */
export function byMunicipality<R extends Placed>({ municipalities }: SummaryTotals, rows: readonly R[]): R[] {
  const place = new Map(municipalities.map(({ id }, at) => [id, at]));
  const placeOf = ({ municipalityId }: Placed) => place.get(municipalityId) ?? place.size;
  return [...rows].sort((a, b) => placeOf(a) - placeOf(b));
}

/** Those rows that it holds for; a list that is read while it is written stays one. */
export function keptOf<R>(rows: Again<R>, holds: (row: R) => boolean): Again<R> {
  if (!(Symbol.asyncIterator in rows)) return rows.filter(holds);
  return {
    async *[Symbol.asyncIterator]() {
      for await (const row of rows) if (holds(row)) yield row;
    },
  };
}

/** Each corridor whose day has come, with every municipality's share on that day (KG-App.1). */
import { type BandsTarget, bandsTarget } from '#app/domain/orders/order.ts';
import type { BandDay } from '#app/domain/territory/summary.ts';
import type { SummaryFile } from '#app/domain/territory/summary-file.ts';
import { bandState } from '#app/domain/territory/target.ts';
import { bandDaysOf, corridorStates } from '#app/domain/territory/target-figures.ts';
import { workbook as words } from '#app/text/ru/workbook.ts';
import { type Column, countColumn, type Sheet, shareColumns, tableSheet, textColumn } from '../table.ts';
import { bandMarks, bandText, ru } from './order-words.ts';

type Row = { name: string; bands: BandDay[] };

/** `name` tells it from the sheets of the order's other corridors. */
export function bandsSheet({ order, totals, municipality }: SummaryFile, target: BandsTarget, name: string): Sheet {
  const { columns: heads, share } = words;
  const own = (days: readonly BandDay[] = []) => bandDaysOf(days, target, bandsTarget(order));
  const days = own(totals.bands);
  const over = target.bands.filter(({ by }) => days.some((fact) => fact.by === by));
  const bySchools = days.some(({ schools }) => schools);
  const columns: Column<Row>[] = [
    textColumn(heads.municipality, { least: 18, most: 40 }, ({ name }) => name),
    ...over.flatMap((band): Column<Row>[] => {
      const group = words.bandBy(bandText(band), ru(band.by));
      const dayOf = (row: Row) => row.bands.find(({ by }) => by === band.by);
      const factOf = (row: Row) => dayOf(row)?.fact;
      const stateOf = (row: Row) => {
        const fact = factOf(row);
        return fact && fact.of > 0 ? bandState(fact, band) : null;
      };
      const [n, of, percent] = shareColumns<Row>(group, share, factOf, bandMarks(band));
      return [
        ...[n, of].filter((column) => column !== undefined),
        ...(percent ? [{ ...percent, bar: true, width: 14 }] : []),
        {
          ...textColumn<Row>(
            heads.bandState,
            16,
            (row) => {
              const state = stateOf(row);
              return state && words.bandStates[state];
            },
            (row) => (stateOf(row) === 'behind' ? 'bad' : undefined),
          ),
          group,
        },
        // Editions made before did not count the schools one by one.
        ...(bySchools
          ? corridorStates.map((state) => ({
              ...countColumn<Row>(words.bandSchools[state], (row) => dayOf(row)?.schools?.[state]),
              width: 12,
              group,
            }))
          : []),
      ];
    }),
  ];
  const names = new Map(totals.municipalities.map(({ id, name }) => [id, name]));
  const rows = (totals.details ?? []).map(({ id, bands }) => ({ name: names.get(id) ?? '', bands: own(bands) }));
  const whole: Row = { name: words.columns.total, bands: days };
  return tableSheet(name, columns, over.length > 0 ? rows : [], {
    keys: 1,
    empty: words.noBandsYet,
    ...(over.length > 0 && municipality === null && { total: columns.map(({ cell }) => cell(whole)) }),
  });
}

/** Each corridor whose day has come, with every municipality's share on that day (KG-App.1). */
import type { BandsTarget, Share } from '#app/domain/orders/order.ts';
import type { SummaryFile } from '#app/domain/territory/summary-file.ts';
import { bandState } from '#app/domain/territory/target.ts';
import { workbook as words } from '#app/text/ru/workbook.ts';
import { type Column, type Sheet, shareColumns, tableSheet, textColumn } from '../table.ts';
import { bandMarks, bandText, ru } from './order-words.ts';

type Row = { name: string; bands: { by: string; fact: Share }[] };

export function bandsSheet({ totals, municipality }: SummaryFile, { bands }: BandsTarget): Sheet {
  const { columns: heads, share } = words;
  const over = bands.filter(({ by }) => totals.bands?.some((fact) => fact.by === by));
  const columns: Column<Row>[] = [
    textColumn(heads.municipality, { least: 18, most: 40 }, ({ name }) => name),
    ...over.flatMap((band): Column<Row>[] => {
      const group = words.bandBy(bandText(band), ru(band.by));
      const factOf = (row: Row) => row.bands.find(({ by }) => by === band.by)?.fact;
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
      ];
    }),
  ];
  const names = new Map(totals.municipalities.map(({ id, name }) => [id, name]));
  const rows = (totals.details ?? []).map(({ id, bands }) => ({ name: names.get(id) ?? '', bands }));
  const whole: Row = { name: words.columns.total, bands: totals.bands ?? [] };
  return tableSheet(words.sheets.bands, columns, over.length > 0 ? rows : [], {
    keys: 1,
    empty: words.noBandsYet,
    ...(over.length > 0 && municipality === null && { total: columns.map(({ cell }) => cell(whole)) }),
  });
}

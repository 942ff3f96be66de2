/** The sums of the last filings, line by line of the form. */

import { bandsTargets, decidingForm, figureItems, type Order, type Share } from '#app/domain/orders/order.ts';
import type { Item } from '#app/domain/reports/form.ts';
import type { SummaryTotals } from '#app/domain/territory/summary.ts';
import type { SummaryFile } from '#app/domain/territory/summary-file.ts';
import { bandInForce, bandState } from '#app/domain/territory/target.ts';
import { workbook as words } from '#app/text/ru/workbook.ts';
import { type Cell, type Column, countColumn, percent, type Sheet, tableSheet, text, textColumn } from '../table.ts';
import { bandText, clauseName, corridorOf, fullTitle, itemMarks, ru } from './order-words.ts';

export function figuresSheet({ order, totals }: SummaryFile): Sheet {
  const form = decidingForm(order);
  const { asOf, region } = totals;
  const columns: Column<Item>[] = [
    textColumn(words.figures.item, 76, (item) => `${item.number} ${form ? fullTitle(form, item) : ''}`),
    countColumn(words.share.n, ({ id }) => region.figures[id]?.n),
    countColumn(words.share.of, ({ id }) => region.figures[id]?.of),
    {
      head: words.share.percent,
      width: 16,
      bar: true,
      cell: (item) => percent(region.figures[item.id], itemMarks(order, item, asOf)),
    },
    { ...countColumn(words.figures.schools, ({ id }) => region.figures[id]?.schools), width: 14 },
    ...(bandsTargets(order).length > 0
      ? [
          {
            head: words.figures.band,
            width: 44,
            cell: (item: Item) => bandRemark(order, item, region.figures[item.id], asOf),
          },
        ]
      : []),
  ];
  return tableSheet(words.sheets.figures, columns, figureItems(order), { keys: 1 });
}

function bandRemark(order: Order, item: Item, share: Share | undefined, asOf: SummaryTotals['asOf']): Cell {
  const target = corridorOf(order, item);
  const band = target && bandInForce(target.bands, asOf);
  if (!target || !band) return null;
  const sentence = words.figures.bandIs(bandText(band), ru(band.by), clauseName(order, target.clause));
  const state = share && bandState(share, band);
  return text(state ? `${sentence}: ${words.bandStates[state]}` : sentence, state === 'behind' ? 'bad' : undefined);
}

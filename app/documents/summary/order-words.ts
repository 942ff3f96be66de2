/** An order's items, targets and clauses as the sheets name them. */

import {
  type Band,
  type BandsTarget,
  bandsTargets,
  type CoverageTarget,
  coverageTarget,
  decidingForm,
  figureItems,
  type Order,
  type Share,
} from '#app/domain/orders/order.ts';
import type { Form, Item } from '#app/domain/reports/form.ts';
import { percentOf } from '#app/domain/territory/coverage.ts';
import { bandInForce, type TargetState } from '#app/domain/territory/target.ts';
import { formatDay, formatPercentText } from '#app/text/format.ts';
import { workbook as words } from '#app/text/ru/workbook.ts';
import { type Column, shareColumns, type Tone } from '../table.ts';

/** An item under its heading: «Охват: педагогические работники, работающие в системе». */
export function fullTitle(form: Form, item: Item, most = { heading: Infinity, title: Infinity }): string {
  const heading = form.items.find(({ kind, number }) => kind === 'heading' && item.number.startsWith(`${number}.`));
  const under = heading ? `${cut(trimmed(heading.title), most.heading)}: ` : '';
  return `${under}${cut(trimmed(item.title), most.title)}`;
}

export function shortTitle(form: Form, item: Item): string {
  return `${item.number} ${fullTitle(form, item, { heading: 46, title: 80 })}`;
}

/** The paper's blank for the school's name, and the punctuation that leads on to an answer, are left out. */
export function trimmed(title: string): string {
  return title.replace('{organisation}', '…').replace(/[\s.:;]+$/, '');
}

function cut(title: string, most: number): string {
  if (title.length <= most) return title;
  return `${title.slice(0, title.lastIndexOf(' ', most)).replace(/[\s.,:;]+$/, '')}…`;
}

export function bandText({ from, to }: Pick<Band, 'from' | 'to'>): string {
  return `${from === to ? '' : `${from}–`}${formatPercentText(String(to), 'ru')}`;
}

/** «75 %» of a share that the order sets. */
export function thresholdText(share: Share): string {
  return formatPercentText(percentOf(share)?.text.replace(/\.0$/, '') ?? '', 'ru');
}

/** «пункт 4.3», «приложение 1». */
export function clauseName(order: Order, id: string): string {
  const number = order.clauses.find((clause) => clause.id === id)?.number ?? id;
  return /^\d/.test(number) ? words.clause(number) : number.toLowerCase();
}

/** «не менее 75 %»; there is nothing above 100 %. */
export function atLeast({ threshold }: CoverageTarget): string {
  const percent = thresholdText(threshold);
  return threshold.n < threshold.of ? words.atLeast(percent) : percent;
}

export function ru(date: Band['by']): string {
  return formatDay(date, 'ru');
}

export function yesNo(is: boolean): string {
  return is ? words.yes : words.no;
}

export function toneOf(state: TargetState): Tone | undefined {
  return state === 'met' ? 'good' : state === 'missed' ? 'bad' : undefined;
}

/** What a figure is read against: it must not be rounded to the other side of it. */
export function targetMarks(order: Order): Share[] {
  const target = coverageTarget(order);
  return target ? [target.threshold] : [];
}

export function bandMarks(band: Pick<Band, 'from' | 'to'>): Share[] {
  return [band.from, band.to].map((n) => ({ n, of: 100 }));
}

/** The corridor that an item of the deciding form must lie in. */
export function corridorOf(order: Order, item: Pick<Item, 'id'>): BandsTarget | null {
  const formId = decidingForm(order)?.id;
  return bandsTargets(order).find(({ form, item: id }) => form === formId && id === item.id) ?? null;
}

export function itemMarks(order: Order, item: Item, asOf: Band['by']): Share[] {
  const band = bandInForce(corridorOf(order, item)?.bands ?? [], asOf);
  return band ? bandMarks(band) : [];
}

/** Three columns for each figure of the form. */
export function itemColumns<R extends { figures: Record<string, Share> }>(order: Order, asOf: Band['by']): Column<R>[] {
  const form = decidingForm(order);
  return figureItems(order).flatMap((item) =>
    shareColumns<R>(
      form ? shortTitle(form, item) : '',
      words.share,
      ({ figures }) => figures[item.id],
      itemMarks(order, item, asOf),
    ),
  );
}

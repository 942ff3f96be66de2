import type { Share } from '#app/domain/orders/order.ts';
import type { Warning } from '#app/domain/reports/check.ts';
import type { Form } from '#app/domain/reports/form.ts';
import { percentOf } from '#app/domain/territory/coverage.ts';
import type { Format, Speech, Text } from '#app/text/index.tsx';
import type { ReturnHint } from '#app/use-cases/reports/see-report.server.ts';

/** What a soft check found, in a sentence with its figures: «Было 40 из 50 (80,0 %), стало 35 из 50 (70,0 %)». */
export function findingText(
  found: Warning,
  { items }: Pick<Form, 'items'>,
  { t, format }: { t: Pick<Text, 'checks'>; format: Format },
): string {
  const words = t.checks.findings;
  const share = ({ n, of }: Share) =>
    of === 0 ? format.share(n, of) : `${format.share(n, of)} (${format.percent(percentOf({ n, of }))})`;
  const itemOf = (id: string) => items.find((item) => item.id === id);
  switch (found.code) {
    case 'fell':
      return (found.which === 'both' ? words.fell : words.fellInPercent)(share(found.was), share(found.now));
    case 'jumped':
      return found.was ? words.jumped(share(found.was), share(found.now)) : words.jumpedFromBlank(share(found.now));
    case 'baseChanged':
      return words.baseChanged(
        itemOf(found.item)?.base ?? '',
        format.integer(found.was.of),
        format.integer(found.now.of),
      );
    case 'exceeds': {
      const { n, most } = found;
      return words.exceeds(format.integer(n), itemOf(most.item)?.number ?? most.item, format.integer(most.n));
    }
    case 'problemGone':
      return words.problemGone(found.text);
    default:
      return words[found.code];
  }
}

/** «Строка 6.1», the title of the table of problems, or the report as a whole. */
export function findingPlace(
  { item }: Pick<Warning, 'item'>,
  { items, problems }: Pick<Form, 'items' | 'problems'>,
  { t }: Pick<Speech, 't'>,
): string {
  if (item === null) return t.checks.ask.whole;
  if (item === 'problems') return problems?.title.replace(/:$/, '') ?? item;
  return t.checks.ask.item(items.find(({ id }) => id === item)?.number ?? item);
}

/** «Из-за этой строки отчёты возвращали 12 раз. Чаще всего: «Не указаны реквизиты»». */
export function hintText({ item, times, reason }: ReturnHint, { t, format }: Speech): string {
  const words = t.checks.hint[item === 'problems' ? 'problems' : 'item'];
  return words(format.integer(times), times, reason);
}

/** The letter that an edition goes out with: the result in a sentence and where to find the rest, never the file itself. */
import type { Month } from '#app/domain/calendar.ts';
import type { Share } from '#app/domain/orders/order.ts';
import { percentOf } from '#app/domain/territory/coverage.ts';
import { paths } from '#app/paths.ts';
import { speechOf } from '#app/text/index.tsx';

type Facts = {
  campaignId: number;
  region: string;
  order: { kind: string; number: string; date: string };
  month: Month;
  number: number;
  complete: boolean;
  asOf: string;
  covered: Share;
  municipalitiesMet: Share;
  target: { threshold: Share; by: string } | null;
};

const { t, format } = speechOf('ru');

/** Links lead to `origin`, the address people type. */
export function composeEditionLetter(
  { campaignId, month, number, order, ...edition }: Facts,
  { name }: { name: string },
  origin: string,
): { subject: string; text: string } {
  const words = t.archive.letter;
  const { covered, municipalitiesMet: met, target, complete } = edition;
  const share = format.share(covered.n, covered.of);
  const percent = format.percent(percentOf(covered, target ? [target.threshold] : []));
  const result = words.result(format.day(edition.asOf), share, covered.of, percent);
  const reached =
    target &&
    words.reached(
      format.percent(percentOf(target.threshold)).replace(',0', ''),
      format.day(target.by),
      format.share(met.n, met.of),
      met.of,
    );
  const paragraphs = [
    [words.greeting(name)],
    [
      words.about(format.month(month), format.integer(number), complete),
      t.school.order(order.kind, order.number, format.day(order.date)),
    ],
    ...(reached ? [[`${result} ${reached}`]] : []),
    [words.page, origin + paths.edition(campaignId, month, number)],
    [words.workbook, origin + paths.summaryWorkbook(campaignId, month, number)],
    [words.signIn],
    ['-- ', t.notices.letters.signature(edition.region)],
  ];
  return {
    subject: `${t.everywhere.product}: ${words.subject(format.month(month), complete)}`,
    text: `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`,
  };
}

/** A letter's words: plain Russian text about notices, with nothing personal beyond the names of schools and days. */
import type { NoticeDetails, NoticeKind } from '#app/domain/notices/notice.ts';
import { paths } from '#app/paths.ts';
import { speechOf } from '#app/text/index.tsx';
import { noticeWords } from '#app/text/notice-words.ts';

type Told = {
  id: number;
  kind: NoticeKind;
  asOf: string | null;
  formName: string | null;
  organisation: string | null;
  order: { kind: string; number: string; date: string } | null;
  details: NoticeDetails;
};

/** Notices written out; the rest is counted. */
const mostLines = 40;
const longestSubject = 80;

const { t, format } = speechOf('ru');

/** Links lead to `origin`, the address people type. A single notice names the letter, several are counted. */
export function composeLetter(
  notices: readonly Told[],
  { origin, region }: { origin: string; region: string },
): { subject: string; text: string } {
  const words = t.notices.letters;
  const [first] = notices;
  const only = notices.length === 1 ? first : undefined;
  const subject = only ? noticeWords(only, { lang: 'ru', t, format }).subject : words.digest(notices.length);
  const told = notices
    .slice(0, mostLines)
    .map((notice) => [
      oneLine(noticeWords(notice, { lang: 'ru', t, format }).sentence),
      ...orderOf(notice),
      origin + paths.notice(notice.id),
    ]);
  const more = notices.length - told.length;
  const paragraphs = [
    [words.greeting],
    ...told,
    ...(more > 0 ? [[words.more(more)]] : []),
    [words.all, origin + paths.notices()],
    [words.off, origin + paths.account()],
    ['-- ', words.signature(oneLine(region))],
  ];
  return {
    subject: shortened(oneLine(`${t.everywhere.product}: ${subject}`)),
    text: `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`,
  };
}

/** Two orders may ask for a report on the same day. */
function orderOf({ order }: Told): string[] {
  return order ? [t.school.order(order.kind, order.number, format.day(order.date))] : [];
}

/** Names come from a register: whatever is in them stays on its line. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

function shortened(subject: string): string {
  return subject.length <= longestSubject ? subject : `${subject.slice(0, longestSubject - 1).trimEnd()}…`;
}

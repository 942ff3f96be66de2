/** What waits for a coordinator, by age, and accepting several at once. */
import type { Obstacle, SkipReason } from '#app/domain/reports/review.ts';
import { plural } from '../plural.ts';

const filings = (n: number) => plural.ru(n, 'отчёт', 'отчёта', 'отчётов');

/** Why there is no box. */
const obstacles: Record<Obstacle, string> = {
  amendment: 'прочитайте причину уточнения',
  explained: 'прочитайте пояснения школы',
  openRemarks: 'не по всем замечаниям есть исправления',
  unchanged: 'после возврата ничего не исправлено',
};

export const queue = {
  title: (n: string, count: number) => `${plural.ru(count, 'Ждёт', 'Ждут', 'Ждут')} проверки: ${n} ${filings(count)}`,
  none: 'Проверять сейчас нечего',
  noneText: 'Все сданные отчёты рассмотрены.',
  lead: 'Самые давние сверху. Отметьте отчёты, которые можно принять без замечаний, или откройте отчёт, чтобы прочитать его и принять решение.',
  leadReading: 'Самые давние сверху.',
  shown: (shown: string, of: string) => `Показаны самые давние: ${shown} из ${of}.`,
  caption: 'Сданные и не рассмотренные отчёты, самые давние сверху',
  choose: 'Отметить',
  chooseOne: (school: string, asOf: string) => `Принять: ${school}, отчёт на ${asOf}`,
  chooseAll: 'Отметить все',
  asOf: 'Отчётная дата',
  filed: 'Сдан',
  waits: 'Ждёт, рабочих дней',
  what: 'Что сдано',
  kinds: { first: 'впервые', repeated: 'повторно', amendment: 'уточнение' },
  obstacles,
  openFirst: (why: string) => `Откройте: ${why}`,
  accept: 'Принять отмеченные',
  chosenMissing: 'Отметьте хотя бы один отчёт',
  chosenTooMany: 'За один раз можно принять не больше 1000 отчётов',
  accepted: (n: string, count: number) => `${plural.ru(count, 'Принят', 'Приняты', 'Принято')} ${n} ${filings(count)}`,
  nothingAccepted: 'Ни один из отмеченных отчётов не принят',
  skippedTitle: (n: string, count: number) =>
    `Не ${plural.ru(count, 'принят', 'приняты', 'принято')} ${n} ${filings(count)}:`,
  skipped: (
    { why, decision }: { why: SkipReason; decision: 'accepted' | 'returned' | null },
    by: string,
    at: string,
  ): string => {
    switch (why) {
      case 'decided':
        return decision === null
          ? 'отчёт больше не ждёт проверки'
          : `он уже ${decision === 'accepted' ? 'принят' : 'возвращён на доработку'}: ${by}, ${at}`;
      case 'filedAgain':
        return 'школа за это время сдала его ещё раз, прочитайте новую версию';
      default:
        return obstacles[why];
    }
  },
  whole: 'Вся очередь и приём отмеченных',
  more: (n: string) => `Ещё в очереди: ${n}.`,
  workingDays: (n: string, count: number) =>
    `${n}\u00a0${plural.ru(count, 'рабочий день', 'рабочих дня', 'рабочих дней')}`,
  lags: {
    title: 'Сколько времени ушло',
    caption: 'Время сдачи и проверки, рабочие дни',
    note: 'Рабочие дни считаются без переносов выходных. Сдача – от открытия отчётной даты до первой сдачи, проверка – от сдачи до решения.',
    who: 'Что',
    filing: 'Сдача отчёта школой',
    review: 'Проверка координатором',
    own: 'в том числе вами',
    n: 'Всего',
    median: 'Медиана',
    longest: 'Самое долгое',
    none: 'На эту дату ещё ничего не сдано.',
  },
};

/** The note's figures in words: each kind in the forms that a sentence may ask for. Forms that read alike are one to the reader. */

import type { FigureName, FigureValue, Listed, Thing } from '#app/domain/editions/note-figures.ts';
import type { Share } from '#app/domain/orders/order.ts';
import { percentOf } from '#app/domain/territory/coverage.ts';
import { paceTexts } from '#app/domain/territory/forecast.ts';
import type { BandState } from '#app/domain/territory/target.ts';
import type { CorridorCounts } from '#app/domain/territory/target-figures.ts';
import { formatDateTime, formatInteger, formatLongDay, formatPercentText, formatShare } from '../format.ts';
import {
  type Case,
  cases,
  counted,
  listed,
  monthName,
  type Noun,
  nouns,
  percentagePoints,
  predicate,
} from './grammar.ts';

const nbsp = '\u00a0';

type Kind = FigureValue['is'];
type ValueOf<K extends Kind> = Extract<FigureValue, { is: K }>;
type Forms<V> = Record<string, (value: V) => string>;

const nounOf: Record<Thing, Noun> = nouns;

function eachCase<V>(say: (value: V, as: Case) => string): Forms<V> {
  return Object.fromEntries(cases.map((as) => [as, (value: V) => say(value, as)]));
}

const editionForms = ['выпуск', 'выпуска', 'выпуску', 'выпуск', 'выпуском', 'выпуске'];

/** The first form of each kind is the one it is offered in. */
const forms: { [K in Kind]: Forms<ValueOf<K>> } = {
  count: {
    ...eachCase(({ n, of }, as) => counted(n, nounOf[of], as)),
    number: ({ n }) => formatInteger(n, 'ru'),
  },
  share: {
    full: (value) => `${percent(value.share, value.against)} (${sharesOf(value)})`,
    percent: ({ share, against }) => percent(share, against),
    of: sharesOf,
    short: ({ share: { n, of } }) => formatShare(n, of, 'ru'),
  },
  moved: {
    change: ({ was, now, against }) => movement(was, now, against),
    counts: ({ was, now }) => `было ${formatShare(was.n, was.of, 'ru')}, стало ${formatShare(now.n, now.of, 'ru')}`,
  },
  reached: { reached: reachedWhere },
  target: {
    target: ({ target: { threshold, by, per } }) =>
      `не менее ${percent(threshold, []).replace(/,0(?=\u00a0%)/, '')} школ ${per === 'municipality' ? 'каждого муниципалитета' : 'региона'} к ${formatLongDay(by, 'ru')}`,
  },
  pace: {
    compared: ({ pace, needed, by }) => {
      const [now = '', then = ''] = paceTexts([pace, needed]).map((text) => text.replace('.', ',').replace('-', '−'));
      return `${now}, а чтобы успеть к ${formatLongDay(by, 'ru')}, нужно ${then}`;
    },
  },
  onDay: { reached: reachedOnDay, coverage: coveredOnDay },
  bands: {
    list: ({ facts }) =>
      facts
        .map(
          ({ band: { from, to, by }, fact, state, schools }) =>
            `к ${formatLongDay(by, 'ru')} – ${percent(fact, [
              { n: from, of: 100 },
              { n: to, of: 100 },
            ])} при коридоре ${corridor(from, to)} (${bandStates[state]}${schools ? `; ${bySchools(schools)}` : ''})`,
        )
        .join('; '),
  },
  band: { next: ({ band: { from, to, by } }) => `${corridor(from, to)} к ${formatLongDay(by, 'ru')}` },
  missing: {
    sentence: ({ n }) =>
      n === 0
        ? 'отчитались все школы'
        : `не ${predicate(n, 'отчиталась', 'отчитались')} ${counted(n, nouns.schools, 'nom')}`,
    ...eachCase(({ n }, as) => counted(n, nouns.schools, as)),
  },
  list: {
    list: (value) => {
      const { listed: some, all, of, against } = value;
      if (all === 0) return 'нет';
      const said = some.map((one) => `${nameOf(one, value)}${whatOf(one, of, against)}`);
      // Names with figures of their own are held apart by semicolons.
      const apart = some.some(({ was, n }) => was !== undefined || n !== undefined) ? '; ' : ', ';
      return `${said.join(apart)}${all > some.length ? ` и${nbsp}ещё ${moreOf(value)}` : ''}`;
    },
    names: (value) => {
      const names = value.listed.map((one) => nameOf(one, value));
      return listed(value.all > names.length ? [...names, `ещё ${moreOf(value)}`] : names);
    },
    counted: ({ listed: some, all, of }) => {
      if (all === 0) return `таких ${nounOf[of].many[1]} нет`;
      const names = some.map(({ name }) => name).join('; ');
      const rest = all - some.length;
      return `${counted(all, nounOf[of], 'nom')}${nbsp}– ${names}${rest > 0 ? ` и${nbsp}ещё ${formatInteger(rest, 'ru')}` : ''}`;
    },
    number: ({ all, of }) => counted(all, nounOf[of], 'nom'),
  },
  differs: {
    sentence: ({ schools, figures }) => {
      if (schools === 0) return 'данные школ те же';
      const changed = `${predicate(schools, 'изменились данные', 'изменились данные')} ${counted(schools, nouns.schools, 'gen')}`;
      return figures === 0 ? changed : `${changed}, показателей – ${formatInteger(figures, 'ru')}`;
    },
  },
  order: {
    nom: ({ kind, number, date }) =>
      `${kind.charAt(0).toLowerCase()}${kind.slice(1)} №${nbsp}${number} от ${formatLongDay(date, 'ru')}`,
  },
  edition: eachCase(({ number }, as) => `${editionForms[cases.indexOf(as)]} №${nbsp}${number}`),
  read: {
    sentence: ({ at, zone, complete }) =>
      `данные прочитаны ${formatDateTime(at, zone, 'ru')}, ${complete ? 'после окончания месяца' : 'до окончания месяца: выпуск предварительный'}`,
  },
  day: { long: ({ day }) => formatLongDay(day, 'ru') },
  month: eachCase(({ month }, as) => monthName(month, as)),
  text: { text: ({ text }) => plain(text) },
};

/** The figure in this form, or in its first one where it has none such. */
export function figureText(value: FigureValue, as: string): string {
  const own = forms[value.is] as Forms<FigureValue>;
  const say = own[as] ?? Object.values(own)[0];
  return say ? plain(say(value)) : '';
}

export function formsOf(value: FigureValue): string[] {
  return Object.keys(forms[value.is]);
}

/** What figures are called where they stand without a sentence around them. */
export const figureLabels: Record<FigureName, string> = {
  order: 'приказ',
  orderTitle: 'название приказа',
  orderAuthority: 'кто издал приказ',
  edition: 'номер выпуска',
  read: 'когда прочитаны данные',
  month: 'месяц сводки',
  asOf: 'день сводки',
  schools: 'школы в знаменателе',
  excluded: 'неучтённые организации',
  covered: 'охват школ',
  target: 'целевой показатель',
  reached: 'где достигнут целевой показатель',
  municipalitiesMet: 'муниципалитеты, достигшие показателя',
  needed: 'сколько школ не хватает до показателя',
  pace: 'темп и нужный темп',
  onDay: 'целевой показатель на свой день',
  reachedLater: 'муниципалитеты, достигшие показателя после срока',
  bandsTitle: 'название коридоров',
  bands: 'коридоры и факт',
  nextBand: 'следующий коридор',
  monthBefore: 'предыдущий месяц',
  coveredMoved: 'изменение охвата за месяц',
  metMoved: 'муниципалитеты, достигшие показателя: изменение',
  gained: 'школы, ставшие охваченными',
  lost: 'школы, переставшие быть охваченными',
  risen: 'муниципалитеты с ростом охвата',
  fallen: 'муниципалитеты с падением охвата',
  editionBefore: 'предыдущий выпуск',
  differs: 'отличия от предыдущего выпуска',
  best: 'наибольший охват',
  lowest: 'наименьший охват',
  furthest: 'дальше всего от показателя',
  behindPlan: 'отстают от своего плана',
  unsolved: 'нерешённые проблемы',
  schoolsWithProblems: 'школы с нерешёнными проблемами',
  frequentProblems: 'частые проблемы',
  returned: 'возвраты на доработку',
  frequentReturns: 'частые причины возврата',
  owed: 'отчёты, срок которых наступил',
  reported: 'отчёты сданы',
  onTime: 'отчёты впервые сданы в срок',
  onTimeOriginally: 'отчёты сданы в срок по первоначальной дате',
  accepted: 'отчёты приняты',
  acceptedOnTime: 'принятая версия сдана в срок',
  excused: 'отчёты, которые не требуются',
  missing: 'школы, которые не отчитались',
  missingIn: 'где не отчитались',
  waiting: 'отчёты, сданные, но не принятые',
  idleIn: 'где не принято больше половины отчётов',
  extended: 'отчёты, сданные в срок благодаря переносу',
};

/** A text that others have written, on one line and without brackets, which are ours. */
function plain(text: string): string {
  return text
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .replace(/[\n\r\t]+/g, ' ');
}

function percent(share: Share, against: readonly Share[]): string {
  const made = percentOf(share, against);
  return made ? formatPercentText(made.text, 'ru') : 'нет данных';
}

/** «734 из 1 404 школ». */
function sharesOf({ share: { n, of }, of: thing }: ValueOf<'share'>): string {
  return `${formatInteger(n, 'ru')} из ${counted(of, nounOf[thing], 'gen')}`;
}

/** «вырос на 3,2 процентного пункта (с 49,1 % до 52,3 %)», of something masculine; the points are those between the two percentages shown. */
function movement(was: Share, now: Share, against: readonly Share[]): string {
  const [before, after] = [percentOf(was, against), percentOf(now, against)];
  if (!before || !after) return 'сравнить нельзя: школ не было';
  const shown = (one: { text: string }) => formatPercentText(one.text, 'ru');
  const sign = Math.sign(now.n * was.of - was.n * now.of);
  if (sign === 0) return `не изменился (${shown(after)})`;
  const verb = sign > 0 ? 'вырос' : 'снизился';
  const scale = 10 ** Math.max(before.digits, after.digits);
  const points = Math.abs(Math.round(Number(after.text) * scale) - Math.round(Number(before.text) * scale)) / scale;
  if (points === 0) return `${verb} меньше чем на 0,1 процентного пункта (${shown(after)})`;
  return `${verb} на ${percentagePoints(String(points))} (с ${shown(before)} до ${shown(after)})`;
}

/** «достигнут в 41 из 73 муниципалитетов», of the target; says itself where it is reached everywhere or nowhere. */
function reachedWhere({ met: { n, of }, per, state }: ValueOf<'reached'>): string {
  const pending = state === 'pending';
  if (per === 'region' || of === 1) {
    return state === 'met' ? 'достигнут' : pending ? 'пока не достигнут, срок ещё не наступил' : 'не достигнут';
  }
  const all = counted(of, nouns.municipalities, 'gen');
  if (n === of) return `достигнут во всех муниципалитетах (${formatInteger(of, 'ru')})`;
  if (n === 0)
    return `${pending ? 'пока ' : ''}не достигнут ни в одном из ${all}${pending ? ', срок ещё не наступил' : ''}`;
  return pending
    ? `уже достигнут в ${formatInteger(n, 'ru')} из ${all}, срок ещё не наступил`
    : `достигнут в ${formatInteger(n, 'ru')} из ${all}`;
}

/** «достигнут в 4 из 11 муниципалитетов (по данным того вечера – в 3), после срока – ещё в 2», of the target. */
function reachedOnDay({ day, met }: ValueOf<'onDay'>): string {
  if (met) {
    const { known, evening, later } = met;
    const all = counted(known.of, nouns.municipalities, 'gen');
    const more = later > 0 ? `, после срока – ещё в ${formatInteger(later, 'ru')}` : '';
    return `был достигнут в ${formatInteger(known.n, 'ru')} из ${all} (по данным того вечера – в ${formatInteger(evening.n, 'ru')})${more}`;
  }
  if (day.state === 'inTime') return 'был достигнут';
  return day.reachedOn
    ? `не был достигнут; достигнут позже, ${formatLongDay(day.reachedOn, 'ru')}`
    : 'не был достигнут';
}

/** «охват составлял 75,0 % (45 из 60 школ), по данным того вечера – 66,7 % (40 из 60 школ)». */
function coveredOnDay({ day, threshold }: ValueOf<'onDay'>): string {
  const said = (share: Share) =>
    `${percent(share, [threshold])} (${sharesOf({ is: 'share', share, of: 'schools', against: [] })})`;
  return `охват составлял ${said(day.known)}, по данным того вечера – ${said(day.evening)}`;
}

/** «школ ниже – 5, в коридоре – 4, выше – 1, не ответили – 2». */
function bySchools({ behind, within, ahead, silent }: CorridorCounts): string {
  const n = (schools: number) => formatInteger(schools, 'ru');
  return `школ ниже – ${n(behind)}, в коридоре – ${n(within)}, выше – ${n(ahead)}, не ответили – ${n(silent)}`;
}

const bandStates: Record<BandState, string> = {
  behind: 'ниже коридора',
  within: 'в коридоре',
  ahead: 'выше коридора',
};

function corridor(from: number, to: number): string {
  return from === to ? `${from}${nbsp}%` : `${from}–${to}${nbsp}%`;
}

/** A problem's wording and a reason are quoted, a place stands for itself. */
function isQuoted({ listed: some, of }: ValueOf<'list'>): boolean {
  return of !== 'municipalities' && some.some(({ n }) => n !== undefined);
}

function nameOf({ name }: Listed, value: ValueOf<'list'>): string {
  return isQuoted(value) ? `«${name.replace(/[«»]/g, '"').replace(/[\s.;,]+$/, '')}»` : name;
}

function whatOf({ share, was, n }: Listed, of: Thing, against: readonly Share[]): string {
  if (share && was) return `${nbsp}– с ${percent(was, against)} до ${percent(share, against)}`;
  if (share) return `${nbsp}– ${percent(share, against)} (${formatShare(share.n, share.of, 'ru')})`;
  if (n === undefined) return '';
  return `${nbsp}– ${of === 'municipalities' ? formatInteger(n, 'ru') : counted(n, nounOf[of], 'nom')}`;
}

/** How many more there are; quoted things are not those that are counted. */
function moreOf(value: ValueOf<'list'>): string {
  const rest = value.all - value.listed.length;
  return isQuoted(value) ? formatInteger(rest, 'ru') : counted(rest, nounOf[value.of], 'nom');
}

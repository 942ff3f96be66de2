import { addDays, type Day, daysBetween } from '#app/domain/calendar.ts';
import type { Share } from '#app/domain/orders/order.ts';
import {
  type Covered,
  type Forecast,
  type ForecastFacts,
  forecastOf,
  type Pace,
  paceTexts,
} from '#app/domain/territory/forecast.ts';
import type { Speech } from '#app/text/index.tsx';
import { coveredText, thresholdText } from '#app/text/share-words.ts';
import type { DatedRow, ForecastChart, State, Step } from './chart.ts';
import { figureOf, targetLevel } from './figure.ts';

type Facts = ForecastFacts & {
  /** What is drawn before now, the oldest first; `since` is among them or joins them. */
  past: readonly Covered[];
  href?: (day: Day) => string;
};

/** How coverage goes on at the pace of the last weeks, and how it must go on to make the target by its day. */
export function coverageForecast(facts: Facts, speech: Speech): ForecastChart {
  const { t, format } = speech;
  const { since, now, target, href } = facts;
  const words = t.charts.forecast;
  const forecast = forecastOf(facts);
  const title = titleOf(facts, forecast, speech);
  const base = baseOf(facts, forecast, speech);
  const pace = paceStep(facts, forecast, speech);
  const by: Step = { ...targetLevel(target.share, speech), day: target.by };
  const row = (day: Day, share: Share, state: State, open?: (day: Day) => string): DatedRow => ({
    key: `${day} ${state.word}`,
    day,
    label: format.day(day),
    ...figureOf(share, [target.share], speech),
    href: open?.(day),
    state,
  });
  const fact: State = { word: words.fact, tone: 'neutral' };
  const past = pastOf(facts).map(({ day, covered }) => row(day, covered, fact, href));
  return {
    kind: 'forecast',
    title,
    base,
    summary: `${title}. ${base}`,
    heads: {
      caption: words.caption,
      label: words.day,
      percent: t.region.history.percent,
      share: t.region.history.covered,
      state: words.what,
    },
    rows: pace ? [...past, row(pace.day as Day, pace.share, { word: words.atPace, tone: 'waiting' })] : past,
    past,
    ticks: [past[0]?.day ?? now.day, now.day, target.by].map((day) => ({ day, text: format.day(day) })),
    target: by,
    pace,
    needed: forecast.paceNeeded && { label: words.paceNeeded(paceWords(forecast, speech).needed) },
    method: pace || forecast.paceNeeded ? words.method(format.day(since.day), format.day(now.day)) : null,
  };
}

/** Each day once, up to now. */
function pastOf({ past, since, now }: Facts): Covered[] {
  const days = new Map([...past, since, now].filter(({ day }) => day <= now.day).map((one) => [one.day, one]));
  return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Where the present pace leads: to the target, or to where it stands on the target's day. */
function paceStep({ since, now, target }: ForecastFacts, forecast: Forecast, speech: Speech): Step | null {
  const { pace, madeOn, stillNeeded, inTime } = forecast;
  const left = daysBetween(now.day, target.by);
  if (!pace || stillNeeded === 0 || left <= 0) return null;
  const { n, of } = now.covered;
  const gained = Math.floor(((n - since.covered.n) * left) / daysBetween(since.day, now.day));
  const sign = pace.n < 0 ? '−' : '';
  const label = speech.t.charts.forecast.paceNow(`${sign}${paceWords(forecast, speech).now}`);
  return inTime && madeOn
    ? { day: madeOn, share: { n: n + stillNeeded, of }, label }
    : { day: addDays(now.day, left), share: { n: Math.max(0, n + gained), of }, label };
}

function titleOf({ now, target }: Facts, { stillNeeded, madeOn, inTime }: Forecast, speech: Speech): string {
  const { t, format } = speech;
  const words = t.charts.forecast;
  const threshold = thresholdText(target.share, format);
  const by = format.day(target.by);
  if (now.covered.of === 0) return words.noSchools;
  if (stillNeeded === 0) return words.met(threshold, coveredText(now.covered, target.share, speech));
  if (now.day >= target.by) return words.passed(threshold, by, format.integer(stillNeeded), stillNeeded);
  if (!madeOn) return words.never(threshold, by);
  return (inTime ? words.inTime : words.tooLate)(threshold, format.day(madeOn), by);
}

function baseOf({ now, target }: Facts, forecast: Forecast, speech: Speech): string {
  const { t, format } = speech;
  const { stillNeeded, pace, paceNeeded } = forecast;
  const words = t.charts.forecast;
  const texts = paceWords(forecast, speech);
  return [
    words.covered(format.day(now.day), coveredText(now.covered, target.share, speech)),
    stillNeeded > 0 && words.stillNeeded(format.integer(stillNeeded), stillNeeded),
    paceNeeded && words.needed(texts.needed),
    pace && now.covered.of > 0 && (pace.n > 0 ? words.now : pace.n < 0 ? words.losing : () => words.still)(texts.now),
  ]
    .filter(Boolean)
    .join(' ');
}

/** Both without their sign, in as many digits as tell them apart: «10 школ в неделю», «32,8 школы в неделю». */
function paceWords({ pace, paceNeeded }: Forecast, { t, format }: Speech): { now: string; needed: string } {
  const known = [pace, paceNeeded].filter((one): one is Pace => one !== null);
  const texts = new Map(known.map((one, at) => [one, paceTexts(known)[at] ?? '']));
  const said = (one: Pace | null) => {
    const text = ((one && texts.get(one)) ?? '0').replace('-', '');
    return t.charts.forecast.perWeek(format.decimal(text), Number(text));
  };
  return { now: said(pace), needed: said(paceNeeded) };
}

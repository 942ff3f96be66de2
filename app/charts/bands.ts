import { addDays, type Day } from '#app/domain/calendar.ts';
import type { Band, Share } from '#app/domain/orders/order.ts';
import type { BandState } from '#app/domain/territory/target.ts';
import { type CorridorCounts, corridorStates } from '#app/domain/territory/target-figures.ts';
import { bandText } from '#app/text/band-words.ts';
import type { Speech } from '#app/text/index.tsx';
import type { BandsChart, DatedRow, State, Tone } from './chart.ts';
import { figureOf } from './figure.ts';

/** No fact and no state for a day that has not come. */
type BandFact = {
  band: Band;
  asOf: Day | null;
  fact: Share | null;
  state: BandState | null;
  /** Null where an edition made before did not count them. */
  schools?: CorridorCounts | null;
};

type BandsFacts = {
  /** The target's own words, and the number of the item that it is read from. */
  title: string;
  item: string;
  facts: readonly BandFact[];
  asOf: Day;
  /** The page as of a band's day. */
  href?: (day: Day) => string;
  behind?: (day: Day) => string;
};

const tones: Record<BandState, Tone> = { behind: 'bad', within: 'good', ahead: 'good' };
/** How far the last corridor is drawn: it has no end of its own. */
const lastCorridorDays = 30;

/** Which share of an item must lie in which corridor by which day, with the fact of that day. */
export function activationBands(
  { title: quote, item, facts, asOf, href, behind }: BandsFacts,
  speech: Speech,
): BandsChart {
  const { t, format } = speech;
  const words = t.region.bands;
  const passed = facts.filter(({ state }) => state !== null);
  const kept = passed.filter(({ state }) => state !== 'behind');
  const bySchools = facts.some(({ schools }) => schools);
  const rows = facts.map((line) => rowOf(line, speech, { href, behind, bySchools }));
  const last = facts.at(-1)?.band.by ?? asOf;
  const end = addDays(last > asOf ? last : asOf, lastCorridorDays);
  const title =
    passed.length > 0 ? words.title(format.integer(kept.length), format.integer(passed.length)) : words.ahead;
  return {
    kind: 'bands',
    title,
    base: words.base(item),
    quote,
    summary: t.charts.bands.summary(
      title,
      rows.filter(({ share }) => share).map(({ label, text, state }) => `${label} ${text}, ${state?.word}`),
    ),
    heads: {
      caption: words.caption,
      label: words.by,
      percent: words.percent,
      share: words.fact,
      more: [
        { key: 'band', text: words.band, numeric: true },
        ...(bySchools
          ? corridorStates.map((state) => ({ key: state, text: words.schools[state], numeric: true }))
          : []),
      ],
      state: t.everywhere.table.status,
    },
    rows,
    ticks: [...facts.map(({ band }) => band.by), end].map((day) => ({ day, text: format.day(day) })),
    corridors: facts.map(({ band }, index) => ({
      start: band.by,
      end: facts[index + 1]?.band.by ?? end,
      from: band.from,
      to: band.to,
      label: bandText(band, speech),
    })),
  };
}

function rowOf(
  { band, asOf, fact, state, schools }: BandFact,
  speech: Speech,
  { href, behind, bySchools }: Pick<BandsFacts, 'href' | 'behind'> & { bySchools: boolean },
): DatedRow {
  const day = speech.format.day(band.by);
  return {
    key: band.by,
    day: band.by,
    label: band.since ? speech.t.region.bands.since(day) : day,
    ...figureOf(
      fact,
      [band.from, band.to].map((n) => ({ n, of: 100 })),
      speech,
    ),
    href: asOf ? href?.(asOf) : undefined,
    behind: asOf && fact && fact.of > 0 ? behind?.(asOf) : undefined,
    state: stateOf(fact, state, speech),
    more: [
      bandText(band, speech),
      ...(bySchools ? corridorStates.map((state) => (schools ? speech.format.integer(schools[state]) : '–')) : []),
    ],
  };
}

function stateOf(fact: Share | null, state: BandState | null, { t }: Speech): State {
  const words = t.region.bands;
  if (!state) return { word: words.notYet, tone: 'neutral' };
  if (fact?.of === 0) return { word: words.noFigures, tone: 'neutral' };
  return { word: words.states[state], tone: tones[state] };
}

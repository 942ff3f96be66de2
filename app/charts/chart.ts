/**
 * What a chart shows, said once: the page, its table and the pictures in documents are drawn from it. Pure data that is
 * already in words, so that whoever draws it needs to know no order and no school.
 */

type Share = { n: number; of: number };

/** A state is told by its word; the tone repeats it. */
export type Tone = 'neutral' | 'waiting' | 'good' | 'warning' | 'bad';
export type State = { word: string; tone: Tone };

/** One mark of the picture and one row of its table. */
export type Row = {
  key: string;
  /** Names the mark: a month, a municipality, a stage. A name stays Russian in every language. */
  label: string;
  named?: true;
  /** Null where nothing is known yet. */
  share: Share | null;
  /** «52,3 %»; a dash or a word where there is no base. */
  percent: string;
  /** Both in words: «52,3 % (734 из 1 404)». */
  text: string;
  /** The page that it opens, and the one with the schools that its percentage is made of; documents have none. */
  href?: string;
  behind?: string;
  state?: State;
  /** Further cells of the table, as many as the heads have. */
  more?: string[];
};

/** A row that lies on a day. */
export type DatedRow = Row & { day: string };

type Heads = {
  caption: string;
  label: string;
  percent: string;
  share: string;
  more?: { key: string; text: string; numeric?: boolean }[];
  state?: string;
};

type Described<R extends Row> = {
  /** A sentence that says what the picture shows. */
  title: string;
  /** What is counted of what. */
  base: string;
  /** The order's own words, which stay Russian in every language. */
  quote?: string;
  /** The picture for those who don't see it, in a sentence or two. */
  summary: string;
  heads: Heads;
  rows: R[];
};

/** A day that the axis names, in few words. */
export type Tick = { day: string; text: string };

type OverTime = Described<DatedRow> & { ticks: Tick[] };

/** A level to be reached, with what is written on it: «Цель 75 %». */
export type Level = { share: Share; label: string };
/** A level that is to be reached by the end of a day. */
export type Step = Level & { day: string };

/** A share over time against one level, and against a second one that rises by steps. */
export type LineChart = OverTime & { kind: 'line'; target: Level | null; plan: Step[] };

/** Horizontal bars from zero to the whole, the target as a rule across; what has not met it is drawn paler. */
export type BarsChart = Described<Row & { met: boolean }> & { kind: 'bars'; target: Level | null };

/** From `start` to `end` the share is expected between `from` and `to` percent. */
export type Corridor = { start: string; end: string; from: number; to: number; label: string };
/** Corridors with the fact on them. A row whose day has not come has no share. */
export type BandsChart = OverTime & { kind: 'bands'; corridors: Corridor[] };

/** `out`: nothing is expected. */
export type HeatTone = Tone | 'out';
export type HeatCell = { sign: string; word: string; tone: HeatTone; href?: string };
export type HeatLine = { key: string; label: string; cells: (HeatCell | null)[] };
/** Names × dates: a sign says how each stands. The rows are the dates, with how many stand well of all. */
export type HeatChart = Described<DatedRow> & {
  kind: 'heat';
  /** Heads the column of names. */
  of: string;
  lines: HeatLine[];
  /** What the signs mean, also those that do not occur. */
  signs: HeatCell[];
  notes: string[];
};

/** One row cut into parts, of which each is a share of the whole; the rows come in the order of the stages. */
export type StagesChart = Described<Row> & { kind: 'stages' };

/** The line up to now, and from there on two straight ones: how it goes on at this pace, and how it must go. */
export type ForecastChart = OverTime & {
  kind: 'forecast';
  /** Those of the rows that are known, up to now. */
  past: DatedRow[];
  target: Step;
  /** Where the present pace leads to by `day`; null where there is none. */
  pace: Step | null;
  /** The pace that is needed ends on the target; null when none is. */
  needed: { label: string } | null;
  /** How it is counted; null where nothing is foretold. */
  method: string | null;
};

export type Chart = LineChart | BarsChart | BandsChart | HeatChart | StagesChart | ForecastChart;

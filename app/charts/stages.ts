import type { Speech } from '#app/text/index.tsx';
import type { Row, StagesChart } from './chart.ts';
import { figureOf } from './figure.ts';

type StagesFacts = {
  /** How many schools stand at which stage, each school at one; the stages come in their own order. */
  stages: readonly { title: string; schools: number; href?: string }[];
  /** All schools: those that stand at no stage come first. */
  schools: number;
};

/** One row, cut into the stages that schools are at. */
export function schoolStages({ stages, schools: of }: StagesFacts, speech: Speech): StagesChart {
  const { t } = speech;
  const words = t.charts.stages;
  const placed = stages.reduce((sum, { schools }) => sum + schools, 0);
  const atStages = stages.map(
    ({ title, schools, href }, at): Row => ({
      key: String(at + 1),
      label: title,
      named: true,
      ...figureOf({ n: schools, of }, [], speech),
      href,
    }),
  );
  const atNone: Row = { key: 'none', label: words.atNone, ...figureOf({ n: of - placed, of }, [], speech) };
  const rows = placed < of ? [atNone, ...atStages] : atStages;
  const most = atStages.reduce<Row | null>(
    (found, row) => (row.share && row.share.n > (found?.share?.n ?? 0) ? row : found),
    null,
  );
  const title = most ? words.title(most.label, most.text) : words.none;
  return {
    kind: 'stages',
    title,
    base: words.base(speech.format.integer(of)),
    summary: words.summary(rows.map(({ label, text }) => `${label} ${text}`)),
    heads: { caption: words.caption, label: words.stage, percent: words.percent, share: words.schools },
    rows,
  };
}

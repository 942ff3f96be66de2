/** The note's two pictures: coverage by month against the target, and every municipality as a bar. */
import { municipalityBars } from '#app/charts/bars.ts';
import type { Chart } from '#app/charts/chart.ts';
import { coverageLine } from '#app/charts/line.ts';
import { coverageTarget } from '#app/domain/orders/order.ts';
import { speechOf } from '#app/text/index.tsx';
import type { Note } from '#app/use-cases/editions/note.server.ts';
import { chartPicture } from '../chart-picture/picture.server.ts';
import type { NotePicture } from './word.server.ts';

/** By the section that they stand in; a single month and a single municipality are no picture. */
export type NotePictures = { changes?: NotePicture; municipalities?: NotePicture };

const width = 640;
const scale = 3;
const heights = { line: 260, row: 26, mostBars: 640 };

export async function notePictures({ facts, history }: Pick<Note, 'facts' | 'history'>): Promise<NotePictures> {
  const { order, zone, summary } = facts;
  const { region, municipalities, municipalitiesMet } = summary.totals;
  const speech = speechOf('ru', zone);
  const target = coverageTarget(order);
  if (!target) return {};
  const draw = async (chart: Chart, height: number): Promise<NotePicture> => ({
    png: await chartPicture(chart, { width, height, scale, bare: true }),
    width,
    height,
    caption: chart.title,
  });
  const line = coverageLine({ months: history, covered: region.covered, target }, speech);
  const counted = municipalities.filter(({ covered }) => covered.of > 0);
  const bars = municipalityBars({ municipalities: counted, municipalitiesMet, target }, speech);
  return {
    ...(history.length > 1 && { changes: await draw(line, heights.line) }),
    ...(counted.length > 1 && {
      municipalities: await draw(bars, Math.min(heights.mostBars, 60 + counted.length * heights.row)),
    }),
  };
}

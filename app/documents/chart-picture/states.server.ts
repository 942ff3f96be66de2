/** States told by a shape, as the page tells them beside its words, and the words under the picture. */
import type { Row, Tone } from '#app/charts/chart.ts';
import { formatInteger } from '#app/text/format.ts';
import { widthOf } from './letters.server.ts';
import { colours, sizes } from './look.ts';
import { type Box, element, type Markup } from './svg.ts';
import { words } from './words.server.ts';

const shapes: Record<Tone, (scale: string) => Markup> = {
  neutral: (transform) =>
    element('circle', {
      transform,
      cx: 8,
      cy: 8,
      r: 6,
      fill: 'none',
      stroke: colours.muted,
      'stroke-width': 2,
      'stroke-dasharray': '2.5 2.2',
    }),
  waiting: (transform) =>
    element('g', { transform, fill: 'none', stroke: colours.accent, 'stroke-width': 2 }, [
      element('circle', { cx: 8, cy: 8, r: 6 }),
      element('path', { d: 'M8 2a6 6 0 0 1 0 12z', fill: colours.accent }),
    ]),
  good: (transform) =>
    element('g', { transform }, [
      element('circle', { cx: 8, cy: 8, r: 7, fill: colours.good }),
      element('path', { d: 'm4.6 8.3 2.3 2.3 4.5-4.9', fill: 'none', stroke: colours.page, 'stroke-width': 2 }),
    ]),
  warning: (transform) => element('path', { transform, d: 'M8 1.5 15.2 14.5H.8z', fill: colours.warning }),
  bad: (transform) =>
    element('g', { transform }, [
      element('rect', { x: 1, y: 1, width: 14, height: 14, fill: colours.bad }),
      element('path', { d: 'm4.8 4.8 6.4 6.4m0-6.4-6.4 6.4', fill: 'none', stroke: colours.page, 'stroke-width': 2 }),
    ]),
};

export function stateShape(tone: Tone, x: number, y: number, size: number): Markup {
  return shapes[tone](`translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${size / 16})`);
}

export type Flow = { marks: (y: number) => Markup[]; height: number };

/** Things one after another, in as many lines as it takes, below `y`. */
export function flow(
  things: readonly { width: number; marks: (x: number, y: number) => Markup[] }[],
  { x, width }: Pick<Box, 'x' | 'width'>,
  lineHeight: number,
): Flow {
  const places: { left: number; line: number }[] = [];
  let left = 0;
  let line = 0;
  for (const thing of things) {
    if (left > 0 && left + thing.width > width) {
      left = 0;
      line++;
    }
    places.push({ left, line });
    left += thing.width + 20;
  }
  const height = things.length > 0 ? (line + 1) * lineHeight : 0;
  return {
    marks: (y) =>
      things.flatMap((thing, at) => {
        const place = places[at] ?? { left: 0, line: 0 };
        return thing.marks(x + place.left, y + place.line * lineHeight);
      }),
    height: height > 0 ? height + 6 : 0,
  };
}

/** Which states there are among the rows, and how many rows are in each. */
export function stateKey(rows: readonly Row[], box: Pick<Box, 'x' | 'width'>): Flow {
  const counted = new Map<string, { tone: Tone; count: number }>();
  for (const { state } of rows) {
    if (state) counted.set(state.word, { tone: state.tone, count: (counted.get(state.word)?.count ?? 0) + 1 });
  }
  const look = { size: sizes.small };
  const things = [...counted].map(([word, { tone, count }]) => {
    const text = `${word}: ${formatInteger(count, 'ru')}`;
    return {
      width: 20 + widthOf(text, look),
      marks: (x: number, y: number) => [stateShape(tone, x, y + 3, 14), words(x + 20, y + 14, text, look)],
    };
  });
  return flow(things, box, 20);
}

/** Words in a picture: single lines, paragraphs, and labels that find a free place by themselves. */
import { type Letters, widthOf, wrapped } from './letters.server.ts';
import { colours } from './look.ts';
import { type Box, element, type Markup, overlap } from './svg.ts';

export type Anchor = 'start' | 'middle' | 'end';
type Look = Letters & { fill?: string; anchor?: Anchor; halo?: boolean };

/** Where a line of text of that size stands below its upper edge. */
const ascent = 0.95;
const lineHeight = 1.2;

/** One line, its baseline at `y`. */
export function words(x: number, y: number, text: string, { size, bold, fill, anchor, halo }: Look): Markup {
  return element(
    'text',
    {
      x,
      y,
      'font-size': size,
      'font-weight': bold ? 700 : undefined,
      fill: fill ?? colours.ink,
      'text-anchor': anchor === 'start' ? undefined : anchor,
      ...(halo ? { stroke: colours.page, 'stroke-width': 4, 'stroke-linejoin': 'round', 'paint-order': 'stroke' } : {}),
    },
    text,
  );
}

/** As many lines as it takes, from the upper edge `y` down; `below` is where the next thing may begin. */
export function paragraph(box: Omit<Box, 'height'>, text: string, look: Look): { marks: Markup[]; below: number } {
  const lines = wrapped(text, box.width, look);
  const x = look.anchor === 'end' ? box.x + box.width : look.anchor === 'middle' ? box.x + box.width / 2 : box.x;
  return {
    marks: lines.map((line, at) => words(x, box.y + look.size * (ascent + at * lineHeight), line, look)),
    below: box.y + tallOf(lines.length, look.size),
  };
}

export function tallOf(lines: number, size: number): number {
  return lines * size * lineHeight;
}

/** `at` are the places it may stand at, the best first; an optional one is left out where none of them is free. */
export type Label = {
  text: string;
  at: { x: number; y: number; anchor: Anchor }[];
  optional?: boolean;
  fill?: string;
};

/**
 * Labels one after another, each at its first place where it touches nothing: not what is drawn, not one another, not
 * the edges of the picture. What can't be left out stands at its best place if none is free.
 */
export function labels(wanted: readonly Label[], drawn: readonly Box[], within: Box, letters: Letters): Markup[] {
  const taken = [...drawn];
  return wanted.flatMap(({ text, at, optional, fill }) => {
    const width = widthOf(text, letters);
    const places = at.map(({ x, y, anchor }) => {
      const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
      const kept = Math.min(Math.max(left, within.x), within.x + within.width - width);
      return { x: kept, y: y - letters.size * 0.8, width, height: letters.size };
    });
    const inside = ({ y, height }: Box) => y >= within.y && y + height <= within.y + within.height;
    const place = places.find((one) => inside(one) && !taken.some((box) => overlap(one, box)));
    const chosen = place ?? (optional ? undefined : places[0]);
    if (!chosen) return [];
    taken.push({ x: chosen.x - 2, y: chosen.y - 1, width: width + 4, height: letters.size + 2 });
    return [words(chosen.x, chosen.y + letters.size * 0.8, text, { ...letters, fill, halo: true })];
  });
}

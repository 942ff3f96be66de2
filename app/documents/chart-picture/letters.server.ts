/** How wide words are: read from the very font that draws them, so that nothing is cut and nothing runs into another. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The font comes with a package: wherever the product is installed, its file is found beside the code. */
const require = createRequire(import.meta.url);
export const fontFiles = {
  regular: require.resolve('@expo-google-fonts/pt-sans/400Regular/PTSans_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/pt-sans/700Bold/PTSans_700Bold.ttf'),
};

type Widths = { unitsPerEm: number; of: (character: number) => number };

/** The advance of each character, from the tables of a TrueType file: `cmap` (format 4) leads to a glyph, `hmtx` to its width. */
function widthsOf(file: string): Widths {
  const font = readFileSync(file);
  const tables = new Map<string, number>();
  for (let at = 0; at < font.readUInt16BE(4); at++) {
    const entry = 12 + at * 16;
    tables.set(font.toString('latin1', entry, entry + 4), font.readUInt32BE(entry + 8));
  }
  const table = (name: string) => {
    const offset = tables.get(name);
    if (offset === undefined) throw new RangeError(`${file} has no table ${name}`);
    return offset;
  };
  const metrics = font.readUInt16BE(table('hhea') + 34);
  const advance = (glyph: number) => font.readUInt16BE(table('hmtx') + Math.min(glyph, metrics - 1) * 4);
  const glyphs = glyphsOf(font, table('cmap'));
  return { unitsPerEm: font.readUInt16BE(table('head') + 18), of: (character) => advance(glyphs.get(character) ?? 0) };
}

function glyphsOf(font: Buffer, cmap: number): Map<number, number> {
  const subtables = Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, at) => cmap + font.readUInt32BE(cmap + 4 + at * 8 + 4),
  );
  const start = subtables.find((offset) => font.readUInt16BE(offset) === 4);
  if (start === undefined) throw new RangeError('The font has no character map of format 4');
  const segments = font.readUInt16BE(start + 6) / 2;
  const glyphs = new Map<number, number>();
  for (let segment = 0; segment < segments; segment++) {
    const end = font.readUInt16BE(start + 14 + segment * 2);
    const first = font.readUInt16BE(start + 16 + (segments + segment) * 2);
    const delta = font.readUInt16BE(start + 16 + (2 * segments + segment) * 2);
    const rangeAt = start + 16 + (3 * segments + segment) * 2;
    const range = font.readUInt16BE(rangeAt);
    for (let character = first; character <= end && character < 0xffff; character++) {
      const glyph = range === 0 ? character : font.readUInt16BE(rangeAt + range + (character - first) * 2);
      glyphs.set(character, (glyph + (range === 0 || glyph !== 0 ? delta : 0)) & 0xffff);
    }
  }
  return glyphs;
}

const fonts = new Map<string, Widths>();

export type Letters = { size: number; bold?: boolean };

export function widthOf(text: string, { size, bold }: Letters): number {
  const file = bold ? fontFiles.bold : fontFiles.regular;
  const font = fonts.get(file) ?? widthsOf(file);
  fonts.set(file, font);
  let units = 0;
  for (const character of text) units += font.of(character.codePointAt(0) ?? 0);
  return (units * size) / font.unitsPerEm;
}

/** The lines that the words take in that width. A word longer than a line is broken where it must. */
export function wrapped(text: string, width: number, letters: Letters): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer, letters) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const character of word) {
      if (line !== '' && widthOf(line + character, letters) > width) {
        lines.push(line);
        line = '';
      }
      line += character;
    }
  }
  return [...lines, line];
}

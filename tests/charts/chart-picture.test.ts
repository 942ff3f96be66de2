/** The pictures of documents: all that the chart says is in them, nothing is cut, nothing is written over anything. */
import { inflateSync } from 'node:zlib';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, test } from 'vitest';
import { municipalityBars } from '#app/charts/bars.ts';
import type { Chart } from '#app/charts/chart.ts';
import { reportHeat } from '#app/charts/heat.ts';
import { fontFiles, widthOf, wrapped } from '#app/documents/chart-picture/letters.server.ts';
import { chartPicture, chartSvg } from '#app/documents/chart-picture/picture.server.ts';
import { charts, dates, municipalities, municipalitiesMet, schools, speech, target } from '#tests/support/charts.ts';

/** As tall as the documents have them: a whole sheet of A4 for 73 municipalities. */
const tall: Record<string, number> = { bars: 900, heat: 600 };
const sizeOf = (name: string) => ({ width: 640, height: tall[name] ?? 360 });
const drawn = Object.entries(charts).map(([name, chart]) => ({ name, chart, svg: chartSvg(chart, sizeOf(name)) }));

const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const unescaped = (text: string) => text.replace(/&(amp|lt|gt|quot);/g, (_, sign: string) => signs[sign] ?? '');

type Word = { text: string; left: number; right: number; top: number; bottom: number };

/** What is written in the picture, and where it stands by the font's own widths. */
function wordsOf(svg: string): Word[] {
  return [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = '', escaped = '']) => {
    const value = (name: string) => new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1];
    const text = unescaped(escaped);
    const size = Number(value('font-size'));
    const width = widthOf(text, { size, bold: value('font-weight') === '700' });
    const x = Number(value('x'));
    const y = Number(value('y'));
    const anchor = value('text-anchor');
    const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
    return { text, left, right: left + width, top: y - size * 0.75, bottom: y + size * 0.2 };
  });
}

/** A label in several lines reads as one. */
const read = (svg: string) =>
  wordsOf(svg)
    .map(({ text }) => text)
    .join(' ');

function touching(words: Word[]): string[] {
  return words.flatMap((a, at) =>
    words
      .slice(at + 1)
      .filter((b) => a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `«${a.text}» and «${b.text}»`),
  );
}

describe.each(drawn)('the picture “$name”', ({ name, chart, svg }) => {
  const { width, height } = sizeOf(name);

  test('says its sentence, what is counted, and every figure', () => {
    const said = read(svg);
    expect(said).toContain(chart.title);
    expect(said).toContain(chart.base);
    for (const text of textsOf(chart)) expect(said).toContain(text);
  });

  test('cuts nothing and writes nothing over anything', () => {
    const words = wordsOf(svg);
    for (const { text, left, right, top, bottom } of words) {
      expect([left >= 0, right <= width, top >= 0, bottom <= height], text).toEqual([true, true, true, true]);
    }
    expect(touching(words)).toEqual([]);
  });

  test('is a PNG of the size asked for, and not a blank one', async () => {
    const png = await chartPicture(chart, { width, height, scale: 1.5 });
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width * 1.5, height * 1.5]);
    expect(new Set(pixelsOf(png)).size).toBeGreaterThan(30);
  });
});

/** What must be found in the picture, by its kind. */
function textsOf(chart: Chart): string[] {
  switch (chart.kind) {
    case 'line':
      return [...chart.rows.map(({ percent }) => percent), ...chart.plan.map(({ label }) => label)];
    case 'bars':
    case 'stages':
      return chart.rows.flatMap(({ label, text }) => [label, text]);
    case 'bands':
      return [
        ...chart.corridors.map(({ label }) => label),
        ...chart.rows.filter(({ share }) => share).map(({ percent }) => percent),
      ];
    case 'heat':
      return [
        ...chart.lines.map(({ label }) => label),
        ...chart.rows.map(({ percent }) => percent),
        ...chart.signs.map(({ word }) => word),
      ];
    case 'forecast':
      return [
        ...chart.past.map(({ percent }) => percent),
        ...[chart.target, chart.pace, chart.needed].flatMap((one) => one?.label ?? []),
      ];
  }
}

/** The bytes of a PNG's picture, still filtered: of a blank one they are all alike. */
function pixelsOf(png: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return inflateSync(Buffer.concat(parts));
}

test('every municipality has its bar, every school its signs, every month its point', () => {
  const count = (name: string, mark: RegExp) => drawn.find((one) => one.name === name)?.svg.match(mark)?.length;
  // A ground and a bar for each; the sign of a missed target is a square too, and stands once more in the key.
  const missed = municipalities.filter((one) => one.target !== 'met').length;
  expect(count('bars', /<rect /g)).toBe(2 * 73 + missed + 1);
  const signed = schools.flatMap(({ cells }) => cells).filter(({ mark }) => mark !== 'none').length;
  expect(count('heat', /<rect /g)).toBe(signed + 6);
  expect(count('line', /<circle /g)).toBe(9);
});

test('what means something in markup is text in a picture', () => {
  const svg = drawn.find(({ name }) => name === 'bars')?.svg ?? '';
  expect(svg).toContain('Клин &amp; Ко &lt;центр &quot;А&quot;&gt;');
  expect(svg).not.toContain('<центр');
});

test('more than a picture holds is cut by the row, and the picture says so', () => {
  const many = Array.from({ length: 6 }, () => municipalities).flat();
  const bars = chartSvg(municipalityBars({ municipalities: many, municipalitiesMet, target }, speech), sizeOf('bars'));
  expect(read(bars)).toMatch(/Показаны \d\d из 438/);
  expect(touching(wordsOf(bars))).toEqual([]);
  const hundreds = Array.from({ length: 10 }, () => schools).flat();
  const heat = chartSvg(reportHeat({ dates, schools: hundreds }, speech), sizeOf('heat'));
  expect(read(heat)).toMatch(/Показаны \d\d из 220/);
  expect(touching(wordsOf(heat))).toEqual([]);
});

test('a document that says the sentence itself gets the picture without it', () => {
  for (const { name, chart } of drawn) {
    const svg = chartSvg(chart, { ...sizeOf(name), bare: true });
    expect(read(svg)).not.toContain(chart.title);
    expect(svg).toContain('<desc>');
  }
});

describe('letters', () => {
  test('are as wide as they are drawn, Cyrillic ones too', () => {
    const font = { fontFiles: Object.values(fontFiles), loadSystemFonts: false, defaultFontFamily: 'PT Sans' };
    for (const [text, bold] of [
      ['Щёлковский муниципальный район, 52,3 % (734 из 1 404)', false],
      ['ЖЖЖЖ «ШКОЛА № 1»', true],
    ] as const) {
      const weight = bold ? 'font-weight="700"' : '';
      const box = new Resvg(
        `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="50"><text y="30" font-family="PT Sans" font-size="20" ${weight}>${text}</text></svg>`,
        { font },
      ).getBBox();
      expect(Math.abs((box?.width ?? 0) - widthOf(text, { size: 20, bold }))).toBeLessThan(6);
    }
  });

  test('are broken into lines between words, and within a word only where it is wider than a line', () => {
    expect(wrapped('Орехово-Зуево', 500, { size: 12 })).toEqual(['Орехово-Зуево']);
    const lines = wrapped('Балашихинский муниципальный район', 120, { size: 12 });
    expect(lines).toEqual(['Балашихинский', 'муниципальный район']);
    const long = wrapped('а'.repeat(100), 120, { size: 12 });
    expect(long.join('')).toBe('а'.repeat(100));
    for (const line of long) expect(widthOf(line, { size: 12 })).toBeLessThanOrEqual(120);
  });
});

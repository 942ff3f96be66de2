import { describe, expect, test } from 'vitest';
import {
  carriedTo,
  type Figure,
  looseNumbers,
  lostFigures,
  noSignature,
  noteSections,
  type Paragraph,
  readSection,
  type Sections,
  samePieces,
  writeSection,
} from '#app/domain/editions/note.ts';

const covered: Figure = { figure: 'covered', as: 'percent' };
const missing: Figure = { figure: 'missing', as: 'nom' };
const texts: Record<string, string> = { covered: '52,3 %', missing: '21 школа' };
const textOf = ({ figure }: Figure) => texts[figure] ?? '';
const named = (text: string) => [covered, missing].find((figure) => textOf(figure) === text) ?? null;

function sections(own: Partial<Sections>): Sections {
  return { ...(Object.fromEntries(noteSections.map((section) => [section, []])) as unknown as Sections), ...own };
}

describe('a section as text', () => {
  const paragraphs: Paragraph[] = [
    ['Охват – ', covered, '.'],
    [missing, ' не сдала отчёт.'],
  ];

  test('has its figures in brackets, and reads back as it was', () => {
    const text = writeSection(paragraphs, textOf);
    expect(text).toBe('Охват – [52,3 %].\n[21 школа] не сдала отчёт.');
    expect(readSection(text, named)).toEqual({ paragraphs, unknown: [] });
  });

  test('names what stands in brackets and is no figure', () => {
    expect(readSection('Охват – [99 %], [52,3 %].', named)).toEqual({
      paragraphs: [['Охват – ', ', ', covered, '.']],
      unknown: ['99 %'],
    });
  });

  test('keeps a single bracket as a word, and drops empty lines', () => {
    expect(readSection('Итог [не весь\n\n  второй абзац]  \n', named)).toEqual({
      paragraphs: [['Итог [не весь'], ['второй абзац]']],
      unknown: [],
    });
  });
});

test('a figure is lost when it stands nowhere any more; in another section it is only moved', () => {
  const before = sections({ result: [[covered]], timeliness: [[missing, missing]] });
  expect(lostFigures(before, sections({ result: [['Слова']], timeliness: [[covered]] }))).toEqual([
    { section: 'timeliness', figures: [missing] },
  ]);
  expect(lostFigures(before, sections({ causes: [[covered, missing]] }))).toEqual([]);
  // In another form it is the same figure.
  expect(lostFigures(before, sections({ causes: [[{ ...covered, as: 'full' }, missing]] }))).toEqual([]);
});

test('typed numbers are found among the words alone', () => {
  expect(looseNumbers([['Всего 12 школ, из них 3,5 % и 1 404; ', covered, ' к 01.09.2012']])).toEqual([
    '12',
    '3,5 %',
    '1 404',
    '01.09.2012',
  ]);
  expect(looseNumbers([['Слова без чисел ', covered]])).toEqual([]);
});

test('two texts are the same when their words and figures are, however they are cut', () => {
  expect(samePieces([['Охват ', '– ', covered]], [['Охват – ', covered]])).toBe(true);
  expect(samePieces([['Охват ', covered]], [['Охват ', missing]])).toBe(false);
  expect(samePieces([['Охват']], [['Охват'], ['Ещё']])).toBe(false);
});

test('on another edition a person’s sections stay theirs, the others are drafted anew', () => {
  const saved = {
    sections: sections({ result: [['Моё: ', covered]], causes: [['Прежний черновик']] }),
    edited: ['result' as const],
    signature: { ...noSignature, name: 'А. В. Шмагина' },
  };
  const carried = carriedTo(saved, sections({ result: [['Черновик']], causes: [['Новый черновик']] }));
  expect(carried.sections.result).toEqual([['Моё: ', covered]]);
  expect(carried.sections.causes).toEqual([['Новый черновик']]);
  expect(carried.signature.name).toBe('А. В. Шмагина');
});

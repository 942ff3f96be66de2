import { describe, expect, test } from 'vitest';
import { unpack } from '#app/documents/archive.server.ts';
import { noteFile, noteFileName } from '#app/documents/note/note-document.server.ts';
import { noSignature } from '#app/domain/editions/note.ts';
import type { NoteFacts } from '#app/domain/editions/note-figures.ts';
import { draftNote } from '#app/text/ru/note-draft.ts';
import type { Note } from '#app/use-cases/editions/note.server.ts';
import { noteFacts } from '#tests/support/note-facts.ts';

const towns = [
  { name: 'Дубна', schools: 4, covered: 3 },
  { name: 'Истра', schools: 4, covered: 1 },
];
const region = { name: 'Московская область', demo: false };

function noteOf(facts: NoteFacts, more: Partial<Note> = {}): Note {
  const sections = draftNote(facts);
  const { number, complete } = facts.edition;
  return {
    edition: { number, complete, sha256: Buffer.alloc(32, 0xab) } as Note['edition'],
    facts,
    before: null,
    content: { sections, edited: [], signature: { ...noSignature } },
    version: 0,
    written: null,
    carriedFrom: null,
    turned: [],
    draft: sections,
    history: [],
    ...more,
  };
}

/** The parts of the Word file as text. */
async function partsOf(note: Note, told: Partial<Parameters<typeof noteFile>[0]> = {}): Promise<Map<string, string>> {
  const bytes = await noteFile({ note, region, ...told }, new Date('2012-09-01T06:00:00Z'));
  const files = await unpack(bytes, { entries: 100, each: 5_000_000, total: 20_000_000, large: 'bomb' });
  if (typeof files === 'string') throw new Error(files);
  return new Map(files.map(({ name, bytes }) => [name, bytes.toString('utf8')]));
}

/** The words of a part, a paragraph a line. */
function wordsOf(xml = ''): string[] {
  return xml
    .split('</w:p>')
    .map((paragraph) =>
      [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
        .map(([, text]) => text)
        .join('')
        .replaceAll('&quot;', '"')
        .replaceAll('\u00a0', ' '),
    )
    .filter((text) => text !== '');
}

describe('row 53: the note as a Word document', () => {
  test('says what the edition says: heading, sections, key figures, who signs', async () => {
    const facts = noteFacts({
      towns,
      monthBefore: [{ ...towns[0], covered: 1 } as (typeof towns)[0], ...towns.slice(1)],
    });
    const note = noteOf(facts);
    note.content.signature = {
      position: 'Начальник управления',
      name: 'А. В. Шмагина',
      author: 'Соколова Елена Викторовна',
      phone: '+7 495 123-45-67',
    };
    const words = wordsOf((await partsOf(note)).get('word/document.xml'));
    expect(words.slice(0, 4)).toEqual([
      'АНАЛИТИЧЕСКАЯ СПРАВКА',
      'о ходе исполнения: приказ № 2613 от 13 июня 2012 года',
      'Московская область, август 2012 года',
      'Основание',
    ]);
    for (const heading of [
      'Результат',
      'Что изменилось',
      'Муниципалитеты',
      'Причины',
      'Своевременность',
      'Предложения',
    ]) {
      expect(words).toContain(heading);
    }
    expect(words).toContain('На 31 августа 2012 года охват составил 50,0 %: условие приказа выполнено в 4 из 8 школ.');
    const table = words.indexOf('Основные показатели');
    expect(words.slice(table, table + 7)).toEqual([
      'Основные показатели',
      'Показатель',
      'на 31.07.2012',
      'на 31.08.2012',
      'Охват школ',
      '2 из 8 (25,0 %)',
      '4 из 8 (50,0 %)',
    ]);
    expect(words.slice(-4)).toEqual([
      'Начальник управления',
      'А. В. Шмагина',
      '«____» ____________________ 20____ г.',
      'Соколова Елена Викторовна+7 495 123-45-67',
    ]);
  });

  test('is laid out for the desk: A4, fourteen points, one and a half lines, pages numbered from the second on', async () => {
    const parts = await partsOf(noteOf(noteFacts({ towns })));
    const document = parts.get('word/document.xml') ?? '';
    expect(document).toMatch(/<w:pgSz [^>]*w:w="11907"[^>]*w:h="16840"/);
    expect(document).toMatch(/<w:pgMar [^>]*w:left="1701"/);
    expect(document).toContain('<w:titlePg/>');
    const styles = parts.get('word/styles.xml') ?? '';
    expect(styles).toMatch(/<w:docDefaults>.*Times New Roman.*<w:sz w:val="28"\/>.*w:line="360"/s);
    const headers = [...parts].filter(([name]) => /header\d\.xml$/.test(name)).map(([, xml]) => xml);
    expect(headers.filter((xml) => xml.includes('PAGE'))).toHaveLength(1);
  });

  test('names the edition and its SHA-256 in the footer of every page', async () => {
    const parts = await partsOf(noteOf(noteFacts({ towns, number: 3 })));
    const footers = [...parts].filter(([name]) => /footer\d\.xml$/.test(name)).map(([, xml]) => wordsOf(xml));
    expect(footers.length).toBeGreaterThan(0);
    for (const [line] of footers) {
      expect(line).toBe(`«Сводка», выпуск № 3 за август 2012 года. SHA-256: ${'ab'.repeat(32)}`);
    }
  });

  test('marks each figure that the earlier edition had otherwise, and lists them', async () => {
    const before = noteFacts({ towns: [{ ...towns[0], covered: 2 } as (typeof towns)[0], ...towns.slice(1)] });
    const after = noteFacts({
      towns,
      number: 2,
      editionBefore: [{ ...towns[0], covered: 2 } as (typeof towns)[0], ...towns.slice(1)],
    });
    const parts = await partsOf(noteOf(after, { before }));
    const document = parts.get('word/document.xml') ?? '';
    const comments = wordsOf(parts.get('word/comments.xml'));
    expect(comments).toContain('Было: 37,5 %');
    expect(comments).toContain('Было: 3 из 8 школ');
    expect(document.match(/<w:highlight w:val="yellow"\/>/g)).toHaveLength(comments.length);
    const words = wordsOf(document);
    const title = words.indexOf('Показатели, которые в выпуске № 1 были другими');
    expect(words.slice(title + 1, title + 7)).toEqual([
      'Показатель',
      'Было',
      'Стало',
      'охват школ',
      '37,5 %',
      '50,0 %',
    ]);
    // The number of the edition and when it was read are others in any edition.
    expect(comments.some((comment) => /выпуск|прочитаны/.test(comment))).toBe(false);
  });

  test('has no marks where there is nothing to compare with, and says where nothing has changed', async () => {
    const alone = await partsOf(noteOf(noteFacts({ towns })));
    expect(alone.get('word/document.xml')?.includes('w:highlight')).toBe(false);
    const facts = noteFacts({ towns, number: 2, editionBefore: towns });
    const same = wordsOf((await partsOf(noteOf(facts, { before: noteFacts({ towns }) }))).get('word/document.xml'));
    expect(same).toContain('Все показатели справки прежние.');
  });

  test('numbers its pictures, and says where the data is not final or not real', async () => {
    const facts = noteFacts({ towns });
    const { asOf, month, municipalitiesMet } = facts.summary.totals;
    const point = { month, asOf, covered: { n: 2, of: 8 }, municipalitiesMet, source: 'edition' as const };
    const history = [{ ...point, month: '2012-07' as typeof month, asOf: '2012-07-31' as typeof asOf }, point];
    const note = noteOf({ ...facts, edition: { ...facts.edition, complete: false } }, { history });
    const parts = await partsOf(note, { region: { ...region, demo: true } });
    const words = wordsOf(parts.get('word/document.xml'));
    expect(words.slice(0, 2)).toEqual([
      'Данные вымышлены: демонстрационный регион',
      'Предварительно: данные прочитаны до окончания месяца',
    ]);
    expect(words.filter((line) => line.startsWith('Рисунок'))).toEqual([
      'Рисунок 1. Охват 4 из 8 школ (50,0 %), цель 75 %',
      'Рисунок 2. В 1 из 2 муниципалитетов цель достигнута',
    ]);
    expect([...parts.keys()].filter((name) => name.endsWith('.png'))).toHaveLength(2);
  });

  test('leaves out a section without text', async () => {
    const note = noteOf(noteFacts({ towns }));
    note.content.sections = { ...note.content.sections, causes: [] };
    expect(wordsOf((await partsOf(note)).get('word/document.xml'))).not.toContain('Причины');
  });

  test('has a name that file systems take', () => {
    const note = noteOf(noteFacts({ towns }));
    expect(noteFileName({ note, region: { name: 'Область/край "А"', demo: false } })).toBe(
      'Аналитическая справка за август\u00a02012\u00a0года, Область-край -А-, приказ № 2613, выпуск 1.docx',
    );
  });
});

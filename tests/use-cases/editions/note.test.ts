import { beforeEach, describe, expect, test } from 'vitest';
import { shownNote } from '#app/documents/note/shown.ts';
import { tokensOf } from '#app/documents/note/tokens.ts';
import { month } from '#app/domain/calendar.ts';
import { type NoteSection, noteSections, writeSection } from '#app/domain/editions/note.ts';
import type { User } from '#app/domain/people/people.ts';
import { compileSummary } from '#app/use-cases/editions/compile-summary.server.ts';
import { type Note, seeNote, seeNoteToWrite, writeNote } from '#app/use-cases/editions/note.server.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { asAnotherProcess, moForm, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, moscow } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);
const august = month('2012-08');

/** Dubna's three schools and Istra's one under MO; № 1 uses the system, № 2 not yet, the others have not reported in August. */
async function region() {
  const territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: { Дубна: ['Школа № 1', 'Школа № 2', 'Школа № 3'], Истра: ['Гимназия'] },
  });
  const regionId = territory.region.id;
  const administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  const opened = { orderId: 'MO', scopeId: regionId, years: 0 };
  const { campaignId } = await openCampaign(as(administrator, '2012-08-01 12:00'), opened);
  await openReportingDates(byClock('2012-08-25 00:05', moscow), { regionId });
  const analyst = await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.');
  const report = async (school: string, at: string, since: string | null = '01.02.2012') => {
    const director = await schoolPerson(database(), territory, 'director', `Директор: ${school}`, school);
    const filed = { schoolId: director.schoolId, asOf: '2012-08-31', typed: moForm(since) };
    await saveAndFile(as(director, at), database(), filed);
  };
  await report('Школа № 1', '2012-08-28 10:00');
  await report('Школа № 2', '2012-08-28 11:00', null);
  return {
    territory,
    campaignId,
    administrator,
    analyst,
    methodist: await regionPerson(database(), territory, 'methodist', 'Волкова Л. С.'),
    supervisor: await regionPerson(database(), territory, 'supervisor', 'Шмагина А. В.'),
    report,
    compile: (at: string, of = august) => compileSummary(byClock(at, moscow), { regionId, month: of }),
    see: async (at: string, edition?: number): Promise<Note> => {
      const { note } = await seeNoteToWrite(as(analyst, at), { campaignId, month: august, edition });
      return note;
    },
    write: (note: Note, typed: Record<string, string>, { at = '2012-09-01 10:00', by = analyst as User } = {}) =>
      writeNote(as(by, at), {
        campaignId,
        month: august,
        edition: note.edition.number,
        typed: { ...typedOf(note), ...typed },
      }),
  };
}

/** The note as its form holds it. */
function typedOf({ content, facts, version }: Note): Record<NoteSection | 'version', string> & Record<string, string> {
  const { textOf } = tokensOf(facts);
  const sections = noteSections.map((section) => [section, writeSection(content.sections[section], textOf)]);
  return { version: String(version), ...content.signature, ...Object.fromEntries(sections) };
}

/** A section as it is read, with ordinary spaces. */
function textOf(note: Note, section: NoteSection): string {
  const shown = shownNote(note).sections.find((one) => one.section === section);
  return (shown?.paragraphs ?? [])
    .map((pieces) => pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join(''))
    .join('\n')
    .replaceAll('\u00a0', ' ');
}

const plain = (text = '') => text.replaceAll('\u00a0', ' ');

let here: Awaited<ReturnType<typeof region>>;
beforeEach(async () => {
  here = await region();
});

test('there is no note before the month has an edition', async () => {
  const ask = { campaignId: here.campaignId, month: august };
  expect(await seeNote(as(here.analyst, '2012-09-01 00:05'), ask)).toMatchObject({ note: null, editions: [] });
  const asked = seeNoteToWrite(as(here.analyst, '2012-09-01 00:05'), ask);
  expect(await refusalOf(asked)).toEqual({ kind: 'notFound' });
  const before = seeNote(as(here.analyst, '2012-09-01 00:05'), { ...ask, month: month('2012-05') });
  expect(await refusalOf(before)).toEqual({ kind: 'notFound' });
});

test('row 53: the note is drafted from the edition’s figures, not from what came after', async () => {
  await here.compile('2012-09-01 00:15');
  await here.report('Школа № 3', '2012-09-02 10:00');
  const note = await here.see('2012-09-03 10:00');
  expect(note).toMatchObject({ version: 0, written: null, carriedFrom: null, before: null });
  expect(textOf(note, 'basis').split('\n')[0]).toBe(
    'Справка составлена по данным сводки за август 2012 года, выпуск № 1: данные прочитаны 01.09.2012, 00:15, после окончания месяца.',
  );
  expect(textOf(note, 'result').split('\n').slice(0, 2)).toEqual([
    'На 31 августа 2012 года охват составил 25,0 %: условие приказа выполнено в 1 из 4 школ.',
    'Целевой показатель – не менее 75 % школ каждого муниципалитета к 1 сентября 2012 года. Он пока не достигнут ни в одном из 2 муниципалитетов, срок ещё не наступил. До показателя не хватает 3 школ.',
  ]);
  expect(textOf(note, 'timeliness')).toContain('Не отчитались 2 школы, больше всего таких школ: Дубна – 1; Истра – 1.');
});

describe('an analyst changes the words', () => {
  beforeEach(() => here.compile('2012-09-01 00:15'));

  test('row 53: and the figures stay bound to the edition', async () => {
    const note = await here.see('2012-09-01 09:00');
    const result = `${plain(typedOf(note).result)}\nВ области журналом пользуется пока немного школ: [1 из 4 школ].`;
    await here.write(note, { result, position: 'Начальник управления', name: 'А. В. Шмагина' });
    const saved = await here.see('2012-09-01 11:00');
    expect(saved).toMatchObject({ version: 1, written: { by: 'Соколова Е. В.' }, content: { edited: ['result'] } });
    expect(saved.content.signature).toMatchObject({ position: 'Начальник управления', name: 'А. В. Шмагина' });
    expect(saved.content.sections.result.at(-1)).toEqual([
      'В области журналом пользуется пока немного школ: ',
      { figure: 'covered', as: 'of' },
      '.',
    ]);
    expect(textOf(saved, 'result')).toContain('немного школ: 1 из 4 школ.');
    expect(await audited()).toMatchObject([{ actor_id: here.analyst.id, details: { version: 1, edited: ['result'] } }]);
  });

  test('a figure can stand in another case, and begin a sentence', async () => {
    const note = await here.see('2012-09-01 09:00');
    const { timeliness } = typedOf(note);
    await here.write(note, {
      timeliness: plain(timeliness).replace('[Не отчитались 2 школы]', '[2 школам] напомнили'),
    });
    const { timeliness: pieces } = (await here.see('2012-09-01 11:00')).content.sections;
    expect(pieces.flat()).toContainEqual({ figure: 'missing', as: 'dat' });
  });

  test('a lost figure is named, and goes when the analyst says so', async () => {
    const note = await here.see('2012-09-01 09:00');
    const result = plain(typedOf(note).result).replace(/Целевой показатель – \[[^\]]*\]\. /, '');
    const asked = here.write(note, { result });
    const refusal = await refusalOf(asked);
    expect(refusal).toMatchObject({ kind: 'fields', faults: [{ field: 'result', code: 'lostFigure' }] });
    const about = refusal.kind === 'fields' ? refusal.faults[0]?.about : '';
    expect(plain(about)).toBe('[не менее 75 % школ каждого муниципалитета к 1 сентября 2012 года]');
    // What was agreed to is what was named: another figure lost meanwhile is asked about anew.
    const more = here.write(note, { result: 'Слова', 'without:result': about ?? '' });
    expect(await refusalOf(more)).toMatchObject({ kind: 'fields', faults: [{ code: 'lostFigure' }] });
    expect(await here.write(note, { result, 'without:result': about ?? '' })).toEqual({ version: 1 });
    expect(textOf(await here.see('2012-09-01 11:00'), 'result')).not.toContain('не менее');
  });

  test('what is no figure of the edition is named and not saved', async () => {
    const note = await here.see('2012-09-01 09:00');
    const result = `${typedOf(note).result} Всего [99 школ] и [1 404].`;
    expect(await refusalOf(here.write(note, { result }))).toEqual({
      kind: 'fields',
      faults: [{ field: 'result', code: 'unknownFigure', about: '[99 школ], [1 404]' }],
    });
    expect((await here.see('2012-09-01 11:00')).version).toBe(0);
  });

  test('a typed number is kept and pointed out', async () => {
    const note = await here.see('2012-09-01 09:00');
    // As browsers send it, with their own ends of lines.
    await here.write(note, { causes: `${typedOf(note).causes}\nВ 12 школах нет Интернета.`.replaceAll('\n', '\r\n') });
    const shown = shownNote(await here.see('2012-09-01 11:00'));
    expect(
      shown.sections.map(({ section, numbers }) => [section, numbers]).filter(([, numbers]) => numbers?.length),
    ).toEqual([['causes', ['12']]]);
  });

  test('a section can go back to its draft', async () => {
    const note = await here.see('2012-09-01 09:00');
    await here.write(note, { proposals: `${typedOf(note).proposals}\nЕщё одно предложение.` });
    const changed = await here.see('2012-09-01 11:00');
    expect(changed.content.edited).toEqual(['proposals']);
    await here.write(changed, { 'redraft:proposals': 'on' });
    const back = await here.see('2012-09-01 12:00');
    expect(back).toMatchObject({ version: 2, content: { edited: [] } });
    expect(back.content.sections.proposals).toEqual(note.content.sections.proposals);
  });

  test('two people never overwrite each other unseen', async () => {
    const note = await here.see('2012-09-01 09:00');
    await here.write(note, { causes: `${typedOf(note).causes}\nПервый.` });
    const late = here.write(note, { causes: `${typedOf(note).causes}\nВторой.` }, { by: here.methodist });
    expect(await refusalOf(late)).toEqual({ kind: 'fields', faults: [{ field: 'version', code: 'changedMeanwhile' }] });
    // At the same moment too.
    const saved = await here.see('2012-09-01 11:00');
    const both = await asAnotherProcess(database(), (other) =>
      Promise.allSettled([
        here.write(saved, { causes: `${typedOf(saved).causes}\nТретий.` }),
        writeNote(
          { ...as(here.methodist, '2012-09-01 11:05'), db: other.db },
          {
            campaignId: here.campaignId,
            month: august,
            edition: 1,
            typed: { ...typedOf(saved), causes: 'Четвёртый.' },
          },
        ),
      ]),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await here.see('2012-09-01 12:00')).version).toBe(2);
  });

  test('too long a text and unreadable signs are named at their section', async () => {
    const note = await here.see('2012-09-01 09:00');
    const asked = here.write(note, { causes: 'а'.repeat(20_001), proposals: 'знак \u0007', name: 'б'.repeat(201) });
    expect(await refusalOf(asked)).toMatchObject({
      kind: 'fields',
      faults: [
        { field: 'causes', code: 'tooLong' },
        { field: 'proposals', code: 'unreadable' },
        { field: 'name', code: 'tooLong' },
      ],
    });
  });
});

describe('the next edition of the month', () => {
  test('row 53: carries the analyst’s words over, with new figures, and marks what has changed', async () => {
    await here.compile('2012-09-01 00:15');
    const first = await here.see('2012-09-01 09:00');
    const result = plain(typedOf(first).result).replace('охват составил', 'охват оказался равен');
    await here.write(first, { result, name: 'А. В. Шмагина' });
    // The register is put right: one school closed in July, so that August has three.
    await database()
      .db.updateTable('organisations')
      .set({ closed: '2012-07-01' as never })
      .where('name', '=', 'Школа № 3')
      .execute();
    await here.compile('2012-09-02 00:15');

    const next = await here.see('2012-09-02 09:00');
    expect(next).toMatchObject({ version: 0, carriedFrom: 1, turned: [], content: { edited: ['result'] } });
    expect(textOf(next, 'result')).toContain('охват оказался равен 33,3 %: условие приказа выполнено в 1 из 3 школ.');
    expect(next.content.signature.name).toBe('А. В. Шмагина');
    const { changed, sections } = shownNote(next);
    expect(changed.map(({ name, was, now }) => [name, plain(was), plain(now)])).toContainEqual([
      'охват школ',
      '25,0 %',
      '33,3 %',
    ]);
    const marked = sections
      .flatMap(({ paragraphs }) => paragraphs.flat())
      .filter((piece) => typeof piece !== 'string' && piece.was);
    expect(marked.length).toBeGreaterThanOrEqual(changed.length);
    // The earlier edition still reads as it was signed.
    expect(textOf(await here.see('2012-09-02 09:00', 1), 'result')).toContain('охват оказался равен 25,0 %');

    await here.write(next, {}, { at: '2012-09-02 10:00' });
    expect(await here.see('2012-09-02 11:00')).toMatchObject({
      version: 1,
      carriedFrom: null,
      before: { edition: { number: 1 } },
    });
  });

  test('says where the words may have become untrue', async () => {
    await here.compile('2012-09-01 00:15');
    const first = await here.see('2012-09-01 09:00');
    await here.write(first, { timeliness: `${typedOf(first).timeliness}\nТак больше нельзя.` });
    for (const school of ['Школа № 2', 'Школа № 3', 'Гимназия']) {
      await database()
        .db.updateTable('organisations')
        .set({ closed: '2012-07-01' as never })
        .where('name', '=', school)
        .execute();
    }
    await here.compile('2012-09-02 00:15');
    const next = await here.see('2012-09-02 09:00');
    // Nobody is missing any more, so the draft names no places.
    expect(next.turned).toEqual(['timeliness']);
    expect(shownNote(next).sections.find(({ section }) => section === 'timeliness')?.gone).toEqual([
      'где не отчитались',
    ]);
  });

  test('the next month begins with a draft of its own, and with who signed', async () => {
    await here.compile('2012-09-01 00:15');
    const first = await here.see('2012-09-01 09:00');
    await here.write(first, { causes: `${typedOf(first).causes}\nСвоё.`, name: 'А. В. Шмагина' });
    const september = month('2012-09');
    await here.compile('2012-10-01 00:15', september);
    const { note } = await seeNoteToWrite(as(here.analyst, '2012-10-01 09:00'), {
      campaignId: here.campaignId,
      month: september,
    });
    expect(note).toMatchObject({
      version: 0,
      carriedFrom: null,
      content: { edited: [], signature: { name: 'А. В. Шмагина' } },
    });
    expect(textOf(note, 'changes')).toContain('По сравнению с августом 2012 года охват не изменился (25,0 %).');
  });
});

describe('who may', () => {
  beforeEach(() => here.compile('2012-09-01 00:15'));

  test('the methodist writes too; the supervisor and the administrator read', async () => {
    const note = await here.see('2012-09-01 09:00');
    expect(await here.write(note, {}, { by: here.methodist })).toEqual({ version: 1 });
    for (const reader of [here.supervisor, here.administrator]) {
      const ask = { campaignId: here.campaignId, month: august };
      expect(await seeNote(as(reader, '2012-09-01 11:00'), ask)).toMatchObject({
        mayWrite: false,
        note: { version: 1 },
      });
      expect(await refusalOf(seeNoteToWrite(as(reader, '2012-09-01 11:00'), ask))).toEqual({ kind: 'forbidden' });
      expect(await refusalOf(here.write(note, {}, { by: reader }))).toEqual({ kind: 'forbidden' });
    }
  });

  test('for a coordinator, a director and another region it does not exist', async () => {
    const note = await here.see('2012-09-01 09:00');
    const elsewhere = await createTerritory(database(), {
      name: 'Тверская область',
      zone: moscow,
      municipalities: { Конаково: [] },
    });
    for (const stranger of [
      await coordinatorOf(database(), here.territory, 'Фёдорова И. М.', 'Дубна'),
      await schoolPerson(database(), here.territory, 'responsible', 'Кузнецова О. И.', 'Школа № 1'),
      await regionPerson(database(), elsewhere, 'analyst', 'Орлова А. А.'),
    ]) {
      const asked = seeNote(as(stranger, '2012-09-01 11:00'), { campaignId: here.campaignId, month: august });
      expect(await refusalOf(asked), stranger.role).toEqual({ kind: 'notFound' });
      expect(await refusalOf(here.write(note, {}, { by: stranger })), stranger.role).toEqual({ kind: 'notFound' });
    }
  });
});

async function audited() {
  return database().db.selectFrom('audit').where('action', '=', 'note.write').select(['actor_id', 'details']).execute();
}

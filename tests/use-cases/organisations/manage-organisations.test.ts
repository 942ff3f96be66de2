import { beforeEach, describe, expect, test } from 'vitest';
import type { User } from '#app/domain/people/people.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import {
  changeOrganisation,
  createOrganisation,
  listOrganisations,
  moveSchool,
  seeOrganisation,
} from '#app/use-cases/organisations/manage-organisations.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { regionPerson, schoolPerson } from '#tests/support/people.ts';
import { createTerritory, moscow, type Territory } from '#tests/support/territory.ts';

const database = testDatabase();
const { as } = contexts(database);
const now = '2012-10-10 12:00';

let territory: Territory;
let zueva: User;

beforeEach(async () => {
  territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: { Балашиха: ['Школа № 1', 'Школа № 2'], Химки: ['Лицей «Ёлка»'] },
  });
  zueva = await regionPerson(database(), territory, 'administrator', 'Зуева Анна');
});

const admin = () => as(zueva, now);

function newSchool(changes: Record<string, string> = {}): Record<string, string> {
  const municipality = String(territory.municipality('Балашиха'));
  return {
    name: 'Школа № 3',
    municipality,
    phone: '',
    generalEducation: 'yes',
    schoolKind: '',
    settlement: '',
    opened: '01.09.2012',
    ...changes,
  };
}

async function owedBy(schoolId: number): Promise<string[]> {
  const rows = await database()
    .db.selectFrom('reports as r')
    .innerJoin('reporting_dates as d', 'd.id', 'r.reporting_date_id')
    .where('r.organisation_id', '=', schoolId)
    .select('d.as_of')
    .orderBy('d.as_of')
    .execute();
  return rows.map(({ as_of }) => as_of);
}

async function typedOf(id: number, changes: Record<string, string> = {}): Promise<Record<string, string>> {
  const { organisation } = await seeOrganisation(admin(), id);
  return {
    version: String(organisation.version),
    name: organisation.name,
    phone: organisation.phone ?? '',
    opened: organisation.opened,
    closed: organisation.closed ?? '',
    generalEducation: organisation.generalEducation ? 'yes' : 'no',
    schoolKind: organisation.schoolKind ?? '',
    settlement: organisation.settlement ?? '',
    ...changes,
  };
}

describe('a new school', () => {
  test('owes at once what its campaign asks of the schools open by then', async () => {
    await openCampaign(admin(), { orderId: 'MO', scopeId: territory.region.id, years: 0 });
    const { id } = await createOrganisation(admin(), { kind: 'school', typed: newSchool() });
    expect(await owedBy(id)).toEqual(['2012-10-31']);
    const { organisation } = await seeOrganisation(admin(), id);
    expect(organisation).toMatchObject({ name: 'Школа № 3', parent: 'Балашиха', opened: '2012-09-01' });
  });

  test('is refused at each field that is wrong, all at once', async () => {
    const typed = newSchool({ name: ' ', municipality: '', phone: 'нет', opened: '31.02.2012' });
    expect(await refusalOf(createOrganisation(admin(), { kind: 'school', typed }))).toEqual({
      kind: 'fields',
      faults: [
        { field: 'name', code: 'missing' },
        { field: 'municipality', code: 'notAChoice' },
        { field: 'phone', code: 'notPhone' },
        { field: 'opened', code: 'noSuchDate' },
      ],
    });
  });

  test('is not registered twice in its municipality, in whatever letters', async () => {
    const typed = newSchool({ name: 'ШКОЛА  № 2' });
    const refusal = await refusalOf(createOrganisation(admin(), { kind: 'school', typed }));
    expect(refusal).toEqual({ kind: 'fields', faults: [{ field: 'name', code: 'sameSchool' }] });
  });

  test('is a twin when spaces, quotes, the sign of the number or look-alike letters alone tell it apart', async () => {
    const same = { kind: 'fields', faults: [{ field: 'name', code: 'sameSchool' }] };
    const register = (changes: Record<string, string>) =>
      createOrganisation(admin(), { kind: 'school', typed: newSchool({ sure: 'on', ...changes }) });
    for (const name of [
      'Школа №2',
      'Школа N 2',
      'школа No. 2',
      '«Школа» № 2',
      'Школа\u00a0№\u00a02',
      'Шкoлa № 2',
      'Школа #2',
    ]) {
      expect(await refusalOf(register({ name })), name).toEqual(same);
    }
    const municipality = String(territory.municipality('Химки'));
    for (const name of ['Лицей «Елка»', 'Лицей "ЁЛКА"', 'лицей Ёлка'.normalize('NFD')]) {
      expect(await refusalOf(register({ name, municipality })), name).toEqual(same);
    }
    const { id } = await register({ name: 'Гимназия' });
    const renamed = changeOrganisation(admin(), { id, typed: await typedOf(id, { name: 'Школа №2' }) });
    expect(await refusalOf(renamed)).toEqual(same);
    await changeOrganisation(admin(), { id, typed: await typedOf(id, { name: 'Гимназия «Гимназия»' }) });
  });

  test('is asked about while its name is like one that is there, and registered once that is answered', async () => {
    for (const name of ['СОШ № 2', 'Школа 2', 'МБОУ «Школа № 2 имени Гагарина»']) {
      const typed = newSchool({ name });
      expect(await refusalOf(createOrganisation(admin(), { kind: 'school', typed })), name).toEqual({
        kind: 'fields',
        faults: [{ field: 'sure', code: 'alike', about: 'Школа № 2' }],
      });
    }
    await createOrganisation(admin(), { kind: 'school', typed: newSchool({ name: 'СОШ № 2', sure: 'on' }) });
    await createOrganisation(admin(), { kind: 'school', typed: newSchool({ name: 'Школа № 12' }) });
  });

  test('is registered by the administrator alone', async () => {
    const analyst = await regionPerson(database(), territory, 'analyst', 'Белов Олег');
    const director = await schoolPerson(database(), territory, 'director', 'Петрова Нина', 'Школа № 1');
    const ask = { kind: 'school' as const, typed: newSchool() };
    expect(await refusalOf(createOrganisation(as(analyst, now), ask))).toEqual({ kind: 'forbidden' });
    expect(await refusalOf(createOrganisation(as(director, now), ask))).toEqual({ kind: 'notFound' });
  });
});

test('a municipality has a name of its own', async () => {
  const typed = { name: 'Химки', phone: '', opened: '01.01.2000' };
  const refusal = await refusalOf(createOrganisation(admin(), { kind: 'municipality', typed }));
  expect(refusal).toEqual({ kind: 'fields', faults: [{ field: 'name', code: 'taken' }] });
});

describe('a school’s kind and settlement', () => {
  test('are what the administrator chose, and empty while nobody knows them', async () => {
    const typed = newSchool({ schoolKind: 'lyceum', settlement: 'urban' });
    const { id } = await createOrganisation(admin(), { kind: 'school', typed });
    expect((await seeOrganisation(admin(), id)).organisation).toMatchObject({
      schoolKind: 'lyceum',
      settlement: 'urban',
    });
    await changeOrganisation(admin(), { id, typed: await typedOf(id, { schoolKind: '', settlement: 'rural' }) });
    expect((await seeOrganisation(admin(), id)).organisation).toMatchObject({
      schoolKind: null,
      settlement: 'rural',
    });
  });

  test('are of the lists alone', async () => {
    const typed = newSchool({ schoolKind: 'university', settlement: 'moon' });
    expect(await refusalOf(createOrganisation(admin(), { kind: 'school', typed }))).toEqual({
      kind: 'fields',
      faults: [
        { field: 'schoolKind', code: 'notAChoice' },
        { field: 'settlement', code: 'notAChoice' },
      ],
    });
  });

  test('are found where they are not given yet; what is no school of general education needs none', async () => {
    await createOrganisation(admin(), { kind: 'school', typed: newSchool({ schoolKind: 'basic' }) });
    await createOrganisation(admin(), {
      kind: 'school',
      typed: newSchool({ name: 'Музыкальная школа', generalEducation: 'no' }),
    });
    const { rows } = await listOrganisations(admin(), { kind: 'school', lacking: 'schoolKind' });
    expect(rows.map(({ name }) => name)).toEqual(['Лицей «Ёлка»', 'Школа № 1', 'Школа № 2']);
  });
});

describe('a change', () => {
  test('is saved and raises the version', async () => {
    const id = territory.school('Школа № 1');
    await changeOrganisation(admin(), { id, typed: await typedOf(id, { phone: '+7 495 123-45-67' }) });
    const { organisation, lastChange } = await seeOrganisation(admin(), id);
    expect(organisation).toMatchObject({ phone: '+7 495 123-45-67', version: 2 });
    expect(lastChange).toEqual({ at: admin().now, by: 'Зуева Анна' });
  });

  test('does not overwrite what somebody else has saved meanwhile', async () => {
    const id = territory.school('Школа № 1');
    const typed = await typedOf(id, { name: 'Гимназия № 1' });
    await changeOrganisation(admin(), { id, typed: await typedOf(id, { phone: '123-45-67' }) });
    const refusal = await refusalOf(changeOrganisation(admin(), { id, typed }));
    expect(refusal).toEqual({ kind: 'fields', faults: [{ field: 'version', code: 'changedMeanwhile' }] });
  });

  test('cannot close a school before it opened, nor a municipality that has schools', async () => {
    const school = territory.school('Школа № 1');
    const typed = await typedOf(school, { closed: '01.01.2000' });
    const refusal = await refusalOf(changeOrganisation(admin(), { id: school, typed }));
    expect(refusal).toMatchObject({ faults: [{ field: 'closed', code: 'notAfterOpened' }] });

    const municipality = territory.municipality('Балашиха');
    const closing = await typedOf(municipality, { closed: '01.01.2013' });
    const refused = await refusalOf(changeOrganisation(admin(), { id: municipality, typed: closing }));
    expect(refused).toMatchObject({ faults: [{ field: 'closed', code: 'hasSchools' }] });
  });

  test('of the opening day moves the beginning of the first placement with it', async () => {
    const id = territory.school('Школа № 1');
    await changeOrganisation(admin(), { id, typed: await typedOf(id, { opened: '01.09.1975' }) });
    expect((await seeOrganisation(admin(), id)).organisation.placements).toMatchObject([{ since: '1975-09-01' }]);
  });

  test('that makes a school general-education makes it owe', async () => {
    const { id } = await createOrganisation(admin(), { kind: 'school', typed: newSchool({ generalEducation: 'no' }) });
    await openCampaign(admin(), { orderId: 'MO', scopeId: territory.region.id, years: 0 });
    expect(await owedBy(id)).toEqual([]);
    await changeOrganisation(admin(), { id, typed: await typedOf(id, { generalEducation: 'yes' }) });
    expect(await owedBy(id)).toEqual(['2012-10-31']);
  });
});

describe('a move', () => {
  const move = async (id: number, changes: Record<string, string> = {}) => ({
    id,
    typed: {
      version: (await typedOf(id)).version ?? '',
      municipality: String(territory.municipality('Химки')),
      since: '01.09.2012',
      ...changes,
    },
  });

  test('leaves the history of placements without a gap', async () => {
    const id = territory.school('Школа № 1');
    await moveSchool(admin(), await move(id));
    const { organisation } = await seeOrganisation(admin(), id);
    expect(organisation.parent).toBe('Химки');
    expect(organisation.placements).toMatchObject([
      { parent: 'Балашиха', since: '2000-01-01', until: '2012-09-01' },
      { parent: 'Химки', since: '2012-09-01', until: null },
    ]);
  });

  test('begins after the last one and leads to another municipality', async () => {
    const id = territory.school('Школа № 1');
    const early = await refusalOf(moveSchool(admin(), await move(id, { since: '01.01.2000' })));
    expect(early).toMatchObject({ faults: [{ field: 'since', code: 'notAfterLast' }] });
    const same = await move(id, { municipality: String(territory.municipality('Балашиха')) });
    expect(await refusalOf(moveSchool(admin(), same))).toMatchObject({
      faults: [{ field: 'municipality', code: 'sameMunicipality' }],
    });
    const nowhere = await move(id, { municipality: String(id) });
    expect(await refusalOf(moveSchool(admin(), nowhere))).toMatchObject({
      faults: [{ field: 'municipality', code: 'notAChoice' }],
    });
  });

  test('into a municipality with a campaign makes the school owe it', async () => {
    await openCampaign(admin(), { orderId: 'KG', scopeId: territory.municipality('Химки'), years: 0 });
    const id = territory.school('Школа № 1');
    await moveSchool(admin(), await move(id, { since: '12.10.2012' }));
    expect(await owedBy(id)).toEqual(['2012-10-15', '2013-01-01']);
  });
});

describe('the register', () => {
  test('is found by words in any case, ё like е', async () => {
    const found = await listOrganisations(admin(), { kind: 'school', search: 'елка лицей' });
    expect(found.rows.map(({ name }) => name)).toEqual(['Лицей «Ёлка»']);
    expect(found.total).toBe(1);
  });

  test('names the schools without a phone, and those where nobody can sign in', async () => {
    const id = territory.school('Школа № 1');
    await changeOrganisation(admin(), { id, typed: await typedOf(id, { phone: '123-45-67' }) });
    const silent = await listOrganisations(admin(), { kind: 'school', lacking: 'phone' });
    expect(silent.rows.map(({ name }) => name)).toEqual(['Лицей «Ёлка»', 'Школа № 2']);

    const { id: directorId } = await schoolPerson(database(), territory, 'director', 'Петрова Нина', 'Школа № 2');
    const invited = await listOrganisations(admin(), { kind: 'school', lacking: 'people' });
    expect(invited.total).toBe(3);
    await database().db.updateTable('users').set({ password_hash: 'x' }).where('id', '=', directorId).execute();
    const deserted = await listOrganisations(admin(), { kind: 'school', lacking: 'people' });
    expect(deserted.rows.map(({ name }) => name)).toEqual(['Лицей «Ёлка»', 'Школа № 1']);
    await database().db.updateTable('users').set({ blocked: true }).where('id', '=', directorId).execute();
    expect((await listOrganisations(admin(), { kind: 'school', lacking: 'people' })).total).toBe(3);
  });

  test('is read page by page, forwards and back', async () => {
    const many = Array.from({ length: 120 }, (_, index) => `Школа ${String(index).padStart(3, '0')}`);
    territory = await createTerritory(database(), {
      name: 'Пермский край',
      zone: moscow,
      municipalities: { Кунгур: many },
    });
    zueva = await regionPerson(database(), territory, 'administrator', 'Ким Вера');
    const first = await listOrganisations(admin(), { kind: 'school' });
    expect(first).toMatchObject({ total: 120, previous: null });
    const second = await listOrganisations(admin(), { kind: 'school', ...first.next });
    const third = await listOrganisations(admin(), { kind: 'school', ...second.next });
    expect([...first.rows, ...second.rows, ...third.rows].map(({ name }) => name)).toEqual(many);
    expect(third.next).toBeNull();
    const back = await listOrganisations(admin(), { kind: 'school', ...third.previous });
    expect(back.rows).toEqual(second.rows);
    const toStart = await listOrganisations(admin(), { kind: 'school', ...back.previous });
    expect(toStart).toMatchObject({ rows: first.rows, previous: null });
  });

  test('of another region is not there', async () => {
    const other = await createTerritory(database(), {
      name: 'Пермский край',
      zone: moscow,
      municipalities: { Кунгур: ['Школа № 9'] },
    });
    expect(await refusalOf(seeOrganisation(admin(), other.school('Школа № 9')))).toEqual({ kind: 'notFound' });
    expect((await listOrganisations(admin(), { kind: 'school' })).total).toBe(3);
  });
});

describe('the register', () => {
  const namesOf = async (search?: string) =>
    (await listOrganisations(admin(), { kind: 'school', search })).rows.map(({ name }) => name);

  test('has № 5 before № 10 before № 100, page by page', async () => {
    const municipality = territory.municipality('Балашиха');
    for (const number of [100, 10, 9, 5]) {
      await createOrganisation(admin(), { kind: 'school', typed: newSchool({ name: `Школа № ${number}` }) });
    }
    const numbers = async () => (await namesOf('школа')).map((name) => Number(name.replace(/\D/g, '')));
    expect(await numbers()).toEqual([1, 2, 5, 9, 10, 100]);
    const { rows } = await listOrganisations(admin(), { kind: 'school', municipalityId: municipality });
    const ninth = rows.find(({ name }) => name === 'Школа № 9')?.id;
    const after = await listOrganisations(admin(), { kind: 'school', after: ninth });
    expect(after.rows.map(({ name }) => name)).toEqual(['Школа № 10', 'Школа № 100']);
  });

  test('is searched whatever the spelling', async () => {
    await createOrganisation(admin(), { kind: 'school', typed: newSchool({ name: 'Школа № 10' }) });
    for (const search of ['№10', 'N10', '№ 10', 'школа No 10', 'ШКОЛА №\u00a010']) {
      expect(await namesOf(search), search).toEqual(['Школа № 10']);
    }
    for (const search of ['елка', '"Ёлка"', '«елка»', 'лицей  ЁЛКА', 'Ёлка'.normalize('NFD'), 'eлкa']) {
      expect(await namesOf(search), search).toEqual(['Лицей «Ёлка»']);
    }
    expect(await namesOf('лицей 10')).toEqual([]);
  });
});

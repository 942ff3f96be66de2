/** Schools that merge and split: what stays with the closed school, what its successors owe, and how that is undone. */
import { beforeEach, describe, expect, test } from 'vitest';
import { type Day, day, monthOf } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import type { Typed } from '#app/domain/reports/form.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import {
  changeOrganisation,
  moveSchool,
  seeOrganisation,
} from '#app/use-cases/organisations/manage-organisations.server.ts';
import { seeSchool } from '#app/use-cases/organisations/see-school.server.ts';
import {
  chooseSuccessors,
  closeIntoSuccessors,
  reopenSchool,
} from '#app/use-cases/organisations/succeed-school.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { saveReport } from '#app/use-cases/reports/save-report.server.ts';
import { seeReport } from '#app/use-cases/reports/see-report.server.ts';
import { seeReportForm } from '#app/use-cases/reports/see-report-form.server.ts';
import { seeMunicipalityCoverage } from '#app/use-cases/territory/see-municipality.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { kgForm, owedReport, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

const withProblem: Typed = { ...kgForm, 'problems:0:text': 'Нет второго канала связи', 'problems:0:solved': 'no' };

/** KG in the whole region; № 7 of Kogalym has filed for 15 May 2012, and 20 September has opened for everybody. */
async function twoTowns() {
  const territory = await createTerritory(database(), {
    name: 'Югра',
    zone: yekaterinburg,
    municipalities: {
      Когалым: ['Школа № 7', 'Школа № 8'],
      Лангепас: [
        { name: 'Школа № 10', opened: '2012-09-01' },
        { name: 'Школа № 11', opened: '2012-09-01' },
        'Гимназия',
      ],
    },
  });
  const administrator = await regionPerson(database(), territory, 'administrator', 'Кубрак П. В.');
  const openedBy = as(administrator, '2012-04-20 10:00');
  const { campaignId } = await openCampaign(openedBy, { orderId: 'KG', scopeId: territory.region.id, years: 0 });
  const director = await schoolPerson(database(), territory, 'director', 'Гаврилова Т. И.', 'Школа № 7');
  const filed = await saveAndFile(as(director, '2012-05-10 12:00'), database(), {
    schoolId: director.schoolId,
    asOf: '2012-05-15',
    typed: withProblem,
  });
  await openReportingDates(byClock('2012-08-21 00:05', yekaterinburg), { regionId: territory.region.id });
  return { ...territory, administrator, campaignId, director, filed };
}

let world: Awaited<ReturnType<typeof twoTowns>>;
beforeEach(async () => {
  world = await twoTowns();
});

const august25 = '2012-08-25 10:00';
const september10 = '2012-09-10 10:00';
const admin = (at = august25) => as(world.administrator, at);

async function closing(name: string, successors: string[], changes: Record<string, string> = {}) {
  const id = world.school(name);
  const { version } = (await seeOrganisation(admin(), id)).organisation;
  const typed = {
    version: String(version),
    successors: successors.map((successor) => world.school(successor)).join(','),
    since: '01.09.2012',
    document: 'Постановление от 15.06.2012 № 214',
    ...changes,
  };
  return { id, typed };
}

const close = async (name: string, successors: string[], changes: Record<string, string> = {}) =>
  closeIntoSuccessors(admin(), await closing(name, successors, changes));

async function reopening(name: string) {
  const id = world.school(name);
  const { version } = (await seeOrganisation(admin(), id)).organisation;
  return { id, typed: { version: String(version) } };
}

async function closedOn(name: string) {
  return (await seeOrganisation(admin(), world.school(name))).organisation.closed;
}

/** Why the school's report for 20 September isn't owed; null while it is. */
async function notRequired(name: string) {
  const { id } = await owedReport(database(), world.school(name), '2012-09-20');
  return (await seeReport(admin(), id)).report.notRequired;
}

/** Who counts in a municipality at the end of the day, and who is covered. */
async function coverage(municipality: string, asOf: Day) {
  const at = { month: monthOf(asOf), day: asOf };
  const ask = { municipalityId: world.municipality(municipality), campaignId: world.campaignId, at };
  const { line, schools, excluded } = await seeMunicipalityCoverage(admin('2012-12-01 10:00'), ask);
  return {
    covered: line.covered,
    schools: schools.map(({ name }) => name),
    excluded: excluded.map(({ name, reason }) => [name, reason]),
  };
}

const directorOf = (name: string): Promise<User & { schoolId: number }> =>
  schoolPerson(database(), world, 'director', `Директор ${name}`, name);

describe('a merger', () => {
  test('row 36: closes the school into the other on the day, and each names the other with the document', async () => {
    await close('Школа № 7', ['Школа № 10']);
    expect(await closedOn('Школа № 7')).toBe('2012-09-01');
    const link = {
      kind: 'merged',
      from: { id: world.school('Школа № 7'), name: 'Школа № 7' },
      to: { id: world.school('Школа № 10'), name: 'Школа № 10' },
      since: '2012-09-01',
      document: 'Постановление от 15.06.2012 № 214',
    };
    for (const name of ['Школа № 7', 'Школа № 10']) {
      expect((await seeOrganisation(admin(), world.school(name))).successions).toEqual([link]);
      expect((await seeSchool(admin(), world.school(name))).successions).toEqual([{ ...link, opens: true }]);
    }
  });

  test('row 36: what was filed stays with the old school and its municipality of that day', async () => {
    await close('Школа № 7', ['Школа № 10']);
    expect(await coverage('Когалым', day('2012-08-31'))).toEqual({
      covered: { n: 1, of: 2 },
      schools: ['Школа № 7', 'Школа № 8'],
      excluded: [],
    });
    expect(await coverage('Когалым', day('2012-09-01'))).toEqual({
      covered: { n: 0, of: 1 },
      schools: ['Школа № 8'],
      excluded: [['Школа № 7', 'closed']],
    });
    expect(await coverage('Лангепас', day('2012-09-01'))).toEqual({
      covered: { n: 0, of: 3 },
      schools: ['Гимназия', 'Школа № 10', 'Школа № 11'],
      excluded: [],
    });
    const { campaigns } = await seeSchool(admin(september10), world.school('Школа № 7'));
    expect(campaigns[0]?.reports).toMatchObject([{ asOf: '2012-05-15', standing: 'filed' }]);
  });

  test('row 36: the closed school owes nothing from that day on, its successor what is its own', async () => {
    await close('Школа № 7', ['Школа № 10']);
    expect(await notRequired('Школа № 7')).toBe('closed');
    expect(await notRequired('Школа № 10')).toBeNull();
    const ofMay = await owedReport(database(), world.school('Школа № 7'), '2012-05-15');
    expect((await seeReport(admin(), ofMay.id)).report.notRequired).toBeNull();
  });

  test('row 36: a successor’s first report starts from the closed school’s last answers, under its name', async () => {
    await close('Школа № 7', ['Школа № 10']);
    const successor = await directorOf('Школа № 10');
    const ctx = as(successor, september10);
    const { id, version } = await owedReport(database(), successor.schoolId, '2012-09-20');
    const seen = await seeReport(ctx, id);
    expect(seen.previous).toBeNull();
    expect(seen.inherited).toMatchObject({ school: 'Школа № 7', asOf: '2012-05-15' });
    expect(seen.answers.items['6.1']).toEqual({ n: 40, of: 40 });
    // A problem of the closed school begins anew: its age is not the successor's.
    expect(seen.answers.problems).toEqual([{ text: 'Нет второго канала связи', solved: 'no' }]);
    expect((await seeReportForm(ctx, id)).typed['2:text']).toBe('Дневник.ру');
    const saved = await saveReport(ctx, { reportId: id, version, typed: { ...withProblem, '6.1:n': '20' } });
    expect(saved.faults).toEqual([]);
    // Fewer teachers than at the closed school is no fall of its own.
    expect((await seeReport(ctx, id)).warnings.filter(({ code }) => code === 'fell')).toEqual([]);
  });

  test('row 36: a successor with a report of its own goes on with that', async () => {
    const gymnasium = await directorOf('Гимназия');
    await saveAndFile(as(gymnasium, '2012-05-11 12:00'), database(), {
      schoolId: gymnasium.schoolId,
      asOf: '2012-05-15',
      typed: { ...kgForm, '2:text': 'ЭлЖурнал' },
    });
    await close('Школа № 7', ['Гимназия']);
    const { id } = await owedReport(database(), gymnasium.schoolId, '2012-09-20');
    const seen = await seeReport(as(gymnasium, september10), id);
    expect(seen.inherited).toBeNull();
    expect(seen.answers.items['2']).toBe('ЭлЖурнал');
  });

  test('two schools close into a third, which starts from the later of their reports', async () => {
    const neighbour = await directorOf('Школа № 8');
    await saveAndFile(as(neighbour, '2012-05-14 12:00'), database(), {
      schoolId: neighbour.schoolId,
      asOf: '2012-05-15',
      typed: { ...kgForm, '2:text': 'ЭлЖурнал' },
    });
    await close('Школа № 7', ['Школа № 10']);
    await close('Школа № 8', ['Школа № 10']);
    const { id } = await owedReport(database(), world.school('Школа № 10'), '2012-09-20');
    expect((await seeReport(as(await directorOf('Школа № 10'), september10), id)).inherited?.school).toBe('Школа № 8');
    expect((await seeOrganisation(admin(), world.school('Школа № 10'))).successions).toHaveLength(2);
  });

  test('the people of each school see the other by name alone', async () => {
    await close('Школа № 7', ['Школа № 10']);
    const { successions } = await seeSchool(as(world.director, september10), world.director.schoolId);
    expect(successions.map(({ to, opens }) => [to.name, opens])).toEqual([['Школа № 10', false]]);
    const coordinator = await coordinatorOf(database(), world, 'Ильин А. А.', 'Лангепас');
    const ofSuccessor = await seeSchool(as(coordinator, september10), world.school('Школа № 10'));
    expect(ofSuccessor.successions.map(({ from, opens }) => [from.name, opens])).toEqual([['Школа № 7', false]]);
  });
});

test('row 36: a split names every successor, and each starts from the closed school’s answers', async () => {
  await close('Школа № 7', ['Школа № 10', 'Школа № 11']);
  const { successions } = await seeOrganisation(admin(), world.school('Школа № 7'));
  expect(successions.map(({ kind, to }) => [kind, to.name])).toEqual([
    ['split', 'Школа № 10'],
    ['split', 'Школа № 11'],
  ]);
  for (const name of ['Школа № 10', 'Школа № 11']) {
    const { id } = await owedReport(database(), world.school(name), '2012-09-20');
    expect((await seeReport(as(await directorOf(name), september10), id)).inherited?.school).toBe('Школа № 7');
  }
});

describe('undoing', () => {
  test('row 36: opens the school again while nobody has reported in its place', async () => {
    await close('Школа № 7', ['Школа № 10']);
    await reopenSchool(admin(), await reopening('Школа № 7'));
    expect(await closedOn('Школа № 7')).toBeNull();
    expect(await notRequired('Школа № 7')).toBeNull();
    expect((await seeOrganisation(admin(), world.school('Школа № 10'))).successions).toEqual([]);
    const { rows } = await database().pool.query(
      `select action, changes, details from audit where action in ('organisation.succeed', 'organisation.reinstate') order by id`,
    );
    const document = 'Постановление от 15.06.2012 № 214';
    const details = { kind: 'merged', to: [world.school('Школа № 10')], document };
    expect(rows).toEqual([
      { action: 'organisation.succeed', changes: { closed: [null, '2012-09-01'] }, details },
      { action: 'organisation.reinstate', changes: { closed: ['2012-09-01', null] }, details },
    ]);
  });

  test('row 36: is refused once a successor has filed', async () => {
    await close('Школа № 7', ['Школа № 10']);
    const successor = await directorOf('Школа № 10');
    const filed = { schoolId: successor.schoolId, asOf: '2012-09-20', typed: kgForm };
    await saveAndFile(as(successor, september10), database(), filed);
    expect((await seeOrganisation(admin(), world.school('Школа № 7'))).canReopen).toBe(false);
    expect(await refusalOf(reopenSchool(admin(), await reopening('Школа № 7')))).toEqual({
      kind: 'fields',
      faults: [{ field: 'reopen', code: 'successorsHaveFiled' }],
    });
    expect(await closedOn('Школа № 7')).toBe('2012-09-01');
  });

  test('is for a school that has successors', async () => {
    expect(await refusalOf(reopenSchool(admin(), await reopening('Школа № 8')))).toEqual({ kind: 'notFound' });
  });
});

describe('closing into successors is refused', () => {
  const faultOf = async (asked: Promise<unknown>) => {
    const refusal = await refusalOf(asked);
    return refusal.kind === 'fields' ? refusal.faults.map(({ field, code }) => `${field}: ${code}`) : refusal.kind;
  };

  test('at each field that is wrong, all at once', async () => {
    expect(await faultOf(close('Школа № 7', [], { since: '31.02.2012', document: ' ' }))).toEqual([
      'successors: noSuccessors',
      'since: noSuchDate',
      'document: missing',
    ]);
    expect(await faultOf(close('Школа № 7', [], { successors: '1,x' }))).toEqual(['successors: notAChoice']);
  });

  test('for what can’t be a successor: the school itself, a municipality, a school that does not work then', async () => {
    expect(await faultOf(close('Школа № 7', ['Школа № 7']))).toEqual(['successors: notAChoice']);
    const municipality = String(world.municipality('Лангепас'));
    expect(await faultOf(close('Школа № 7', [], { successors: municipality }))).toEqual(['successors: notAChoice']);
    expect(await faultOf(close('Школа № 7', ['Школа № 10'], { since: '31.08.2012' }))).toEqual([
      'successors: notOpenThen',
    ]);
    expect(await closedOn('Школа № 7')).toBeNull();
  });

  test('for a school that is closed, opened later, or moved later', async () => {
    await close('Школа № 7', ['Гимназия']);
    expect(await faultOf(close('Школа № 7', ['Школа № 8']))).toEqual(['since: alreadyClosed']);
    expect(await faultOf(close('Школа № 10', ['Гимназия']))).toEqual(['since: notAfterOpened']);
    const { version } = (await seeOrganisation(admin(), world.school('Школа № 8'))).organisation;
    const to = { version: String(version), municipality: String(world.municipality('Лангепас')), since: '01.10.2012' };
    await moveSchool(admin(), { id: world.school('Школа № 8'), typed: to });
    expect(await faultOf(close('Школа № 8', ['Гимназия']))).toEqual(['since: notAfterLast']);
  });

  test('when somebody else has changed the school meanwhile', async () => {
    const opened = await closing('Школа № 7', ['Школа № 10']);
    await close('Школа № 7', ['Гимназия']);
    expect(await faultOf(closeIntoSuccessors(admin(), opened))).toEqual(['version: changedMeanwhile']);
  });

  test('to anybody but the administrator of the region', async () => {
    const analyst = await regionPerson(database(), world, 'analyst', 'Орлова Н. Н.');
    const opened = await closing('Школа № 7', ['Школа № 10']);
    expect(await faultOf(closeIntoSuccessors(as(analyst, august25), opened))).toBe('forbidden');
    expect(await faultOf(closeIntoSuccessors(as(world.director, august25), opened))).toBe('notFound');
    const ask = { id: opened.id, successorIds: [] };
    expect(await faultOf(chooseSuccessors(as(analyst, august25), ask))).toBe('forbidden');
  });
});

describe('the register keeps what follows from a merger', () => {
  const change = async (name: string, changes: Record<string, string>) => {
    const id = world.school(name);
    const { organisation } = await seeOrganisation(admin(), id);
    const typed = {
      version: String(organisation.version),
      name: organisation.name,
      phone: '',
      opened: organisation.opened,
      closed: organisation.closed ?? '',
      generalEducation: 'yes',
      schoolKind: '',
      settlement: '',
      ...changes,
    };
    return changeOrganisation(admin(), { id, typed });
  };

  test('the closed school stays closed from that day on', async () => {
    await close('Школа № 7', ['Школа № 10']);
    for (const closed of ['', '02.09.2012']) {
      expect(await refusalOf(change('Школа № 7', { closed }))).toEqual({
        kind: 'fields',
        faults: [{ field: 'closed', code: 'hasSuccessors' }],
      });
    }
    await change('Школа № 7', { name: 'Школа № 7 имени Югры' });
  });

  test('its successor works on that day', async () => {
    await close('Школа № 7', ['Школа № 10']);
    expect(await refusalOf(change('Школа № 10', { opened: '02.09.2012' }))).toMatchObject({
      faults: [{ field: 'opened', code: 'hasPredecessors' }],
    });
    expect(await refusalOf(close('Школа № 10', ['Гимназия'], { since: '01.09.2012' }))).toMatchObject({
      faults: [{ field: 'since', code: 'notAfterOpened' }],
    });
    await close('Школа № 8', ['Гимназия']);
    expect(await refusalOf(change('Гимназия', { closed: '01.09.2012' }))).toMatchObject({
      faults: [{ field: 'closed', code: 'hasPredecessors' }],
    });
    expect(await refusalOf(close('Гимназия', ['Школа № 11']))).toMatchObject({
      faults: [{ field: 'since', code: 'hasPredecessors' }],
    });
    await close('Школа № 10', ['Гимназия'], { since: '01.10.2012' });
    expect(await closedOn('Школа № 10')).toBe('2012-10-01');
  });
});

test('successors are chosen step by step, of any municipality, without those chosen already', async () => {
  const { successors, schools } = await chooseSuccessors(admin(), {
    id: world.school('Школа № 7'),
    municipalityId: world.municipality('Лангепас'),
    successorIds: [world.school('Школа № 10'), world.school('Школа № 8')],
  });
  expect(successors.map(({ name, parent }) => [name, parent])).toEqual([
    ['Школа № 10', 'Лангепас'],
    ['Школа № 8', 'Когалым'],
  ]);
  expect(schools.map(({ name }) => name)).toEqual(['Гимназия', 'Школа № 11']);
});

/** What is owed is a row before anyone types, and follows the register: schools created, closed, moved in between. */
import { beforeEach, expect, test } from 'vitest';
import { day, month } from '#app/domain/calendar.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import {
  changeOrganisation,
  createOrganisation,
  moveSchool,
  seeOrganisation,
} from '#app/use-cases/organisations/manage-organisations.server.ts';
import { seeSchool } from '#app/use-cases/organisations/see-school.server.ts';
import { acceptReports } from '#app/use-cases/reports/accept-reports.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { seeQueue } from '#app/use-cases/reports/see-queue.server.ts';
import { seeMunicipalityCoverage } from '#app/use-cases/territory/see-municipality.server.ts';
import { contexts } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { kgForm, saveAndFile } from '#tests/support/scenario.ts';
import { createTerritory, yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

/** KG opened for Kogalym alone on 20 April 2012; its first date, 15 May, has opened. Langepas lies beside it. */
async function kogalym() {
  const territory = await createTerritory(database(), {
    name: 'Югра',
    zone: yekaterinburg,
    municipalities: {
      Когалым: ['Школа № 7', 'Школа № 8', { name: 'Дом творчества', generalEducation: false }],
      Лангепас: ['Гимназия'],
    },
  });
  const administrator = await regionPerson(database(), territory, 'administrator', 'Кубрак П. В.');
  const openedBy = as(administrator, '2012-04-20 10:00');
  const scopeId = territory.municipality('Когалым');
  const { campaignId } = await openCampaign(openedBy, { orderId: 'KG', scopeId, years: 0 });
  return { territory, administrator, campaignId, kogalym: scopeId, langepas: territory.municipality('Лангепас') };
}

let world: Awaited<ReturnType<typeof kogalym>>;
beforeEach(async () => {
  world = await kogalym();
});

const may2 = '2012-05-02 10:00';
const admin = (at = may2) => as(world.administrator, at);

/** Every row of what is owed by the order's form, straight from the table: the school, the as-of day, and why it is not required. */
async function rows() {
  const { rows } = await database().pool.query<{
    name: string;
    as_of: string;
    status: string;
    not_required: string | null;
  }>(
    `select s.name, d.as_of, r.status, r.not_required from reports r
     join reporting_dates d on d.id = r.reporting_date_id join organisations s on s.id = r.organisation_id
     where d.form_id = 'report' order by d.as_of, s.id`,
  );
  return rows.map(({ name, as_of, status, not_required }) => [name, as_of, not_required ?? status]);
}

async function typedOf(id: number, changes: Record<string, string>) {
  const { organisation } = await seeOrganisation(admin(), id);
  const typed = {
    version: String(organisation.version),
    name: organisation.name,
    phone: '',
    opened: organisation.opened,
    closed: organisation.closed ?? '',
    generalEducation: organisation.generalEducation ? 'yes' : 'no',
    schoolKind: organisation.schoolKind ?? '',
    settlement: organisation.settlement ?? '',
  };
  return { ...typed, ...changes };
}

const change = async (name: string, changes: Record<string, string>) => {
  const id = world.territory.school(name);
  await changeOrganisation(admin(), { id, typed: await typedOf(id, changes) });
};

const move = async (name: string, municipalityId: number, since: string, at = may2) => {
  const id = world.territory.school(name);
  const { version } = (await seeOrganisation(admin(at), id)).organisation;
  const typed = { version: String(version), municipality: String(municipalityId), since };
  await moveSchool(admin(at), { id, typed });
};

/** What Kogalym's page counts of May's reports, on 31 May. */
async function owedInMay() {
  const at = { month: month('2012-05'), day: day('2012-05-31') };
  const ask = { campaignId: world.campaignId, municipalityId: world.kogalym, at };
  return (await seeMunicipalityCoverage(admin('2012-12-01 10:00'), ask)).line.reported;
}

const schoolsOf = async (asOf: string) => (await rows()).filter(([, date]) => date === asOf);

test('row 1: every school has a row for each opened date before anyone types', async () => {
  expect(await rows()).toEqual([
    ['Школа № 7', '2012-05-15', 'due'],
    ['Школа № 8', '2012-05-15', 'due'],
  ]);
  await openReportingDates(byClock('2012-08-21 00:05', yekaterinburg), { regionId: world.territory.region.id });
  expect(await schoolsOf('2012-09-20')).toEqual([
    ['Школа № 7', '2012-09-20', 'due'],
    ['Школа № 8', '2012-09-20', 'due'],
  ]);
});

test('row 1: a school created after a date has opened owes it at once, one that opens after the as-of day does not', async () => {
  const common = {
    municipality: String(world.kogalym),
    phone: '',
    generalEducation: 'yes',
    schoolKind: '',
    settlement: '',
  };
  const typed = { ...common, name: 'Школа № 10', opened: '01.05.2012' };
  const { id } = await createOrganisation(admin(), { kind: 'school', typed });
  await createOrganisation(admin(), { kind: 'school', typed: { ...common, name: 'Школа № 11', opened: '16.05.2012' } });
  expect(await rows()).toEqual([
    ['Школа № 7', '2012-05-15', 'due'],
    ['Школа № 8', '2012-05-15', 'due'],
    ['Школа № 10', '2012-05-15', 'due'],
  ]);
  expect(await owedInMay()).toEqual({ n: 0, of: 3 });
  const { campaigns } = await seeSchool(admin(), id);
  expect(campaigns[0]?.reports.filter(({ formName }) => formName === null)).toMatchObject([
    { due: '2012-05-15', fileUntil: '2012-06-14', standing: 'notDue' },
  ]);
});

test('row 1: a school closed by the as-of day owes nothing, and owes again when that was a mistake', async () => {
  await change('Школа № 8', { closed: '15.05.2012' });
  expect(await rows()).toEqual([
    ['Школа № 7', '2012-05-15', 'due'],
    ['Школа № 8', '2012-05-15', 'closed'],
  ]);
  expect(await owedInMay()).toEqual({ n: 0, of: 1 });
  await change('Школа № 8', { closed: '16.05.2012' });
  expect(await schoolsOf('2012-05-15')).toContainEqual(['Школа № 8', '2012-05-15', 'due']);
  await change('Школа № 8', { closed: '' });
  expect(await owedInMay()).toEqual({ n: 0, of: 2 });
});

test('row 1: a school moved out of a municipality’s campaign owes nothing there, one moved in owes', async () => {
  await move('Школа № 8', world.langepas, '10.05.2012');
  await move('Гимназия', world.kogalym, '15.05.2012');
  expect(await rows()).toEqual([
    ['Школа № 7', '2012-05-15', 'due'],
    ['Школа № 8', '2012-05-15', 'outOfScope'],
    ['Гимназия', '2012-05-15', 'due'],
  ]);
  expect(await owedInMay()).toEqual({ n: 0, of: 2 });
  expect(
    (await seeSchool(admin(), world.territory.school('Школа № 8'))).campaigns.flatMap(({ reports }) => reports),
  ).toEqual([]);
});

test('row 1: a move after the as-of day leaves what was owed before it', async () => {
  await move('Школа № 8', world.langepas, '16.05.2012');
  expect(await schoolsOf('2012-05-15')).toContainEqual(['Школа № 8', '2012-05-15', 'due']);
});

test('row 1: general education or not is followed both ways', async () => {
  await change('Дом творчества', { generalEducation: 'yes' });
  await change('Школа № 7', { generalEducation: 'no' });
  expect(await rows()).toEqual([
    ['Школа № 7', '2012-05-15', 'notGeneral'],
    ['Школа № 8', '2012-05-15', 'due'],
    ['Дом творчества', '2012-05-15', 'due'],
  ]);
});

test('what a school had filed stays when it turns out not to have owed it', async () => {
  const director = await schoolPerson(database(), world.territory, 'director', 'Сидоров В. В.', 'Школа № 8');
  const filed = { schoolId: director.schoolId, asOf: '2012-05-15', typed: kgForm };
  await saveAndFile(as(director, '2012-05-12 10:00'), database(), filed);
  await change('Школа № 8', { closed: '15.05.2012' });
  expect(await schoolsOf('2012-05-15')).toContainEqual(['Школа № 8', '2012-05-15', 'closed']);
  const { campaigns } = await seeSchool(admin(), director.schoolId);
  expect(campaigns[0]?.reports).toMatchObject([{ standing: 'filed', lastOrdinal: 1 }]);
  expect(await owedInMay()).toEqual({ n: 0, of: 1 });
});

test('a report that waits when its school moves out of the campaign is reviewed by those who answer for it now', async () => {
  const { territory, campaignId, langepas } = world;
  const schoolId = territory.school('Школа № 7');
  const director = await schoolPerson(database(), territory, 'director', 'Гаврилова Т. И.', 'Школа № 7');
  const filed = await saveAndFile(as(director, '2012-05-10 10:00'), database(), {
    schoolId,
    asOf: '2012-05-15',
    typed: kgForm,
  });
  await move('Школа № 7', langepas, '01.06.2012', '2012-06-01 10:00');

  const coordinator = await coordinatorOf(database(), territory, 'Ильин А. А.', 'Лангепас');
  const ctx = as(coordinator, '2012-06-04 10:00');
  const { waiting } = await seeQueue(ctx, { campaignId, municipalityId: langepas });
  expect(waiting.map(({ school }) => school)).toEqual(['Школа № 7']);
  expect((await acceptReports(ctx, { campaignId, municipalityId: langepas, chosen: [filed] })).accepted).toBe(1);
  const coverage = await seeMunicipalityCoverage(ctx, {
    campaignId,
    municipalityId: langepas,
    at: { month: month('2012-06') },
  });
  expect(coverage.line.covered).toEqual({ n: 0, of: 0 });
});

/** A small region for journeys: people who can sign in, an open order, and a July that has been reported and accepted. */
import type { User } from '#app/domain/people/people.ts';
import { importFolder } from '#app/use-cases/imports/import-folder.server.ts';
import { importReport } from '#app/use-cases/imports/import-report.server.ts';
import { workOnImports } from '#app/use-cases/imports/work-on-imports.server.ts';
import { publish } from '#app/use-cases/orders/manage-campaigns.server.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { addAct, removeAct } from '#app/use-cases/organisations/keep-acts.server.ts';
import { createOrganisation } from '#app/use-cases/organisations/manage-organisations.server.ts';
import { closeIntoSuccessors } from '#app/use-cases/organisations/succeed-school.server.ts';
import { handOver } from '#app/use-cases/people/hand-over.server.ts';
import { invitePerson } from '#app/use-cases/people/manage-people.server.ts';
import { hashPassword } from '#app/use-cases/people/sign-in.server.ts';
import { extend } from '#app/use-cases/reports/decide-dates.server.ts';
import { fileReport } from '#app/use-cases/reports/file-report.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { reviewReport } from '#app/use-cases/reports/review-report.server.ts';
import { saveReport } from '#app/use-cases/reports/save-report.server.ts';
import { keepPlan } from '#app/use-cases/territory/keep-plan.server.ts';
import type { Database } from '#db/client.ts';
import { contexts } from './context.ts';
import { pdf } from './documents.ts';
import { formFile, typedInto } from './forms.ts';
import { coordinatorOf, regionPerson, schoolPerson } from './people.ts';
import { kgForm, moForm, owedReport, saveAndFile } from './scenario.ts';
import { createTerritory, moscow } from './territory.ts';

/** Everybody's. */
export const password = 'длинный пароль для проверок';

/** Whoever there is by now can sign in with it. */
export async function givePasswords({ db }: Database): Promise<void> {
  await db
    .updateTable('users')
    .set({ password_hash: await hashPassword(password, 'password') })
    .execute();
}

/** The clock that a site over this region starts at: August's reports are owed, July's have been accepted. */
export const august20 = '2012-08-20T10:00:00+04:00';

/**
 * MO for the whole region, KG for Dubna's schools. Dubna has three schools, two of which reported for July; School № 1 is
 * Smirnova's. Istra has one school, whose director has a report returned.
 */
export async function smallRegion(database: Database) {
  const territory = await createTerritory(database, {
    name: 'Московская область',
    zone: moscow,
    municipalities: {
      Дубна: ['Школа № 1', 'Школа № 2', 'Школа № 3', { name: 'Школа искусств', generalEducation: false }],
      Истра: ['Гимназия «Логос»'],
    },
  });
  const { region, school, municipality } = territory;
  const people = {
    director: await schoolPerson(database, territory, 'director', 'Смирнова Т. А.', 'Школа № 1'),
    responsible: await schoolPerson(database, territory, 'responsible', 'Кузнецова О. И.', 'Школа № 1'),
    colleague: await schoolPerson(database, territory, 'director', 'Орлов П. Н.', 'Школа № 2'),
    stranger: await schoolPerson(database, territory, 'director', 'Белова Н. К.', 'Гимназия «Логос»'),
    coordinator: await coordinatorOf(database, territory, 'Фёдорова И. М.', 'Дубна'),
    otherCoordinator: await coordinatorOf(database, territory, 'Зимин А. А.', 'Истра'),
    analyst: await regionPerson(database, territory, 'analyst', 'Соколова Е. В.'),
    supervisor: await regionPerson(database, territory, 'supervisor', 'Шмагина А. В.'),
    methodist: await regionPerson(database, territory, 'methodist', 'Волкова Л. С.'),
    administrator: await regionPerson(database, territory, 'administrator', 'Лебедев С. П.'),
  };
  await givePasswords(database);

  const { as, byClock } = contexts(() => database);
  const openedBy = as(people.administrator, '2012-07-02 10:00');
  const { campaignId } = await openCampaign(openedBy, { orderId: 'MO', scopeId: region.id, years: 0 });
  const dubna = municipality('Дубна');
  const inMarch = as(people.administrator, '2012-03-26 10:00');
  const { campaignId: kogalym } = await openCampaign(inMarch, { orderId: 'KG', scopeId: dubna, years: 0 });

  const july = async (director: User & { schoolId: number }, since: string | null) =>
    saveAndFile(as(director, '2012-07-25 11:30'), database, {
      schoolId: director.schoolId,
      asOf: '2012-07-31',
      typed: moForm(since),
    });
  const accepted = [await july(people.director, '01.02.2012'), await july(people.colleague, null)];
  for (const { reportId, ordinal } of accepted) {
    await reviewReport(as(people.coordinator, '2012-07-30 15:00'), { reportId, ordinal, decision: 'accepted' });
  }
  const returned = await july(people.stranger, null);
  await reviewReport(as(people.otherCoordinator, '2012-07-30 16:00'), {
    reportId: returned.reportId,
    ordinal: returned.ordinal,
    decision: 'returned',
    category: 'requisites',
    reason: 'Укажите документы из строки 4.',
  });
  const newcomer = await schoolPerson(database, territory, 'director', 'Новикова Г. Д.', 'Школа № 3');
  const invitation = await invitePerson(as(people.administrator, '2012-08-17 12:00'), newcomer.id);
  await openReportingDates(byClock('2012-08-20 00:05', moscow), { regionId: region.id });

  // Overdue, but still open to its school.
  const late = await owedReport(database, school('Школа № 1'), '2012-05-15');
  await extend(as(people.coordinator, '2012-06-01 10:00'), {
    reportId: late.id,
    typed: {
      ...{ version: '0', reason: 'outage', note: '', document: '' },
      ...{ due: '15.05.2012', fileUntil: '30.09.2012', changeUntil: '30.10.2012' },
    },
  });

  const reportOf = async (schoolName: string, asOf: string) =>
    (await owedReport(database, school(schoolName), asOf)).id;
  return {
    campaignId,
    kogalym,
    dubna,
    istra: municipality('Истра'),
    people,
    /** The code of the newcomer's link. */
    invitation: invitation.code,
    school,
    reports: {
      /** Owed by School № 1: its July has been accepted. */
      august: await reportOf('Школа № 1', '2012-08-31'),
      july: await reportOf('Школа № 1', '2012-07-31'),
      /** By KG's fifteen items, overdue since May. */
      may: await reportOf('Школа № 1', '2012-05-15'),
      /** Of another school in the same municipality, and of another municipality. */
      colleagues: await reportOf('Школа № 2', '2012-08-31'),
      /** By KG's fifteen items, of the other school in Dubna. */
      colleaguesMay: await reportOf('Школа № 2', '2012-05-15'),
      strangers: await reportOf('Гимназия «Логос»', '2012-07-31'),
    },
    /** School № 1 has documents: on the register with a file, taken off it, and an order that names who answers. */
    async enterDocuments() {
      const ctx = as(people.director, '2012-08-17 09:00');
      const { schoolId } = people.director;
      const file = { name: 'Положение.pdf', bytes: pdf() };
      const typed = { kind: 'localAct', number: '12', date: '01.08.2012', title: 'Положение об электронном журнале' };
      await addAct(ctx, { schoolId, typed, file });
      const gone = await addAct(ctx, { schoolId, typed: { ...typed, number: '13' } });
      await removeAct(ctx, { schoolId, actId: gone.id, removed: true, typed: { version: '1' } });
      const { name, email } = people.responsible;
      const order = { orderNumber: '7-О', orderDate: '01.08.2012', since: '02.08.2012' };
      const person = { name, email, position: 'учитель информатики', phone: '' };
      await handOver(ctx, { schoolId, typed: { version: '0', ...person, ...order } });
    },
    /**
     * School № 1 has brought its August form as an Excel file (import 1) and once more with errors in it (2); its
     * coordinator a folder of two (3): file 3 is School № 3's, the next no Excel.
     */
    async bringFiles() {
      const director = as(people.director, '2012-08-18 10:00');
      const reportId = await reportOf('Школа № 1', '2012-08-31');
      const form = await formFile(director, reportId);
      const good = await typedInto(form, { '5.1:n': 31, '6:text': 'Заполнено дома' });
      const faulty = await typedInto(form, { '5.1:n': 'тридцать', '5.2:n': { formula: '100+20', result: 120 } });
      await importReport(director, { reportId, file: { name: 'Август.xlsx', bytes: good } });
      await importReport(director, { reportId, file: { name: 'Август с ошибками.xlsx', bytes: faulty } });
      const coordinator = as(people.coordinator, '2012-08-18 11:00');
      const other = await formFile(coordinator, await reportOf('Школа № 3', '2012-08-31'));
      const files = [
        { name: 'Школа 3.xlsx', bytes: await typedInto(other, { '2:text': 'Школьный портал' }) },
        { name: 'Прочти меня.txt', bytes: Buffer.from('Файлы школ') },
      ].map((file) => ({ ...file, size: file.bytes.length }));
      await importFolder(coordinator, { campaignId, municipalityId: dubna, files });
      await workOnImports({ db: database.db, clock: { now: () => coordinator.now } });
    },
    /** Dubna has a plan, changed once; Istra has none. */
    async enterPlan() {
      const where = { campaignId, municipalityId: dubna };
      const person = { responsible: 'Гордеева Любовь Михайловна', position: 'начальник управления образования' };
      const document = { number: '14-П', date: '29.06.2012', title: 'О плане внедрения' };
      const steps = { 'steps:0:by': '01.08.2012', 'steps:0:schools': '2', 'steps:1:by': '01.09.2012' };
      const typed = {
        version: '0',
        ...document,
        ...person,
        phone: '8 (496) 212-11-00',
        ...steps,
        'steps:1:schools': '3',
      };
      const file = { name: 'План.pdf', bytes: pdf() };
      await keepPlan(as(people.coordinator, '2012-07-03 10:00'), { ...where, typed, file });
      const changed = { ...typed, version: '1', 'steps:1:schools': '2' };
      await keepPlan(as(people.coordinator, '2012-07-20 10:00'), { ...where, typed: changed });
    },
    /** Another school has reported for KG's May, and named three problems. */
    async nameProblems() {
      const problems = ['Медленный Интернет', 'Нет отчёта о пропусках', 'Не приходят письма родителям'];
      const rows = problems.flatMap((text, at) => [
        [`problems:${at}:text`, text],
        [`problems:${at}:solved`, (['no', 'partly', 'fully'] as const)[at] ?? 'no'],
      ]);
      const ctx = as(people.colleague, '2012-05-14 11:00');
      const typed = { ...kgForm, ...Object.fromEntries(rows) };
      return saveAndFile(ctx, database, { schoolId: people.colleague.schoolId, asOf: '2012-05-15', typed });
    },
    /** Dubna's School № 4 became part of Istra's gymnasium on 10 August. */
    /** Everybody may see the region's figures. */
    async publish() {
      await publish(openedBy, { campaign: String(campaignId), published: 'yes' });
    },
    async mergeSchools() {
      const ctx = as(people.administrator, '2012-08-01 10:00');
      const municipality = String(dubna);
      const facts = { phone: '', generalEducation: 'yes', schoolKind: 'basic', settlement: 'rural' };
      const typed = { name: 'Школа № 4', municipality, opened: '01.09.2000', ...facts };
      const { id } = await createOrganisation(ctx, { kind: 'school', typed });
      const successors = String(school('Гимназия «Логос»'));
      const closing = { version: '1', successors, since: '10.08.2012', document: 'Постановление от 01.06.2012 № 5' };
      await closeIntoSuccessors(ctx, { id, typed: closing });
    },
    /** Another school has filed for August and waits for the coordinator. */
    async fileColleaguesAugust() {
      const ctx = as(people.colleague, '2012-08-17 09:10');
      const { id, version } = await owedReport(database, people.colleague.schoolId, '2012-08-31');
      const saved = await saveReport(ctx, { reportId: id, version, typed: moForm('15.08.2012') });
      return fileReport(ctx, { reportId: id, version: saved.version });
    },
  };
}

export type SmallRegion = Awaited<ReturnType<typeof smallRegion>>;

/** Two regions at work, and everybody who could ask for what belongs to one school, municipality or region of the first. */
import type { Day, Month } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import { compileSummary } from '#app/use-cases/editions/compile-summary.server.ts';
import { addRecipient } from '#app/use-cases/editions/keep-recipients.server.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { askExport, workOnExports } from '#app/use-cases/territory/exports.server.ts';
import type { Database } from '#db/client.ts';
import { contexts, instant } from './context.ts';
import { formFile } from './forms.ts';
import { coordinatorOf, regionPerson, schoolPerson } from './people.ts';
import { owedReport } from './scenario.ts';
import { givePasswords, smallRegion } from './small-region.ts';
import { createTerritory, moscow, yekaterinburg } from './territory.ts';

/**
 * Of School № 1 in Dubna, of another school there, of another municipality; those who see the whole region; and the same
 * roles in another region.
 */
export const askers = [
  ...(['director', 'responsible', 'colleague', 'stranger', 'coordinator', 'neighbour'] as const),
  ...(['analyst', 'supervisor', 'methodist', 'administrator'] as const),
  ...(['farDirector', 'farResponsible', 'farCoordinator'] as const),
  ...(['farAnalyst', 'farSupervisor', 'farMethodist', 'farAdministrator'] as const),
] as const;
export type Asker = (typeof askers)[number];

/** The month of which the region has a summary. */
export const july = '2012-07' as Month;
const august = '2012-08-31' as Day;
/** The moment at which everybody asks. */
export const asked = instant('2012-08-20 10:00', moscow);

/** Campaigns are numbered as they are opened: `nextCampaign` is the one that comes next. */
export async function twoRegions(database: Database) {
  const { as, byClock } = contexts(() => database);
  const region = await smallRegion(database);
  await region.enterDocuments();
  await region.bringFiles();
  await region.nameProblems();
  await region.fileColleaguesAugust();
  await region.enterPlan();
  const { analyst, director } = region.people;
  const inAugust = as(analyst, '2012-08-19 10:00');
  const { campaignId } = region;
  const recipient = { name: 'Приёмная министра', email: 'priemnaya@mo.example' };
  await addRecipient(inAugust, { campaignId, typed: recipient });
  const { exportId: file } = await askExport(inAugust, { campaignId, at: { month: july } });
  const content = () => new Blob(['Школа № 1']).stream();
  const clock = { now: () => inAugust.now };
  const { db } = database;
  await workOnExports({ db, clock, makeFile: async () => ({ name: 'Сводка.xlsx', content: content() }) });
  const yugra = await createTerritory(database, {
    name: 'Югра',
    zone: yekaterinburg,
    municipalities: { Когалым: ['Лицей'] },
  });
  const farAdministrator = await regionPerson(database, yugra, 'administrator', 'Кубрак П. В.');
  await compileSummary(byClock('2012-08-01 00:15', moscow), { regionId: analyst.region.id, month: july });
  const far = await openCampaign(as(farAdministrator, '2012-07-02 10:00'), {
    orderId: 'MO',
    scopeId: yugra.region.id,
    years: 0,
  });
  const { otherCoordinator, ...own } = region.people;
  const people: Record<Asker, User> = {
    ...own,
    neighbour: otherCoordinator,
    farDirector: await schoolPerson(database, yugra, 'director', 'Юрьева Ю. Ю.', 'Лицей'),
    farResponsible: await schoolPerson(database, yugra, 'responsible', 'Дьячков Ф. Ф.', 'Лицей'),
    farCoordinator: await coordinatorOf(database, yugra, 'Власенко М. Г.', 'Когалым'),
    farAnalyst: await regionPerson(database, yugra, 'analyst', 'Нечаева Н. Н.'),
    farSupervisor: await regionPerson(database, yugra, 'supervisor', 'Громова Г. Г.'),
    farMethodist: await regionPerson(database, yugra, 'methodist', 'Панина П. П.'),
    farAdministrator,
  };
  await givePasswords(database);
  const notices = db.selectFrom('notices').where('user_id', '=', director.id).select('id');
  const { id: notice } = await notices.executeTakeFirstOrThrow();
  await db
    .insertInto('letters')
    .values({
      ...{ user_id: director.id, address: director.email, digest_for: null },
      ...{ subject: 'Отчёт возвращён: Школа № 1', text: 'Смирнова Т. А.', next_attempt_at: null },
      ...{ written_at: instant('2012-08-20 09:00', moscow), sent_at: null, error: 'нет такого ящика' },
    })
    .execute();
  const dates = db.selectFrom('reporting_dates').where('campaign_id', '=', campaignId).where('as_of', '=', august);
  const newcomers = db.selectFrom('users').where('name', '=', 'Новикова Г. Д.');
  const { id: newcomer } = await newcomers.select('id').executeTakeFirstOrThrow();
  const { id: date } = await dates.select('id').executeTakeFirstOrThrow();
  const theirs = await owedReport(database, region.school('Школа № 3'), august);
  const files = {
    may: await formFile(as(director, '2012-08-19 10:00'), region.reports.may),
    august: await formFile(as(region.people.coordinator, '2012-08-19 10:00'), theirs.id),
  };
  return {
    ...region,
    askers: people,
    ids: { notice, file, date, newcomer, nextCampaign: far.campaignId + 1 },
    files,
    yugra,
  };
}
export type TwoRegions = Awaited<ReturnType<typeof twoRegions>>;

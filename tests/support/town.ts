/** A town with as many schools as a test needs, whose coordinator brings their filled-in files. */
import type { Day } from '#app/domain/calendar.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import type { Database } from '#db/client.ts';
import { contexts } from './context.ts';
import { coordinatorOf, regionPerson, schoolPerson } from './people.ts';
import { createTerritory, yekaterinburg } from './territory.ts';

/** Школа № 1, Школа № 2 and so on. */
export const schools = (count: number) => Array.from({ length: count }, (_, at) => `Школа № ${at + 1}`);

/** The town of so many schools under KG, and another beside it; on 10 May 2012 all owe their report for the 15th. */
export async function townOf(count: number, database: Database) {
  const territory = await createTerritory(database, {
    name: 'Югра',
    zone: yekaterinburg,
    municipalities: { Когалым: schools(count), Лангепас: ['Гимназия'] },
  });
  const administrator = await regionPerson(database, territory, 'administrator', 'Кубрак П. В.');
  const openedBy = contexts(() => database).as(administrator, '2012-04-20 10:00');
  const { campaignId } = await openCampaign(openedBy, { orderId: 'KG', scopeId: territory.region.id, years: 0 });
  const owed = await database.db
    .selectFrom('reports as r')
    .innerJoin('reporting_dates as d', 'd.id', 'r.reporting_date_id')
    .where('d.as_of', '=', '2012-05-15' as Day)
    .select(['r.id', 'r.organisation_id'])
    .execute();
  const reports = new Map(owed.map(({ id, organisation_id }) => [organisation_id, id]));
  return {
    territory,
    where: { campaignId, municipalityId: territory.municipality('Когалым') },
    reportOf: (school: string) => reports.get(territory.school(school)) ?? 0,
    coordinator: await coordinatorOf(database, territory, 'Власенко М. Г.', 'Когалым'),
    colleague: await coordinatorOf(database, territory, 'Юдина С. Р.', 'Когалым'),
    stranger: await coordinatorOf(database, territory, 'Ильин А. А.', 'Лангепас'),
    analyst: await regionPerson(database, territory, 'analyst', 'Орлова Н. Н.'),
    director: (school: string) => schoolPerson(database, territory, 'director', `Директор: ${school}`, school),
  };
}

export type Town = Awaited<ReturnType<typeof townOf>>;

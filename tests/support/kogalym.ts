/** Two towns under KG, its first report (15 May 2012) owed since the order was opened on 20 April. */
import type { User } from '#app/domain/people/people.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import type { Database } from '#db/client.ts';
import { contexts } from './context.ts';
import { coordinatorOf, regionPerson, schoolPerson } from './people.ts';
import { owedReport } from './scenario.ts';
import { createTerritory, yekaterinburg } from './territory.ts';

/** Kogalym has schools № 7 and № 8 and two coordinators; Langepas is somebody else's. */
export async function kogalym(database: Database) {
  const territory = await createTerritory(database, {
    name: 'Югра',
    zone: yekaterinburg,
    municipalities: { Когалым: ['Школа № 7', 'Школа № 8'], Лангепас: ['Гимназия'] },
  });
  const { region, school, municipality } = territory;
  const administrator = await regionPerson(database, territory, 'administrator', 'Кубрак П. В.');
  const { as } = contexts(() => database);
  const openedBy = as(administrator, '2012-04-20 10:00');
  const { campaignId } = await openCampaign(openedBy, { orderId: 'KG', scopeId: region.id, years: 0 });
  const { id: reportId } = await owedReport(database, school('Школа № 7'), '2012-05-15');
  return {
    territory,
    region,
    campaignId,
    reportId,
    municipalityId: municipality('Когалым'),
    administrator,
    director: await schoolPerson(database, territory, 'director', 'Гаврилова Т. И.', 'Школа № 7'),
    responsible: await schoolPerson(database, territory, 'responsible', 'Петрова А. С.', 'Школа № 7'),
    neighbour: await schoolPerson(database, territory, 'director', 'Сидоров В. В.', 'Школа № 8'),
    foreigner: await schoolPerson(database, territory, 'director', 'Лыткина О. О.', 'Гимназия'),
    coordinator: await coordinatorOf(database, territory, 'Власенко М. Г.', 'Когалым'),
    colleague: await coordinatorOf(database, territory, 'Юдина С. Р.', 'Когалым'),
    stranger: await coordinatorOf(database, territory, 'Ильин А. А.', 'Лангепас'),
  };
}

/** What a person has been told, oldest first: the kind, and the day of it where days are asked for. */
export async function toldTo({ db }: Database, user: User): Promise<string[]> {
  const rows = await db.selectFrom('notices').where('user_id', '=', user.id).select('kind').orderBy('id').execute();
  return rows.map(({ kind }) => kind);
}

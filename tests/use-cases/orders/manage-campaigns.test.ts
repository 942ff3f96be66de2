import { beforeEach, expect, test } from 'vitest';
import type { User } from '#app/domain/people/people.ts';
import { openCampaignFrom, previewFrom, seeCampaigns } from '#app/use-cases/orders/manage-campaigns.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson } from '#tests/support/people.ts';
import { createTerritory, moscow, type Territory } from '#tests/support/territory.ts';

const database = testDatabase();
const { as } = contexts(database);

let territory: Territory;
let zueva: User;

beforeEach(async () => {
  territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: { Балашиха: ['Школа № 1'] },
  });
  zueva = await regionPerson(database(), territory, 'administrator', 'Зуева Анна');
});

const admin = () => as(zueva, '2026-09-10 12:00');

test('an order is opened for a municipality, its dates moved', async () => {
  const scope = String(territory.municipality('Балашиха'));
  await openCampaignFrom(admin(), { order: 'KG', scope, years: '14' });
  const { campaigns } = await seeCampaigns(admin());
  expect(campaigns).toMatchObject([{ order: { id: 'KG', date: '2012-03-26' }, scope: 'Балашиха', movedByYears: 14 }]);
});

test('the dates are seen before it is opened', async () => {
  const { preview } = await seeCampaigns(admin(), { preview: previewFrom('MO', '14') });
  expect(preview).toMatchObject({ years: 14, targets: [{ by: '2026-09-01' }] });
  expect(previewFrom('MO', '21')).toBeUndefined();
});

test('what cannot be opened is refused at its field', async () => {
  const typed = { order: 'MO', scope: String(territory.region.id), years: '0' };
  const faultsOf = async (changes: Record<string, string>) =>
    refusalOf(openCampaignFrom(admin(), { ...typed, ...changes }));
  expect(await faultsOf({ order: 'XX' })).toMatchObject({ faults: [{ field: 'order', code: 'notAChoice' }] });
  expect(await faultsOf({ scope: String(territory.school('Школа № 1')) })).toMatchObject({
    faults: [{ field: 'scope' }],
  });
  expect(await faultsOf({ years: '21' })).toMatchObject({ faults: [{ field: 'years', code: 'noSuchYears' }] });
  await openCampaignFrom(admin(), typed);
  expect(await faultsOf({})).toMatchObject({ faults: [{ field: 'order', code: 'alreadyOpen' }] });
});

test('a second click beside the first opens nothing more', async () => {
  const typed = { order: 'MO', scope: String(territory.region.id), years: '0' };
  const clicks = await Promise.allSettled([openCampaignFrom(admin(), typed), openCampaignFrom(admin(), typed)]);
  const [refused, ...others] = clicks.flatMap((click) => (click.status === 'rejected' ? [click.reason] : []));
  expect(others).toEqual([]);
  expect(refused.refusal).toEqual({ kind: 'fields', faults: [{ field: 'order', code: 'alreadyOpen' }] });
  expect((await seeCampaigns(admin())).campaigns).toHaveLength(1);
});

test('a coordinator learns nothing of it', async () => {
  const orlov = await coordinatorOf(database(), territory, 'Орлов Пётр', 'Балашиха');
  expect(await refusalOf(seeCampaigns(as(orlov, '2026-09-10 12:00')))).toEqual({ kind: 'notFound' });
});

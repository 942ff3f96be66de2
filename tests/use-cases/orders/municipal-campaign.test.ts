/** A municipal order is watched, compiled, checked, noted, published and sent by that municipality's own people. */
import { beforeEach, expect, test } from 'vitest';
import { month } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import { compileSummary } from '#app/use-cases/editions/compile-summary.server.ts';
import { approveEdition, sendEdition } from '#app/use-cases/editions/hand-in-edition.server.ts';
import { addRecipient } from '#app/use-cases/editions/keep-recipients.server.ts';
import { seeNote, seeNoteToWrite } from '#app/use-cases/editions/note.server.ts';
import { seeEdition, seeEditions, seeRecipients } from '#app/use-cases/editions/see-editions.server.ts';
import { publishCampaign } from '#app/use-cases/orders/manage-campaigns.server.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { explore } from '#app/use-cases/territory/explore.server.ts';
import { seeBehind } from '#app/use-cases/territory/see-behind.server.ts';
import { seeOpenCampaigns } from '#app/use-cases/territory/see-open-page.server.ts';
import { campaignsOfViewer, seeRegion } from '#app/use-cases/territory/see-region.server.ts';
import { readSummaryFile } from '#app/use-cases/territory/summary-file.server.ts';
import { contexts, instant, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { kogalym } from '#tests/support/kogalym.ts';
import { regionPerson } from '#tests/support/people.ts';
import { kgForm, saveAndFile } from '#tests/support/scenario.ts';
import { yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock, anonymously } = contexts(database);
const may = month('2012-05');
const now = '2012-06-02 10:00';

let people: Awaited<ReturnType<typeof kogalym>>;
let analyst: User;
let supervisor: User;
/** Opened for Kogalym alone, its terms moved by a year against the region's: it is compiled from May 2013 on. */
let campaignId: number;
const later = '2013-06-02 10:00';
const may2013 = month('2013-05');

beforeEach(async () => {
  people = await kogalym(database());
  analyst = await regionPerson(database(), people.territory, 'analyst', 'Орлова Н. Н.');
  supervisor = await regionPerson(database(), people.territory, 'supervisor', 'Громов Г. Г.');
  const opened = await openCampaign(as(people.administrator, '2013-04-20 10:00'), {
    orderId: 'KG',
    scopeId: people.municipalityId,
    years: 1,
  });
  campaignId = opened.campaignId;
  const ask = { schoolId: people.director.schoolId, asOf: '2013-05-15', typed: kgForm };
  await saveAndFile(as(people.director, '2013-05-14 10:00'), database(), ask);
  const { id: regionId } = people.region;
  await compileSummary(byClock('2013-06-01 00:15', yekaterinburg), { regionId, month: may2013 });
});

const edition = () => ({ campaignId, month: may2013, number: 1 });
const compose = () => ({ subject: 'Сводка', text: 'Собрана' });

test('the coordinator sees all of the own order and nothing of the region’s; another municipality’s sees nothing of it', async () => {
  const own = as(people.coordinator, later);
  expect((await campaignsOfViewer(own)).map(({ id }) => id)).toEqual([campaignId]);
  const view = await seeRegion(own, { campaignId, at: { month: may2013 } });
  expect(view.totals.municipalities.map(({ name }) => name)).toEqual(['Когалым']);
  expect(view.campaigns.map(({ id }) => id)).toEqual([campaignId]);
  expect((await readSummaryFile(own, { campaignId, at: { month: may2013 } })).totals).toEqual(view.totals);
  for (const [who, which] of [
    [people.coordinator, people.campaignId],
    [people.stranger, campaignId],
    [people.stranger, people.campaignId],
    [people.director, campaignId],
  ] as const) {
    const ctx = as(who, later);
    const asked = { campaignId: which, at: { month: may2013 } };
    for (const see of [
      () => seeRegion(ctx, asked),
      () => seeEditions(ctx, asked),
      () => seeEdition(ctx, { ...edition(), campaignId: which, page: {} }),
      () => seeRecipients(ctx, which),
      () => seeNote(ctx, { campaignId: which, month: may2013 }),
      () => explore(ctx, { campaignId: which, search: new URLSearchParams() }),
      () => readSummaryFile(ctx, asked),
      () => seeBehind(ctx, { ...asked, figure: 'covered' }),
      () => publishCampaign(ctx, { campaignId: which, typed: { published: 'yes' } }),
      () => approveEdition(ctx, { ...edition(), campaignId: which }, compose),
      () => sendEdition(ctx, { ...edition(), campaignId: which }, compose),
    ]) {
      expect(await refusalOf(see() as Promise<unknown>), `${who.role} ${which} ${see}`).toEqual({ kind: 'notFound' });
    }
  }
});

test('the coordinator checks the edition, sends it to the order’s own recipients, writes its note and opens its page', async () => {
  const own = as(people.coordinator, later);
  await addRecipient(own, { campaignId, typed: { name: 'Глава города', email: 'glava@kogalym.example' } });
  const admin = as(people.administrator, now);
  await addRecipient(admin, {
    campaignId: people.campaignId,
    typed: { name: 'Министр', email: 'ministr@ugra.example' },
  });
  await approveEdition(own, edition(), compose);
  expect(await sendEdition(own, edition(), compose)).toEqual({ sent: 1 });
  const letters = await database().db.selectFrom('letters').select('address').execute();
  expect(letters).toEqual([{ address: 'glava@kogalym.example' }]);
  expect((await seeNoteToWrite(own, edition())).note.edition.number).toBe(1);
  await publishCampaign(own, { campaignId, typed: { published: 'yes' } });
  const open = await seeOpenCampaigns(anonymously(instant(later, yekaterinburg)));
  expect(open.map(({ id }) => id)).toEqual([campaignId]);
});

test('the region’s people see it and do nothing in its place, the administrator neither', async () => {
  for (const who of [analyst, supervisor, people.administrator]) {
    const ctx = as(who, later);
    expect((await seeRegion(ctx, { campaignId, at: { month: may2013 } })).campaign.id).toBe(campaignId);
    expect((await seeEditions(ctx, { campaignId })).rights).toMatchObject({
      approve: false,
      handIn: false,
      publish: false,
    });
    for (const act of [
      () => approveEdition(ctx, edition(), compose),
      () => sendEdition(ctx, edition(), compose),
      () => seeRecipients(ctx, campaignId),
      () => addRecipient(ctx, { campaignId, typed: { name: 'Я', email: 'ya@ugra.example' } }),
      () => seeNoteToWrite(ctx, edition()),
      () => publishCampaign(ctx, { campaignId, typed: { published: 'yes' } }),
    ]) {
      expect(await refusalOf(act() as Promise<unknown>), `${who.role} ${act}`).toEqual({ kind: 'forbidden' });
    }
  }
});

test('the order of the whole region stays its ministry’s: the analyst checks and sends it', async () => {
  const { id: regionId } = people.region;
  await compileSummary(byClock('2012-06-01 00:15', yekaterinburg), { regionId, month: may });
  const ctx = as(analyst, now);
  const ofRegion = { campaignId: people.campaignId, month: may, number: 1 };
  await addRecipient(ctx, { campaignId: people.campaignId, typed: { name: 'Министр', email: 'm@ugra.example' } });
  await approveEdition(ctx, ofRegion, compose);
  expect(await sendEdition(ctx, ofRegion, compose)).toEqual({ sent: 1 });
});

test('one campaign that cannot be compiled keeps the municipal one’s month from nobody', async () => {
  const { db } = database();
  await db
    .updateTable('campaigns')
    .set({ definition: '{"id": "KG", "number": "256"}' })
    .where('id', '=', people.campaignId)
    .execute();
  const { id: regionId } = people.region;
  await compileSummary(byClock('2013-07-01 00:15', yekaterinburg), { regionId, month: month('2013-06') }).catch(
    () => {},
  );
  const view = await seeEditions(as(people.coordinator, '2013-07-02 10:00'), { campaignId });
  expect(view.last).toMatchObject({ month: '2013-06', editions: [{ number: 1, complete: true }] });
});

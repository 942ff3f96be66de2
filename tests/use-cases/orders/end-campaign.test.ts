/** A campaign's end: closed from a day on, opened again, withdrawn; and who may. */
import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { month } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import { compileSummary } from '#app/use-cases/editions/compile-summary.server.ts';
import {
  closeCampaign,
  reopenCampaign,
  seeCampaignLife,
  withdrawCampaign,
} from '#app/use-cases/orders/end-campaign.server.ts';
import { seeCampaigns } from '#app/use-cases/orders/manage-campaigns.server.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { seeOrder } from '#app/use-cases/orders/see-order.server.ts';
import { createOrganisation } from '#app/use-cases/organisations/manage-organisations.server.ts';
import { seeSchool } from '#app/use-cases/organisations/see-school.server.ts';
import { acceptReports } from '#app/use-cases/reports/accept-reports.server.ts';
import { beginAmendment } from '#app/use-cases/reports/amend-report.server.ts';
import { noteCall, remindAllSchools, remindSchool, seeCallList } from '#app/use-cases/reports/call-list.server.ts';
import { exempt, extend, moveDate } from '#app/use-cases/reports/decide-dates.server.ts';
import { fileReport } from '#app/use-cases/reports/file-report.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { reviewReport } from '#app/use-cases/reports/review-report.server.ts';
import { saveReport } from '#app/use-cases/reports/save-report.server.ts';
import { seeQueue } from '#app/use-cases/reports/see-queue.server.ts';
import { seeReport } from '#app/use-cases/reports/see-report.server.ts';
import { seeMunicipalityReports } from '#app/use-cases/territory/see-municipality.server.ts';
import { campaignsOfViewer, seeRegion } from '#app/use-cases/territory/see-region.server.ts';
import { seeTrust } from '#app/use-cases/trust/see-trust.server.ts';
import { catchUp } from '#jobs/runner.ts';
import { timetable } from '#jobs/timetable.ts';
import { contexts, instant, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { kogalym, toldTo } from '#tests/support/kogalym.ts';
import { regionPerson } from '#tests/support/people.ts';
import { asAnotherProcess, kgForm, owedReport, saveAndFile, sentencesFor } from '#tests/support/scenario.ts';
import { yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

let people: Awaited<ReturnType<typeof kogalym>>;
let analyst: User;
beforeEach(async () => {
  people = await kogalym(database());
  analyst = await regionPerson(database(), people.territory, 'analyst', 'Орлова Н. Н.');
});

const closing = { on: '01.10.2012', document: 'Приказ от 28.09.2012 № 700', reason: 'Внедрение завершено' };
const admin = (at: string) => as(people.administrator, at);
const close = (at = '2012-09-28 10:00', typed: Partial<typeof closing> = {}) =>
  closeCampaign(admin(at), { campaignId: people.campaignId, typed: { ...closing, ...typed } });
const reopen = (at: string, typed = { since: '2012-10-01', reason: 'Закрыли не ту кампанию' }) =>
  reopenCampaign(admin(at), { campaignId: people.campaignId, typed });
const withdraw = (at: string) =>
  withdrawCampaign(admin(at), { campaignId: people.campaignId, typed: { reason: 'Открыта по ошибке' } });
const fault = (field: string, code: string) => ({ kind: 'fields', faults: [{ field, code }] });
const openDates = (at: string) => openReportingDates(byClock(at, yekaterinburg), { regionId: people.region.id });
const file = (who: User & { schoolId: number }, at: string, asOf = '2012-05-15') =>
  saveAndFile(as(who, at), database(), { schoolId: who.schoolId, asOf, typed: kgForm });
const run = (at: string, name: string) =>
  catchUp(
    {
      db: database().db,
      clock: { now: () => instant(at, yekaterinburg) },
      log: pino({ level: 'silent' }),
      origin: 'https://svodka.example',
    },
    timetable.filter((job) => job.name === name),
  );

/** How many reports there are for the date. */
async function rowsFor(asOf: string): Promise<number> {
  const { n } = await database()
    .db.selectFrom('reports as r')
    .innerJoin('reporting_dates as d', 'd.id', 'r.reporting_date_id')
    .where('d.as_of', '=', asOf as never)
    .where('d.form_name', 'is', null)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

const auditOf = async (action: string) =>
  database()
    .db.selectFrom('audit')
    .where('action', '=', action)
    .select(['actor_id', 'subject_id', 'details', 'organisation_id'])
    .execute();

describe('closing', () => {
  test('the administrator closes a campaign from a day on by a document and a reason, and everybody whom it binds reads them', async () => {
    await close();
    const closed = { on: '2012-10-01', document: closing.document, reason: closing.reason };
    for (const who of [people.director, people.coordinator, analyst, people.administrator]) {
      expect((await seeOrder(as(who, '2012-10-02 10:00'), people.campaignId)).closing).toEqual(closed);
    }
    const details = { since: '2012-10-01', document: closing.document, reason: closing.reason, open: 6 };
    expect(await auditOf('campaign.close')).toEqual([
      {
        actor_id: people.administrator.id,
        subject_id: people.campaignId,
        organisation_id: people.region.id,
        details: { ...details, open: expect.any(Number) },
      },
    ]);
  });

  test('nobody but the administrator closes, reopens or withdraws a campaign, and another region’s learns nothing of it', async () => {
    for (const who of [people.director, people.coordinator, analyst]) {
      const ctx = as(who, '2012-09-28 10:00');
      const ask = { campaignId: people.campaignId, typed: closing };
      for (const act of [closeCampaign, reopenCampaign, withdrawCampaign]) {
        expect((await refusalOf(act(ctx, ask))).kind, who.role).toMatch(/forbidden|notFound/);
      }
      expect((await refusalOf(seeCampaignLife(ctx, people.campaignId))).kind).toMatch(/forbidden|notFound/);
    }
    expect(await refusalOf(closeCampaign(admin('2012-09-28 10:00'), { campaignId: 9999, typed: closing }))).toEqual({
      kind: 'notFound',
    });
  });

  test('a day is refused on which the campaign was not open yet, something was filed later, or that is years ahead', async () => {
    await file(people.director, '2012-05-14 10:00');
    expect(await refusalOf(close('2012-05-20 10:00', { on: '' }))).toEqual(fault('on', 'missing'));
    expect(await refusalOf(close('2012-05-20 10:00', { on: '20.04.2012' }))).toEqual(fault('on', 'beforeOpening'));
    expect(await refusalOf(close('2012-05-20 10:00', { on: '14.05.2012' }))).toEqual(fault('on', 'filedLater'));
    expect(await refusalOf(close('2012-05-20 10:00', { on: '01.06.2022' }))).toEqual(fault('on', 'tooFar'));
    expect(await refusalOf(close('2012-05-20 10:00', { document: ' ' }))).toEqual(fault('document', 'missing'));
    expect((await seeCampaignLife(admin('2012-05-20 10:00'), people.campaignId)).closesFrom).toBe('2012-05-15');
    await close('2012-05-20 10:00', { on: '15.05.2012' });
  });

  test('a day is refused that a compiled month is later than', async () => {
    await compileSummary(byClock('2012-07-01 01:00', yekaterinburg), {
      regionId: people.region.id,
      month: month('2012-06'),
    });
    expect(await refusalOf(close('2012-07-02 10:00', { on: '01.06.2012' }))).toEqual(fault('on', 'compiledLater'));
    await close('2012-07-02 10:00', { on: '15.06.2012' });
  });

  test('a second click closes once; another administrator’s closing is refused and the first stands', async () => {
    await close();
    await close();
    expect(await auditOf('campaign.close')).toHaveLength(1);
    expect(await refusalOf(close('2012-09-28 11:00', { reason: 'Другое' }))).toEqual(fault('on', 'alreadyClosed'));
    const both = await asAnotherProcess(database(), async (other) => {
      await reopen('2012-09-28 12:00');
      const typed = (reason: string) => ({ ...closing, reason });
      return Promise.allSettled([
        closeCampaign(admin('2012-09-29 10:00'), { campaignId: people.campaignId, typed: typed('Одна') }),
        closeCampaign(
          { ...admin('2012-09-29 10:00'), db: other.db },
          { campaignId: people.campaignId, typed: typed('Другая') },
        ),
      ]);
    });
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await auditOf('campaign.close')).toHaveLength(2);
  });

  test('until that day all goes on; from it no date opens, nobody is reminded, and no month after the last is compiled', async () => {
    await openDates('2012-09-10 00:05');
    expect(await rowsFor('2012-09-20')).toBe(3);
    await close();
    // The report of 15 October opens on 15 September: it was there when the campaign was closed, and is not owed.
    await openDates('2012-09-20 00:05');
    expect(await rowsFor('2012-10-15')).toBe(0);
    await run('2012-09-21 06:30', 'remind');
    expect(await toldTo(database(), people.director)).toContain('overdue');
    const before = (await toldTo(database(), people.director)).length;
    for (const at of ['2012-10-01', '2012-10-08', '2012-10-14', '2012-10-16', '2012-11-16']) {
      await openDates(`${at} 00:05`);
      await run(`${at} 06:30`, 'remind');
    }
    expect(await rowsFor('2012-10-15')).toBe(0);
    expect(await rowsFor('2012-11-15')).toBe(0);
    expect(await toldTo(database(), people.director)).toHaveLength(before);

    const compile = (at: string, of: string) =>
      compileSummary(byClock(at, yekaterinburg), { regionId: people.region.id, month: month(of) });
    expect(await compile('2012-10-01 00:15', '2012-09')).toMatchObject([{ month: '2012-09', complete: true }]);
    expect(await compile('2012-11-01 00:15', '2012-10')).toEqual([]);
  });

  test('a school that is registered after the closing owes nothing of it', async () => {
    await openDates('2012-09-10 00:05');
    await close('2012-09-30 10:00');
    const typed = {
      ...{ name: 'Школа № 9', municipality: String(people.municipalityId), opened: '01.09.2012', phone: '' },
      ...{ generalEducation: 'yes', schoolKind: 'basic', settlement: 'urban' },
    };
    const { id } = await createOrganisation(admin('2012-10-02 10:00'), { kind: 'school', typed });
    const { campaigns } = await seeSchool(admin('2012-10-02 10:00'), id);
    expect(campaigns.flatMap(({ reports }) => reports)).toEqual([]);
  });

  test('what was open on that day stands as not filed by the closing and not as overdue, and no one is called', async () => {
    await file(people.neighbour, '2012-05-15 10:00');
    await close('2012-05-29 10:00', { on: '01.06.2012' });
    const at = { municipalityId: people.municipalityId, campaignId: people.campaignId };
    const standings = async (when: string) =>
      (await seeMunicipalityReports(as(people.coordinator, when), at)).reports.map(({ standing }) => standing);
    expect(await standings('2012-05-31 10:00')).toEqual(['late', 'filed']);
    expect(await standings('2012-06-01 00:00')).toEqual(['unfiled', 'filed']);
    const named = async (when: string) =>
      (await seeCallList(as(people.coordinator, when), at)).calls.map(({ name }) => name);
    expect(await named('2012-05-31 10:00')).toEqual(['Школа № 7']);
    expect(await named('2012-06-01 00:00')).toEqual([]);
    // Nor does the page say that all have reported.
    expect(await seeCallList(as(people.coordinator, '2012-06-01 00:00'), at)).toMatchObject({
      closed: true,
      canRemind: false,
      unreachable: [],
    });
    const queued = async (when: string) => (await seeQueue(as(people.coordinator, when), at)).total;
    expect(await queued('2012-05-31 10:00')).toBe(1);
    expect(await queued('2012-06-01 00:00')).toBe(0);
    const [own] = (await seeSchool(as(people.director, '2012-06-02 10:00'), people.director.schoolId)).campaigns;
    expect(own?.reports.map(({ standing, locked }) => ({ standing, locked }))).toContainEqual({
      standing: 'unfiled',
      locked: true,
    });
    expect(own?.ahead).toEqual([]);
  });

  test('from that day on nothing is saved, filed, reviewed, amended, moved, extended, exempted or reminded of', async () => {
    const { ordinal, reportId: filed } = await file(people.neighbour, '2012-05-15 10:00');
    await close('2012-05-29 10:00', { on: '01.06.2012' });
    const { campaignId, reportId, municipalityId } = people;
    const on = '2012-06-01 09:00';
    const closed = { kind: 'locked', until: null, closedOn: '2012-06-01' };
    const director = as(people.director, on);
    const coordinator = as(people.coordinator, on);
    const decided = { version: '0', note: '', document: '' };
    const later = { due: '30.06.2012', fileUntil: '', changeUntil: '' };
    const dateId = (await seeReport(director, reportId)).report.reportingDateId;
    for (const act of [
      () => saveReport(director, { reportId, version: 0, typed: kgForm }),
      () => fileReport(director, { reportId, version: 0 }),
      () => reviewReport(coordinator, { reportId: filed, ordinal, decision: 'accepted' }),
      () =>
        reviewReport(coordinator, { reportId: filed, ordinal, decision: 'returned', category: 'other', reason: 'Нет' }),
      () => acceptReports(coordinator, { campaignId, municipalityId, chosen: [{ reportId: filed, ordinal }] }),
      () => noteCall(coordinator, { reportId, note: '' }),
      () => remindAllSchools(coordinator, { campaignId, municipalityId, asOf: '2012-05-15' as never }),
      () => extend(coordinator, { reportId, typed: { ...decided, ...later, reason: 'outage' } }),
      () => exempt(coordinator, { reportId, typed: { ...decided, reason: 'joint' } }),
      () => moveDate(admin(on), { reportingDateId: dateId, typed: { ...decided, ...later, reason: 'outage' } }),
    ]) {
      expect(await refusalOf(act() as Promise<unknown>), String(act)).toEqual(closed);
    }
    expect(await remindSchool(coordinator, { reportId })).toMatchObject({ outcome: 'notOwed' });
    const seen = await seeReport(director, reportId);
    expect(seen.can).toEqual({ save: false, file: false, review: false, amend: false, dropAmendment: false });
    // Also on the day before, when all could still be done.
    await saveReport(as(people.director, '2012-05-31 23:59'), { reportId, version: 0, typed: kgForm });
  });

  test('an accepted report is not corrected after the closing; its draft from before stays readable', async () => {
    const { reportId, ordinal } = await file(people.director, '2012-05-15 10:00');
    await reviewReport(as(people.coordinator, '2012-05-16 10:00'), { reportId, ordinal, decision: 'accepted' });
    const draft = (await owedReport(database(), people.neighbour.schoolId, '2012-05-15')).id;
    await saveReport(as(people.neighbour, '2012-05-16 10:00'), { reportId: draft, version: 0, typed: kgForm });
    await close('2012-05-29 10:00', { on: '30.05.2012' });
    const late = as(people.director, '2012-05-30 10:00');
    expect(await refusalOf(beginAmendment(late, { reportId, reason: 'Опечатка' }))).toMatchObject({ kind: 'locked' });
    const read = await seeReport(as(people.neighbour, '2012-05-30 10:00'), draft);
    expect(read.answers.items['2']).toEqual(
      (await seeReport(as(people.neighbour, '2012-05-29 10:00'), draft)).answers.items['2'],
    );
    expect(read.standing).toBe('unfiled');
  });

  test('figures stop at the last day: no month after it is asked for, the page opens with its last one, the trust page waits for none', async () => {
    await file(people.director, '2012-05-15 10:00');
    await close('2012-05-29 10:00', { on: '16.05.2012' });
    const later = as(analyst, '2012-08-10 10:00');
    const view = await seeRegion(later, { campaignId: people.campaignId, at: { month: month('2012-08') } });
    expect(view).toMatchObject({ at: { month: '2012-05' }, months: ['2012-05'], totals: { asOf: '2012-05-15' } });
    await compileSummary(byClock('2012-06-01 00:15', yekaterinburg), {
      regionId: people.region.id,
      month: month('2012-05'),
    });
    const compiled = await seeRegion(later, { campaignId: people.campaignId, at: { month: month('2012-08') } });
    expect(compiled).toMatchObject({
      source: { kind: 'edition', complete: true },
      totals: { asOf: '2012-05-15' },
      history: [{ month: '2012-05', source: 'edition' }],
    });
    const trust = await seeTrust(later);
    expect(trust.months.find((one) => one.month === '2012-07')?.campaigns).toEqual([]);
    expect(trust.months.find((one) => one.month === '2012-05')?.campaigns).toHaveLength(1);
  });

  test('what falls due after the closing is no lateness of the last month', async () => {
    await openDates('2012-09-16 00:05');
    await close('2012-09-17 10:00', { on: '19.09.2012' });
    await compileSummary(byClock('2012-10-01 00:15', yekaterinburg), {
      regionId: people.region.id,
      month: month('2012-09'),
    });
    const view = await seeRegion(as(analyst, '2012-10-02 10:00'), {
      campaignId: people.campaignId,
      at: { month: month('2012-09') },
    });
    expect(view.totals.region.reported).toEqual({ n: 0, of: 0 });
  });

  test('a closed campaign is named after those in force', async () => {
    const { campaignId: second } = await openCampaign(admin('2012-04-21 10:00'), {
      orderId: 'KG',
      scopeId: people.region.id,
      years: 1,
    });
    const order = async (at: string) => (await campaignsOfViewer(as(analyst, at))).map(({ id }) => id);
    expect(await order('2013-06-01 10:00')).toEqual([second, people.campaignId]);
    await closeCampaign(admin('2013-06-01 10:00'), { campaignId: second, typed: { ...closing, on: '01.06.2013' } });
    expect(await order('2013-06-01 10:00')).toEqual([people.campaignId, second]);
  });

  test('a letter that waits in the morning’s digest says nothing of what a closed campaign asked for', async () => {
    const { db } = database();
    await db.updateTable('users').set({ letters: 'daily' }).execute();
    await run('2012-05-08 06:30', 'remind');
    await close('2012-05-08 07:00', { on: '08.05.2012' });
    const written = async () =>
      (
        await db
          .selectFrom('letters')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
      ).n;
    expect(await toldTo(database(), people.director)).toContain('dueIn7');
    await run('2012-05-08 07:30', 'write-letters');
    expect(await written()).toBe(0);
  });
});

describe('a closing that was a mistake', () => {
  test('is undone with a reason: what is owed again is said before, and then it is', async () => {
    await openDates('2012-09-16 00:05');
    await close('2012-09-28 10:00', { on: '01.10.2012' });
    const life = await seeCampaignLife(admin('2012-11-20 10:00'), people.campaignId);
    expect(life.again?.months).toEqual(['2012-10']);
    expect(life.again?.dates).toEqual(expect.arrayContaining(['2012-10-15', '2012-11-15']));
    expect(await rowsFor('2012-11-15')).toBe(0);
    await reopen('2012-11-20 10:00');
    expect(await rowsFor('2012-11-15')).toBe(3);
    expect((await seeOrder(as(people.director, '2012-11-20 10:00'), people.campaignId)).closing).toBeNull();
    await file(people.director, '2012-11-20 11:00', '2012-11-15');
    expect(await auditOf('campaign.reopen')).toMatchObject([
      { actor_id: people.administrator.id, details: { since: '2012-10-01', reason: 'Закрыли не ту кампанию' } },
    ]);
  });

  test('is not undone twice, without a reason, or by a page from before another closing', async () => {
    await close();
    expect(await refusalOf(reopen('2012-10-02 10:00', { since: '2012-10-01', reason: ' ' }))).toEqual(
      fault('reason', 'missing'),
    );
    await reopen('2012-10-02 10:00');
    expect(await refusalOf(reopen('2012-10-02 10:00'))).toEqual(fault('reason', 'notClosed'));
    await close('2012-10-03 10:00', { on: '05.10.2012' });
    expect(await refusalOf(reopen('2012-10-06 10:00'))).toEqual(fault('reason', 'notClosed'));
    expect(await auditOf('campaign.reopen')).toHaveLength(1);
  });
});

describe('withdrawing', () => {
  test('a campaign that nobody has filed under goes from everybody’s lists with its drafts, and can be opened anew', async () => {
    await saveReport(as(people.director, '2012-05-10 10:00'), {
      reportId: people.reportId,
      version: 0,
      typed: kgForm,
    });
    expect(await seeCampaignLife(admin('2012-05-10 11:00'), people.campaignId)).toMatchObject({
      mayWithdraw: true,
      traces: { begun: 1 },
    });
    await run('2012-05-10 12:00', 'remind');
    await withdraw('2012-05-10 13:00');
    const at = '2012-05-10 14:00';
    expect((await seeSchool(as(people.director, at), people.director.schoolId)).campaigns).toEqual([]);
    expect(await campaignsOfViewer(as(analyst, at))).toEqual([]);
    expect((await seeCampaigns(admin(at))).campaigns).toEqual([]);
    for (const gone of [
      () => seeOrder(as(people.director, at), people.campaignId),
      () => seeReport(as(people.director, at), people.reportId),
      () => seeMunicipalityReports(as(people.coordinator, at), people),
      () => saveReport(as(people.director, at), { reportId: people.reportId, version: 1, typed: kgForm }),
      () => seeCampaignLife(admin(at), people.campaignId),
    ]) {
      expect(await refusalOf(gone() as Promise<unknown>), String(gone)).toEqual({ kind: 'notFound' });
    }
    await openDates('2012-09-16 00:05');
    expect(await rowsFor('2012-09-20')).toBe(0);
    const told = (await toldTo(database(), people.director)).length;
    await run('2012-05-16 06:30', 'remind');
    expect(await toldTo(database(), people.director)).toHaveLength(told);
    expect(await auditOf('campaign.recall')).toMatchObject([
      { subject_id: people.campaignId, details: { reason: 'Открыта по ошибке', begun: 1 } },
    ]);
    const again = { orderId: 'KG', scopeId: people.region.id, years: 0 };
    const { campaignId } = await openCampaign(admin('2012-05-11 10:00'), again);
    expect((await seeSchool(as(people.director, at), people.director.schoolId)).campaigns).toMatchObject([
      { id: campaignId },
    ]);
    expect(await refusalOf(openCampaign(admin('2012-05-11 10:00'), again))).toEqual(fault('order', 'alreadyOpen'));
  });

  test('as soon as one report is filed, or one month compiled, it is refused and nothing has changed', async () => {
    await file(people.director, '2012-05-14 10:00');
    expect(await refusalOf(withdraw('2012-05-14 11:00'))).toEqual(fault('reason', 'alreadyFiled'));
    expect(await campaignsOfViewer(as(analyst, '2012-05-14 12:00'))).toHaveLength(1);
    expect(await auditOf('campaign.recall')).toEqual([]);
  });

  test('an edition alone keeps it, too', async () => {
    await compileSummary(byClock('2012-05-01 01:00', yekaterinburg), {
      regionId: people.region.id,
      month: month('2012-05'),
    });
    expect(await refusalOf(withdraw('2012-05-02 11:00'))).toEqual(fault('reason', 'alreadyCompiled'));
  });

  test('of a filing and a withdrawal at once one wins and never both', async () => {
    for (let round = 0; round < 4; round++) {
      const { campaignId } =
        round === 0
          ? people
          : await openCampaign(admin('2012-04-20 10:00'), { orderId: 'KG', scopeId: people.region.id, years: round });
      const when = `${2012 + round}-05-14 10:00`;
      const asOf = `${2012 + round}-05-15`;
      await openDates(`${2012 + round}-05-01 00:05`);
      const director = as(people.director, when);
      const { id, version } = await owedReport(database(), people.director.schoolId, asOf);
      const saved = await saveReport(director, { reportId: id, version, typed: kgForm });
      const explanations = await sentencesFor(director, id);
      const [filing, withdrawal] = await asAnotherProcess(database(), (other) => {
        const filed = () => fileReport(director, { reportId: id, version: saved.version, explanations });
        const gone = () =>
          withdrawCampaign({ ...admin(when), db: other.db }, { campaignId, typed: { reason: 'Открыта по ошибке' } });
        return round % 2 === 0
          ? Promise.allSettled([filed(), gone()])
          : Promise.allSettled([gone(), filed()]).then(([b, a]) => [a, b] as const);
      });
      expect([filing?.status, withdrawal?.status].sort(), `round ${round}`).toEqual(['fulfilled', 'rejected']);
      const { n } = await database()
        .db.selectFrom('filings')
        .where('campaign_id', '=', campaignId)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      expect(n).toBe(filing?.status === 'fulfilled' ? 1 : 0);
    }
  });
});

/** A fictional region with its whole history so far: the same on the same day, and growing from day to day. */
import { type Selectable, sql } from 'kysely';
import { addDays, addYears, type Day, dayIn, reportingDays, startOf, type Zone } from '#app/domain/calendar.ts';
import { coverageTarget, formsOf, movedByYears, type Order } from '#app/domain/orders/order.ts';
import { planTerm } from '#app/domain/territory/plan.ts';
import { type Database, inTransaction } from '../client.ts';
import type { Schema, Trx } from '../schema.ts';
import { pathsOf } from './adoption.ts';
import { statementWriter, writers } from './answers.ts';
import { writeDecisions } from './decisions.ts';
import { writeDocuments } from './documents.ts';
import { historyOf } from './history.ts';
import { writeMunicipalPlans } from './municipal-plans.ts';
import { municipalStatements } from './municipal-statements.ts';
import { writeNotices } from './notices.ts';
import { founded, type Size, territoryOf, wholeRegion } from './territory.ts';
import { regionName } from './words.ts';

const zone = 'Europe/Moscow' as Zone;
/** As far ahead as the job that opens reporting dates looks. */
const daysAhead = 60;
/** Kept apart from the migrations' lock. */
const lockKey = 2012_09_02;

/**
 * Generates the demo's region unless the database has a region already; answers whether it did. One transaction: a
 * process killed in the middle leaves nothing behind. The orders' dates are moved by whole years so that the day of
 * the coverage target is the latest one that has come.
 */
export async function generateDemo(
  { db }: Pick<Database, 'db'>,
  ask: { now: Date; orders: { MO: Order; KG: Order }; passwordHash: string; size?: Size },
): Promise<boolean> {
  const generated = await inTransaction(db, { id: null }, async (trx) => {
    await sql`select pg_advisory_xact_lock(${lockKey})`.execute(trx);
    const region = await trx.selectFrom('organisations').where('kind', '=', 'region').select('id').executeTakeFirst();
    if (region) return false;
    await generate(trx, ask);
    return true;
  });
  if (generated) await sql`analyze`.execute(db);
  return generated;
}

async function generate(
  trx: Trx,
  { now, orders, passwordHash, size = wholeRegion }: Parameters<typeof generateDemo>[1],
): Promise<void> {
  const today = dayIn(zone, now);
  const by = coverageTarget(orders.MO)?.by;
  if (!by) throw new Error('MO sets no coverage target');
  const years = yearsBetween(by, today);
  const turn = addYears(by, years);
  const territory = territoryOf(size, turn);
  const paths = pathsOf(territory.municipalities, territory.schools, turn);
  const [shownMunicipality] = territory.municipalities;
  const shownSchool = territory.schools.find(({ municipality }) => municipality === shownMunicipality);
  if (!shownMunicipality || !shownSchool) throw new RangeError('A region of nothing');
  await insertTerritory(trx, territory, passwordHash);

  const analystId = territory.people.find(({ role }) => role === 'analyst')?.id ?? 0;
  const next = { report: 1, filing: 1, date: 1 };
  for (const [at, id] of (['KG', 'MO'] as const).entries()) {
    const order = movedByYears(orders[id], years);
    const openedOn = addYears(order.date, years);
    const campaign = {
      id: at + 1,
      order_id: id,
      scope_id: territory.regionId,
      definition: order,
      moved_by_years: years,
      opened_at: new Date(startOf(openedOn, zone).getTime() + 10 * 3_600_000),
      published: id === 'MO',
      sends_editions: false,
      closed_on: null,
      closed_document: null,
      closed_reason: null,
      withdrawn_at: null,
      withdrawn_reason: null,
    };
    await insertRows(trx, 'campaigns', [campaign]);
    for (const form of formsOf(order)) {
      const dates = reportingDays(
        form.reporting,
        founded,
        addDays(today, Math.max(daysAhead, form.opensDaysBefore)),
      ).map((asOf) => ({
        id: next.date++,
        campaign_id: campaign.id,
        form_id: form.id,
        form_name: form.name ?? null,
        as_of: asOf,
        due: asOf,
        file_until: addDays(asOf, form.fileDaysAfter),
        change_until: addDays(asOf, form.changeDaysAfter),
        opens: addDays(asOf, -form.opensDaysBefore),
      }));
      await insertRows(trx, 'reporting_dates', dates);
      const opened = dates.filter(({ opens }) => opens <= today);
      if (form.filledBy === 'municipality') {
        const { municipalities } = territory;
        const of = { order, form, campaignId: campaign.id, dates: opened, municipalities, analystId, zone, today };
        const stated = municipalStatements(of, next);
        await insertRows(trx, 'reports', stated.reports);
        await insertRows(trx, 'filings', stated.filings);
        await insertRows(trx, 'reviews', stated.reviews);
        continue;
      }
      const batches = historyOf(
        {
          order,
          form,
          campaignId: campaign.id,
          dates: opened,
          schools: territory.schools,
          municipalities: new Map(territory.municipalities.map((municipality) => [municipality.id, municipality])),
          paths,
          write: order.forms.includes(form) ? writers[id] : statementWriter(form),
          zone,
          turn,
          today,
          shown: { school: shownSchool, municipality: shownMunicipality },
        },
        next,
      );
      for (const batch of batches) {
        await insertRows(trx, 'reports', batch.reports);
        await insertRows(trx, 'filings', batch.filings);
        await insertRows(trx, 'filing_figures', batch.filing_figures);
        await insertRows(trx, 'filing_problems', batch.filing_problems);
        await insertRows(trx, 'filing_warnings', batch.filing_warnings);
        await insertRows(trx, 'reviews', batch.reviews);
        await insertRows(trx, 'remarks', batch.remarks);
      }
    }
  }
  const near = territory.schools.filter(({ municipality }) => municipality === shownMunicipality);
  const administratorId = territory.people.find(({ role }) => role === 'administrator')?.id ?? 0;
  await writeDocuments(trx, { schools: near.slice(0, 4), from: addYears(orders.KG.date, years), today, zone });
  await writeAudit(trx);
  await writeMunicipalPlans(trx, {
    ...territory,
    campaignId: 2,
    administratorId,
    term: planTerm(movedByYears(orders.MO, years)) ?? turn,
    turn,
    today,
    zone,
  });
  await writeDecisions(trx, {
    today,
    administratorId,
    municipalityId: shownMunicipality.id,
    campaigns: { KG: 1, MO: 2 },
  });
  if (shownMunicipality.coordinatorId !== null) {
    const { id: municipalityId, coordinatorId } = shownMunicipality;
    await writeNotices(trx, { municipalityId, coordinatorId, today, zone });
  }
  for (const table of ['organisations', 'users', 'campaigns', 'reporting_dates', 'reports', 'filings'] as const) {
    await sql`select setval(pg_get_serial_sequence(${table}, 'id'), max(id)) from ${sql.table(table)}`.execute(trx);
  }
}

/** The most whole years by which the day can be moved without coming after today. */
function yearsBetween(day: Day, today: Day): number {
  const years = Number(today.slice(0, 4)) - Number(day.slice(0, 4));
  return addYears(day, years) <= today ? years : years - 1;
}

async function insertTerritory(trx: Trx, territory: ReturnType<typeof territoryOf>, passwordHash: string) {
  const { regionId, municipalities, schools, people, mergers } = territory;
  const common = {
    phone: null,
    zone: null,
    general_education: true,
    school_kind: null,
    settlement: null,
    opened: founded,
    closed: null,
    demo: true,
    version: 1,
  };
  await insertRows(trx, 'organisations', [
    { ...common, id: regionId, kind: 'region', name: regionName, zone },
    ...municipalities.map(({ id, name }) => ({ ...common, id, kind: 'municipality' as const, name })),
    ...schools.map(({ id, name, phone, opened, closed, generalEducation, schoolKind, settlement }) => ({
      ...common,
      id,
      kind: 'school' as const,
      name,
      phone,
      general_education: generalEducation,
      school_kind: schoolKind,
      settlement,
      opened,
      closed,
    })),
  ]);
  await insertRows(trx, 'placements', [
    ...municipalities.map(({ id }) => ({ organisation_id: id, parent_id: regionId, since: founded, until: null })),
    ...schools.flatMap(({ id, placements }) =>
      placements.map(({ municipalityId, since, until }) => ({
        organisation_id: id,
        parent_id: municipalityId,
        since,
        until,
      })),
    ),
  ]);
  await insertRows(
    trx,
    'users',
    people.map(({ organisationId, ...person }) => ({
      ...person,
      organisation_id: organisationId,
      password_hash: passwordHash,
      blocked: false,
      version: 1,
      letters: 'daily' as const,
    })),
  );
  const administrator = people.find(({ role }) => role === 'administrator');
  await insertRows(
    trx,
    'successions',
    mergers.map(({ fromId, toId, since, document }) => ({
      from_id: fromId,
      to_id: toId,
      kind: 'merged' as const,
      since,
      document,
      at: startOf(addDays(since, -20), zone),
      by: administrator?.id ?? 1,
    })),
  );
}

/** Who filed, accepted and returned, as the use cases note it. */
async function writeAudit(trx: Trx): Promise<void> {
  await sql`
    insert into audit (at, actor_id, actor_role, action, subject, subject_id, organisation_id, changes, details)
    select acts.at, acts.actor, u.role, acts.action, 'report', acts.report_id, acts.organisation_id,
      case when acts.amends then jsonb_build_object('amendment', acts.change)
        else jsonb_build_object('status', acts.change) end,
      acts.details
    from (
      select f.filed_at as at, f.filed_by as actor, 'report.file' as action, f.report_id, f.organisation_id,
        f.amendment_reason is not null as amends,
        case when f.amendment_reason is not null or f.ordinal = 1 then '["draft", "filed"]'
          else '["returned", "filed"]' end::jsonb as change,
        jsonb_build_object('ordinal', f.ordinal, 'version', f.from_version) as details
      from filings f
      union all
      select v.at, v.by, case v.decision when 'accepted' then 'report.accept' else 'report.return' end, f.report_id,
        f.organisation_id, f.amendment_reason is not null,
        case when f.amendment_reason is null then jsonb_build_array('filed', v.decision)
          when v.decision = 'accepted' then '["filed", null]' else '["filed", "draft"]' end,
        jsonb_strip_nulls(jsonb_build_object('ordinal', f.ordinal, 'category', v.category))
      from reviews v join filings f on f.id = v.filing_id
      union all
      select f.filed_at - interval '2 hours', f.filed_by, 'report.amend', f.report_id, f.organisation_id, true,
        '[null, "draft"]', jsonb_build_object('version', f.from_version - 1)
      from filings f where f.amendment_reason is not null
    ) acts
    join users u on u.id = acts.actor
    order by acts.at, acts.report_id`.execute(trx);
}

/** So many rows travel as one JSON text: a statement per row would take minutes. */
const chunk = 1000;

async function insertRows<T extends keyof Schema>(trx: Trx, table: T, rows: Selectable<Schema[T]>[]): Promise<void> {
  for (let at = 0; at < rows.length; at += chunk) {
    const part = rows.slice(at, at + chunk);
    const columns = sql.join(Object.keys(part[0] ?? {}).map((column) => sql.ref(column)));
    await sql`
      insert into ${sql.table(table)} (${columns}) overriding system value
      select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(part)}::jsonb)`.execute(
      trx,
    );
  }
}

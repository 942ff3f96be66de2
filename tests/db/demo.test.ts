import { fileTypeFromBuffer } from 'file-type';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { addDays, day, dayIn, type Zone } from '#app/domain/calendar.ts';
import { coverageTarget, formOf, targetItems } from '#app/domain/orders/order.ts';
import { clock, userIn } from '#app/domain/people/people.ts';
import { readExplanation, warningsOf } from '#app/domain/reports/check.ts';
import {
  type Answers,
  coveredFrom,
  type Figure,
  figuresOf,
  missingAnswers,
  readAnswers,
  systemNamed,
  writeAnswers,
} from '#app/domain/reports/form.ts';
import { faultsOfSteps } from '#app/domain/territory/plan.ts';
import { orders } from '#app/orders/index.ts';
import { seeActs } from '#app/use-cases/organisations/keep-acts.server.ts';
import { problemsOfSummary } from '#app/use-cases/problems/summary-problems.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { seePlans } from '#app/use-cases/territory/see-plans.server.ts';
import { liveSummary, loadCampaign } from '#app/use-cases/territory/summary.server.ts';
import { demoAccounts } from '#db/demo/accounts.ts';
import { generateDemo } from '#db/demo/generate.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = testDatabase();
const zone = 'Europe/Moscow' as Zone;
const now = new Date('2026-11-22T09:00:00+03:00');
const region = { now, orders, passwordHash: 'hash', size: { municipalities: 9, schools: 90 } };

async function rows<T>(query: string): Promise<T[]> {
  return (await sql.raw<T>(query).execute(database().db)).rows;
}

const count = async (query: string) =>
  Number((await rows<{ count: number }>(`select count(*) from ${query}`))[0]?.count);

/** One fingerprint per table. */
async function fingerprints(): Promise<Record<string, string>> {
  const tables =
    'organisations placements users campaigns reporting_dates reports decisions filings filing_figures filing_problems filing_warnings reviews files acts appointments plans plan_steps audit';
  const found: Record<string, string> = {};
  for (const table of tables.split(' ')) {
    const [row] = await rows<{ md5: string }>(`select md5(string_agg(t::text, '|' order by t::text)) from ${table} t`);
    found[table] = row?.md5 ?? '';
  }
  return found;
}

async function emptied(): Promise<void> {
  await rows('truncate organisations, placements, users, campaigns, audit restart identity cascade');
}

describe('the generated region', () => {
  beforeEach(async () => {
    await generateDemo(database(), region);
  });

  test('is the same for the same day, whatever the hour', async () => {
    const first = await fingerprints();
    await emptied();
    await generateDemo(database(), { ...region, now: new Date('2026-11-22T20:59:00Z') });
    expect(await fingerprints()).toEqual(first);
  });

  test('is generated once', async () => {
    const first = await fingerprints();
    expect(await generateDemo(database(), { ...region, now: new Date('2027-03-01T09:00:00+03:00') })).toBe(false);
    expect(await fingerprints()).toEqual(first);
  });

  test('has every kind of report and school', async () => {
    for (const status of ['due', 'draft', 'filed', 'returned', 'accepted']) {
      expect(await count(`reports where status = '${status}'`), status).toBeGreaterThan(0);
    }
    const late = 'filings f join reports r on r.id = f.report_id where f.filed_on > r.due';
    expect(await count(late)).toBeGreaterThan(0);
    for (const kind of ['move', 'extension', 'notRequired']) {
      expect(await count(`decisions where kind = '${kind}'`), kind).toBeGreaterThan(0);
    }
    expect(await count('filings where ordinal = 2')).toBeGreaterThan(0);
    const overdue = `reports r join reporting_dates d on d.id = r.reporting_date_id
      where r.status in ('due', 'draft') and d.due < '2026-11-22'`;
    expect(await count(overdue)).toBeGreaterThan(0);
    expect(await count(`organisations where closed is not null`)).toBeGreaterThan(0);
    expect(await count(`organisations where opened >= '2026-08-01'`)).toBeGreaterThan(0);
    expect(await count(`organisations where not general_education`)).toBeGreaterThan(0);
    expect(await count(`placements where until is not null`)).toBeGreaterThan(0);
    for (const [word, kind] of [
      ['Гимназия', 'gymnasium'],
      ['Лицей', 'lyceum'],
      ['ООШ', 'basic'],
      ['начальная', 'primary'],
    ]) {
      const named = `organisations where kind = 'school' and name like '%${word}%'`;
      expect(await count(`${named} and school_kind = '${kind}'`), word).toBeGreaterThan(0);
      expect(await count(`${named} and school_kind is not null and school_kind <> '${kind}'`), word).toBe(0);
    }
    expect(
      await count(`organisations where kind = 'school' and general_education
        and opened <= '2026-11-22' and (closed is null or closed > '2026-11-22')`),
    ).toBe(90);

    const uses = await rows<{ first: boolean; ever: boolean; last: boolean }>(`
      select (array_agg(covered_from is not null order by as_of, ordinal))[1] as first,
        bool_or(covered_from is not null) as ever,
        (array_agg(covered_from is not null order by as_of desc, ordinal desc))[1] as last
      from filings where form_id = 'monthly' group by organisation_id`);
    expect(
      uses.some(({ first }) => first),
      'early',
    ).toBe(true);
    expect(
      uses.some(({ first, last }) => !first && last),
      'improving',
    ).toBe(true);
    expect(
      uses.some(({ ever }) => !ever),
      'stuck',
    ).toBe(true);
    expect(
      uses.some(({ ever, last }) => ever && !last),
      'sliding back',
    ).toBe(true);
  });

  test('owes exactly what the job would open', async () => {
    expect(await openReportingDates({ db: database().db, user: clock, now }, { regionId: 1 })).toBe(0);
  });

  test('has only filings that the use case would have made', async () => {
    const { db } = database();
    const filings = await db
      .selectFrom('filings as f')
      .innerJoin('reports as r', 'r.id', 'f.report_id')
      .innerJoin('reporting_dates as d', 'd.id', 'r.reporting_date_id')
      .innerJoin('campaigns as c', 'c.id', 'f.campaign_id')
      .selectAll('f')
      .select(['d.due', 'd.opens', 'd.as_of as owedFor', 'c.definition as order', 'r.version'])
      .execute();
    const kept = new Map<number, Figure[]>();
    for (const { filing_id, ...figure } of await db.selectFrom('filing_figures').selectAll().execute()) {
      kept.set(filing_id, [...(kept.get(filing_id) ?? []), figure]);
    }
    expect(filings.length).toBeGreaterThan(600);
    for (const filing of filings) {
      const { answers, order } = filing;
      const form = formOf(order, filing.form_id);
      const filedOn = dayIn(zone, filing.filed_at);
      const target = coverageTarget(order);
      expect(missingAnswers(form, answers, targetItems(order, form.id))).toEqual([]);
      // As if typed: everything that the form itself would refuse (dates in the future, more than the base).
      expect(readAnswers(form, writeAnswers(form, answers), filedOn)).toEqual({ answers, faults: [] });
      expect(filing.filed_on).toBe(filedOn);
      expect(filing.covered_from).toBe(
        target?.form === form.id ? coveredFrom(target.criterion, answers, filedOn) : null,
      );
      expect(filing.as_of).toBe(filing.owedFor);
      expect(filedOn >= filing.opens && filedOn < '2026-11-22').toBe(true);
      expect(filing.from_version).toBeLessThanOrEqual(filing.version);
      expect(filing.system).toBe(systemNamed(form, answers));
      const byItem = (a: Figure, b: Figure) => (a.item < b.item ? -1 : 1);
      expect((kept.get(filing.id) ?? []).sort(byItem)).toEqual(figuresOf(form, answers).sort(byItem));
    }
  });

  test('has a school’s sentence for each question that filing would have asked', async () => {
    const { db } = database();
    const filings = await db
      .selectFrom('filings as f')
      .innerJoin('campaigns as c', 'c.id', 'f.campaign_id')
      .select(['f.id', 'f.organisation_id', 'f.form_id', 'f.as_of', 'f.answers', 'c.definition as order'])
      .orderBy('f.as_of')
      .orderBy('f.ordinal')
      .execute();
    const asked = new Map<number, Record<string, unknown>>();
    for (const { filing_id, key, found, explanation } of await db.selectFrom('filing_warnings').selectAll().execute()) {
      expect(readExplanation(explanation)).toEqual({ text: explanation });
      asked.set(filing_id, { ...asked.get(filing_id), [key]: found });
    }
    const earlier = new Map<string, { asOf: string; answers: Answers }[]>();
    for (const { id, organisation_id, form_id, as_of, answers, order } of filings) {
      const of = `${form_id} ${organisation_id}`;
      const before = earlier.get(of) ?? [];
      const previous = before.findLast(({ asOf }) => asOf < as_of)?.answers ?? null;
      const warnings = warningsOf(formOf(order, form_id), answers, previous, targetItems(order, form_id));
      expect(asked.get(id) ?? {}).toEqual(Object.fromEntries(warnings.map((found) => [found.key, found])));
      earlier.set(of, [...before, { asOf: as_of, answers }]);
    }
    const codes = new Set([...asked.values()].flatMap((found) => Object.keys(found).map((key) => key.split(':')[0])));
    expect([...codes]).toEqual(expect.arrayContaining(['fell', 'unchanged', 'empty', 'problemGone']));
  });

  test('has problems that keep their keys from report to report, and every state of them', async () => {
    const { db } = database();
    const said = await rows<{ wrong: number }>(`
      select f.id as wrong from filings f where f.answers->'problems' <> coalesce((
        select jsonb_agg(jsonb_strip_nulls(to_jsonb(q) - 'filing_id' - 'ordinal') order by q.ordinal)
        from filing_problems q where q.filing_id = f.id), '[]')`);
    expect(said).toEqual([]);
    const scope = await loadCampaign(db, 1);
    const at = { month: '2026-11' as never, asOf: day('2026-11-21') };
    const summary = { ...(await liveSummary(db, clock, scope, at)), readAt: new Date('2026-11-22T00:00:00Z') };
    const groups = (await problemsOfSummary(db, scope, summary)) ?? [];
    const states = new Set(groups.flatMap(({ problems }) => problems.map(({ state }) => state)));
    expect([...states].sort()).toEqual(['gone', 'open', 'partly', 'solved']);
    expect(groups[0]?.problems.some(({ days, state }) => state === 'partly' && days === 190)).toBe(true);
    // The same in several wordings, at many schools.
    expect(groups[0]?.schools).toBeGreaterThan(10);
    expect(new Set(groups[0]?.problems.map(({ text }) => text)).size).toBeGreaterThan(1);
  });

  test('has statuses and reviews that follow from the filings', async () => {
    const wrong = await rows(`
      select r.id, r.status, f.ordinal, v.decision from reports r
      left join lateral (select * from filings f where f.report_id = r.id order by ordinal desc limit 1) f on true
      left join reviews v on v.filing_id = f.id
      where r.status is distinct from case
        when f.id is null then case when r.answers is null then 'due' else 'draft' end
        when f.amendment_reason is not null then 'accepted'
        else coalesce(v.decision, 'filed') end
      or (f.id is not null and (r.answers <> f.answers or r.saved_at > f.filed_at or r.saved_by <> f.filed_by
        or r.version <> f.from_version + case v.decision when 'returned' then 1 else 0 end))
      or v.at < f.filed_at`);
    expect(wrong).toEqual([]);
    const unordered = await rows(`
      select b.id from filings a join filings b on b.report_id = a.report_id and b.ordinal = a.ordinal + 1
      left join reviews v on v.filing_id = a.id
      where v.decision is distinct from case when b.amendment_reason is null then 'returned' else 'accepted' end or v.at > b.filed_at or b.from_version <= a.from_version + 1`);
    expect(unordered).toEqual([]);
    const uncounted = await rows(`
      select f.id from filings f left join reviews v on v.filing_id = f.id
      where f.counts_from is distinct from case when f.amendment_reason is null then f.filed_at else v.at end`);
    expect(uncounted).toEqual([]);
    expect(await count(`reports where amendment = 'filed'`)).toBe(1);
    expect(await count(`filings f join reviews v on v.filing_id = f.id where f.amendment_reason is not null`)).toBe(1);
    const pinned = `remarks k join reviews v on v.filing_id = k.filing_id where v.decision = 'returned'`;
    expect(await count(pinned)).toBe(await count(`reviews where decision = 'returned'`));
    const strangers = await rows(`
      select v.filing_id from reviews v
      join filings f on f.id = v.filing_id
      join users u on u.id = v.by
      join organisations o on o.id = f.organisation_id
      left join placements p on p.organisation_id = f.organisation_id and p.parent_id = u.organisation_id
      where p.parent_id is null or u.role <> case o.kind when 'school' then 'coordinator' else 'analyst' end`);
    expect(strangers).toEqual([]);
  });

  test('keeps each school to its numbers of teachers, parents and pupils, once they are accepted', async () => {
    const changed = await rows(`
      select f.organisation_id, g.item from filings f join filing_figures g on g.filing_id = f.id
      join reviews v on v.filing_id = f.id
      where v.decision = 'accepted'
      group by f.organisation_id, f.form_id, g.item having count(distinct g."of") > 1`);
    expect(changed).toEqual([]);
  });

  test('has municipalities over, exactly at and under 75 % on the target day, and more over it since', async () => {
    const { db } = database();
    const mo = await db.selectFrom('campaigns').select('id').where('order_id', '=', 'MO').executeTakeFirstOrThrow();
    const scope = await loadCampaign(db, mo.id);
    const at = async (asOf: string) =>
      (await liveSummary(db, clock, scope, { month: '2026-09' as never, asOf: day(asOf) })).totals;
    const turn = await at('2026-09-01');
    const met = turn.municipalities.filter(({ target }) => target === 'met');
    expect(met.some(({ covered }) => covered.n * 4 === covered.of * 3)).toBe(true);
    expect(met.some(({ covered }) => covered.n * 4 > covered.of * 3)).toBe(true);
    expect(turn.municipalities.some(({ target }) => target === 'missed')).toBe(true);
    const since = await at('2026-11-21');
    expect(since.municipalitiesMet.n).toBeGreaterThan(turn.municipalitiesMet.n);
    expect(since.municipalities.some(({ stillNeeded }) => stillNeeded === 1)).toBe(true);
  });

  test('has documents at some schools: PDF files by their content, and a document of a report left to be entered', async () => {
    const [{ id } = { id: 0 }] = await rows<{ id: number }>(
      `select organisation_id as id from users where email = '${demoAccounts.director.email}'`,
    );
    const director = userIn('director', id, {
      id: 1,
      name: '',
      email: '',
      region: { id: 1, zone, name: '', demo: true },
    });
    const seen = await seeActs({ db: database().db, user: director, now }, id);
    expect(new Set(seen.acts.map(({ kind }) => kind))).toEqual(
      new Set(['appointment', 'plan', 'localAct', 'change', 'other']),
    );
    expect(seen.lacking.length).toBeGreaterThan(0);
    const files = await rows<{ content: Buffer; type: string }>('select content, type from files');
    expect(files.length).toBeGreaterThan(5);
    for (const { content, type } of files) {
      expect((await fileTypeFromBuffer(content))?.ext).toBe(type);
    }
    expect(
      await count('appointments t join users u on u.id = t.user_id and u.organisation_id = t.organisation_id'),
    ).toBe(await count('appointments'));
  });

  test('has plans that were approved in time, late and not at all; the coordinator’s in time, changed since', async () => {
    const { id: campaignId } = await database()
      .db.selectFrom('campaigns')
      .select('id')
      .where('order_id', '=', 'MO')
      .executeTakeFirstOrThrow();
    const analyst = userIn('analyst', 1, { id: 1, name: '', email: '', region: { id: 1, zone, name: '', demo: true } });
    const { lines } = await seePlans({ db: database().db, user: analyst, now }, campaignId);
    expect(new Set(lines.map(({ standing }) => standing))).toEqual(new Set(['inTime', 'late', 'none']));
    expect(lines.some(({ state }) => state?.kind === 'behind')).toBe(true);
    expect(lines.some(({ state }) => state && state.kind !== 'behind')).toBe(true);
    const [shown] = await rows<{ id: number }>(
      `select organisation_id as id from users where email = '${demoAccounts.coordinator.email}'`,
    );
    const line = lines.find(({ id }) => id === shown?.id);
    expect(line).toMatchObject({ standing: 'inTime', plan: { version: 2 } });
    for (const { plan } of lines) expect(faultsOfSteps(plan?.steps ?? [])).toEqual([]);
    expect(await count("plans where saved_at >= timestamp '2026-11-22' or date > saved_at::date")).toBe(0);
  });

  test('names nobody real', async () => {
    expect(await count(`plans where phone not like '8 (000) %'`)).toBe(0);
    expect(await count(`users where email not like '%@demo.example'`)).toBe(0);
    expect(await count(`users where phone is null or phone not like '8 (000) %'`)).toBe(0);
    expect(await count(`organisations where not demo or (kind = 'school' and phone not like '8 (000) %')`)).toBe(0);
  });

  test('shows the accounts what their pages are for', async () => {
    const own = Object.values(demoAccounts).map(({ email }) => `'${email}'`);
    expect(await count(`users where email in (${own})`)).toBe(own.length);
    const reports = await rows<{ status: string; as_of: string }>(`
      select r.status, d.as_of from users u join reports r on r.organisation_id = u.organisation_id
      join reporting_dates d on d.id = r.reporting_date_id
      where u.email = '${demoAccounts.director.email}' and d.form_id = 'monthly' order by d.as_of desc`);
    expect(reports.slice(0, 3).map(({ status }) => status)).toEqual(['draft', 'returned', 'accepted']);
    const queue = await count(`reports r
      join placements p on p.organisation_id = r.organisation_id
      join users u on u.organisation_id = p.parent_id
      where u.email = '${demoAccounts.coordinator.email}' and r.status = 'filed'`);
    expect(queue).toBeGreaterThan(1);
  });
});

test.each(['2026-09-01', '2026-12-31', '2027-03-01', '2027-08-31', '2012-10-01'])('fits the day %s', async (on) => {
  const at = new Date(`${on}T12:00:00+03:00`);
  expect(await generateDemo(database(), { ...region, now: at })).toBe(true);
  expect(await count(`filings where filed_at >= '${on}T00:00:00+04:00'`)).toBe(0);
  expect(await count(`plans where saved_at >= '${on}T00:00:00+04:00'`)).toBe(0);
  expect(await openReportingDates({ db: database().db, user: clock, now: at }, { regionId: 1 })).toBe(0);
  const [target] = await rows<{ by: string }>(
    `select definition->'targets'->0->>'by' as by from campaigns where order_id = 'MO'`,
  );
  expect(target?.by && target.by <= on && addDays(day(target.by), 366) > on).toBe(true);
});

/** The ladders' figures counted again in SQL from the answers themselves, on the generated region: equal on every day asked about. */
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { day } from '#app/domain/calendar.ts';
import { userIn } from '#app/domain/people/people.ts';
import { orders } from '#app/orders/index.ts';
import { seeLadder } from '#app/use-cases/orders/see-ladder.server.ts';
import { generateDemo } from '#db/demo/generate.ts';
import { testDatabase } from '#tests/support/database.ts';
import { moscow } from '#tests/support/territory.ts';

const database = testDatabase();
const now = new Date('2026-11-22T09:00:00+03:00');

beforeEach(async () => {
  const size = { municipalities: 5, schools: 60 };
  await generateDemo(database(), { now, orders, passwordHash: 'hash', size });
});

const answer = (item: string) => `f.answers #> '{items,${item}}'`;
const isDone = (item: string) =>
  `${answer(item)} is not null and not coalesce(f.answers #> '{items,${item},none}' = 'true', false)`;
const isYes = (line: number) => `f.answers #>> '{items,1.${line}}' = 'yes'`;
const number = (item: string, part: string) => `coalesce((f.answers #>> '{items,${item},${part}}')::int, 0)`;
const upTo = (last: number) => Array.from({ length: last }, (_, at) => isYes(at + 1)).join(' and ');
const inUse = `${answer('2')} is not null and (f.answers #>> '{items,3,date}')::date <= on_day`;
const introduced = `${answer('2')} is not null and ${number('13', 'n')} > 0`;
const planned = `${answer('1')} is not null and ${isDone('3')}`;

/** By campaign and ladder, the form and what its last filing must say for each step, in words of SQL. */
const ladders = [
  { campaign: 1, ladder: 'conditions', form: 'KG-3.2', steps: [upTo(3), upTo(7), upTo(8), upTo(9)] },
  {
    campaign: 1,
    ladder: 'stages',
    form: 'report',
    steps: [
      planned,
      `${planned} and ${isDone('4')}`,
      introduced,
      `${introduced} and ${number('14', 'of')} > 0 and ${number('14', 'n')} >= ${number('14', 'of')}`,
    ],
  },
  {
    campaign: 2,
    ladder: 'stages',
    form: 'monthly',
    steps: [[1, 2, 3, 4].map((at) => isDone(`4.${at}`)).join(' and '), inUse],
  },
];

test.each(ladders)('campaign $campaign, $ladder', async ({ campaign, ladder, form, steps }) => {
  const who = userIn('analyst', 1, {
    id: 1,
    name: '',
    email: '',
    region: { id: 1, zone: moscow, name: '', demo: true },
  });
  const ctx = { db: database().db, user: who, now };
  for (const on of ['2026-05-20', '2026-08-01', '2026-09-01', '2026-11-22']) {
    const { rows } = await sql
      .raw<Record<string, number>>(`
        with asked as (select '${on}'::date as on_day, ('${on}'::date + 1)::timestamp at time zone 'Europe/Moscow' as until)
        select m.id, ${steps.map((step, at) => `count(*) filter (where ${step})::int as met_${at}`).join(', ')},
          count(*) filter (where not coalesce(${steps.map((step) => `(${step})`).join(' or ')}, false))::int as none, count(*)::int as schools
        from asked cross join organisations m
        join placements p on p.parent_id = m.id join organisations s on s.id = p.organisation_id
        left join lateral (
          select f.* from filings f where f.organisation_id = s.id and f.campaign_id = ${campaign} and f.form_id = '${form}'
            and f.counts_from < least(asked.until, '${now.toISOString()}')
          order by f.as_of desc, f.ordinal desc limit 1
        ) f on not (form_id like 'KG-%' and exists (
          select from reviews v where v.filing_id = f.id and v.decision = 'returned' and v.at < asked.until
        ))
        where m.kind = 'municipality' and s.general_education and daterange(s.opened, s.closed) @> on_day
          and daterange(p.since, p.until) @> on_day
        group by m.id`)
      .execute(database().db);
    const seen = await seeLadder(ctx, { campaignId: campaign, ladderId: ladder, on: day(on) });
    const counted = new Map(seen.territories.map(({ municipalityId, ...one }) => [municipalityId, one]));
    expect(counted.size).toBe(rows.length);
    for (const { id, ...row } of rows) {
      const one = counted.get(id ?? 0);
      expect([one?.schools, one?.at[0], ...(one?.met ?? [])]).toEqual([
        row.schools,
        row.none,
        ...steps.map((_, at) => row[`met_${at}`]),
      ]);
    }
  }
  const { whole } = await seeLadder(ctx, { campaignId: campaign, ladderId: ladder });
  expect(whole.met.filter((n) => n > 0).length).toBeGreaterThan(1);
});

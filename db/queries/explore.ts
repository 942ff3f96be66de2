import { type RawBuilder, sql } from 'kysely';
import type { Month } from '#app/domain/calendar.ts';
import type { Figure } from '#app/domain/territory/denominator.ts';
import type { Exploration, Grouping, GroupOfMonth, Part } from '#app/domain/territory/explore.ts';
import type { Db } from '../schema.ts';

/** Where a school's line says its group. */
const keys: Record<Grouping, RawBuilder<string | null>> = {
  none: sql`''`,
  municipality: sql`l.municipality_id::text`,
  system: sql`l.said->'last'->>'system'`,
  schoolKind: sql`l.said->>'schoolKind'`,
  settlement: sql`l.said->>'settlement'`,
  stage: sql`l.said->>'stage'`,
};

const counts = {
  reported: 'filed',
  onTime: 'onTime',
  onTimeOriginally: 'onTimeOriginally',
  accepted: 'accepted',
  acceptedOnTime: 'acceptedOnTime',
} as const;

/** The figure over a group of school lines: how many schools bring something to it, n and N. */
function partOf(figure: Figure): RawBuilder<Part | null> {
  const part = (inside: RawBuilder<unknown>, n: RawBuilder<unknown>, of: RawBuilder<unknown>) =>
    sql<Part | null>`case when count(*) filter (where ${inside}) > 0 then jsonb_build_object(
      'schools', count(*) filter (where ${inside}), 'n', sum(${n}) filter (where ${inside}), 'of', sum(${of}) filter (where ${inside})
    ) end`;
  switch (figure.kind) {
    case 'covered':
      return part(sql`true`, sql`(l.said->>'covered')::boolean::int`, sql`1`);
    case 'stage':
      return part(sql`true`, sql`coalesce(l.said->>'stage' = ${figure.stage}, false)::int`, sql`1`);
    case 'reports':
      return part(
        sql`(l.said->>'owed')::int > 0`,
        sql`coalesce((l.said->>${counts[figure.clock]})::int, 0)`,
        sql`(l.said->>'owed')::int`,
      );
    case 'item': {
      const share = sql`l.said->'figures'->${figure.item}`;
      return part(sql`${share} is not null`, sql`(${share}->>'n')::int`, sql`(${share}->>'of')::int`);
    }
  }
}

/** The months' newest editions, their schools folded into groups (`domain/territory/explore` folds a living month the same way). */
export async function exploredEditions(
  db: Db,
  campaignId: number,
  { figures, group, from, to, municipalityIds }: Exploration,
): Promise<{ months: Month[]; groups: GroupOfMonth[] }> {
  const newest = sql`(
    select distinct on (month) id, month from editions
    where campaign_id = ${campaignId} and month between ${from} and ${to} order by month, number desc
  )`;
  const months = await sql<{ month: Month }>`select month from ${newest} e order by month`.execute(db);
  const within = municipalityIds.length > 0 ? sql`and municipality_id = any(${municipalityIds}::int[])` : sql``;
  // Each line is read as jsonb once, whatever is asked of it.
  const { rows } = await sql<GroupOfMonth>`
    select e.month, ${keys[group]} as key, jsonb_build_array(${sql.join(figures.map(({ figure }) => partOf(figure)))}) as parts
    from ${newest} e
    cross join lateral (
      select municipality_id, line::jsonb->'school' as said from edition_lines
      where edition_id = e.id and kind = 'school' ${within}
      offset 0
    ) l
    group by e.month, 2`.execute(db);
  return { months: months.rows.map(({ month }) => month), groups: rows };
}

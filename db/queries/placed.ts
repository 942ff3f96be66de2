/** Which municipality a school stands in: on the day asked about, or as the territory is organised on a later one. */
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import type { Actor } from '#app/domain/people/people.ts';
import type { Db } from '../schema.ts';
import { byName } from './by-name.ts';
import { schoolSeenBy } from './visible.ts';

type PlacedAsk = { campaignId: number; asOf: Day; placedOn?: Day };

/**
 * The schools placed somewhere on `asOf`, as rows to select from under the name `p`; `stood_in` is the municipality of that
 * day. With `placedOn` each school of the campaign's scope stands where it was placed on that day: a closed one where it
 * stood last, a merged one where its successor does, a split one where it stood itself. Whoever has left the scope stays
 * where it was, so that the same schools count either way.
 */
export function placedSchools({ campaignId, asOf, placedOn }: PlacedAsk): RawBuilder<unknown> {
  if (placedOn === undefined) {
    return sql`(
      select organisation_id, parent_id, parent_id as stood_in from placements
      where since <= ${asOf} and (until is null or until > ${asOf})
    )`;
  }
  return sql`(
    with recursive merged as (
      select from_id, to_id from successions where kind = 'merged' and since <= ${placedOn}
    ), line (school_id, heir_id) as (
      select from_id, to_id from merged
      union all
      select l.school_id, m.to_id from line l join merged m on m.from_id = l.heir_id
    ), scope as (
      select m.id from campaigns c
      join organisations m on m.kind = 'municipality'
      left join placements q on q.organisation_id = m.id and q.until is null
      where c.id = ${campaignId} and (m.id = c.scope_id or q.parent_id = c.scope_id)
    )
    select t.organisation_id, t.parent_id as stood_in, coalesce(n.parent_id, t.parent_id) as parent_id, h.heir_id
    from placements t
    left join line h on h.school_id = t.organisation_id
      and not exists (select from merged m where m.from_id = h.heir_id)
    left join lateral (
      select q.parent_id from placements q
      where q.organisation_id = coalesce(h.heir_id, t.organisation_id) and q.since <= ${placedOn}
      order by q.since desc
      limit 1
    ) n on n.parent_id in (select id from scope)
    where t.parent_id in (select id from scope) and t.since <= ${asOf} and (t.until is null or t.until > ${asOf})
  )`;
}

export type Replaced = {
  id: number;
  name: string;
  /** Where it stood on the day asked about, and where it stands now. */
  fromId: number;
  from: string;
  toId: number;
  to: string;
  /** The day on which it moved, or was merged. */
  since: Day;
  /** The school in whose place it is counted now. */
  into: string | null;
  /** The municipality that answers for the school itself, its page and its reports. */
  ownId: number;
};

/**
 * Schools of the denominator on `asOf` that stand elsewhere on `placedOn`, with either municipality among those asked for;
 * in the Russian order. Who answers for one of the two sees them.
 */
export async function replacedSchools(
  db: Db,
  viewer: Actor,
  ask: Required<PlacedAsk> & { municipalityIds: number[] },
): Promise<Replaced[]> {
  const { asOf, municipalityIds } = ask;
  const stoodThere = viewer.reach === 'municipality' ? sql`p.stood_in = ${viewer.municipalityId}` : sql`false`;
  const { rows } = await sql<Replaced>`
    select s.id, s.name, a.id as "fromId", a.name as "from", b.id as "toId", b.name as "to", i.name as into,
      (
        select q.parent_id from placements q where q.organisation_id = s.id and q.since <= ${ask.placedOn}
        order by q.since desc limit 1
      ) as "ownId",
      coalesce(
        (select x.since from successions x where x.from_id = s.id and p.heir_id is not null),
        (select max(q.since) from placements q where q.organisation_id = s.id and q.parent_id = b.id)
      ) as since
    from ${placedSchools(ask)} p
    join organisations s on s.id = p.organisation_id and s.kind = 'school' and s.general_education
      and s.opened <= ${asOf} and (s.closed is null or s.closed > ${asOf})
    join organisations a on a.id = p.stood_in
    join organisations b on b.id = p.parent_id
    left join organisations i on i.id = p.heir_id
    where a.id <> b.id and (a.id = any(${municipalityIds}::int[]) or b.id = any(${municipalityIds}::int[]))
      and (${schoolSeenBy(viewer)} or ${stoodThere})`.execute(db);
  return rows.sort(byName);
}

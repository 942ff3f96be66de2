/** What the rehearsal of coming days reads of the rows that it has made. */
import { sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import type { NoticeKind } from '#app/domain/notices/notice.ts';
import type { Trx } from '../schema.ts';
import { worksAt } from './visible.ts';

/** Any number will do as long as nothing else takes an advisory lock by it. */
const lockKey = 2012_08_31;

/** Until the transaction ends nobody else begins one, in whatever process; false when somebody has. */
export async function beginRehearsal(trx: Trx): Promise<boolean> {
  const { rows } = await sql<{ begun: boolean }>`select pg_try_advisory_xact_lock(${lockKey}) as begun`.execute(trx);
  return rows[0]?.begun === true;
}

export type RehearsedDate = {
  campaignId: number;
  asOf: Day;
  /** When it opens, and the due day in force for most of its schools. */
  opens: Day;
  due: Day;
  owed: number;
  filed: number;
};

/** Reporting dates that open or fall due in the stretch, both days inclusive, each with how many schools owe and have filed. */
export async function datesBetween(
  trx: Trx,
  ask: { campaignIds: number[]; from: Day; to: Day },
): Promise<RehearsedDate[]> {
  const { rows } = await sql<RehearsedDate>`
    select * from (
      select d.campaign_id as "campaignId", d.as_of as "asOf", d.opens,
        coalesce(mode() within group (order by r.due), d.due) as due,
        count(r.id) filter (where r.not_required is null) as owed,
        count(r.id) filter (where r.not_required is null and r.status not in ('due', 'draft')) as filed
      from reporting_dates d
      left join reports r on r.reporting_date_id = d.id
      where d.campaign_id = any(${ask.campaignIds}::int[])
        and not exists (select from campaigns c where c.id = d.campaign_id and c.closed_on <= d.as_of)
      group by d.id
    ) dates
    where opens between ${ask.from} and ${ask.to} or due between ${ask.from} and ${ask.to}
    order by due, "asOf", "campaignId"`.execute(trx);
  return rows;
}

export type Reached = { kind: NoticeKind; organisations: number; people: number };

/** Whom the notices of that moment reach, by kind. */
export async function reachedAt(trx: Trx, at: Date): Promise<Reached[]> {
  const { rows } = await sql<Reached>`
    select n.kind, count(distinct u.organisation_id) as organisations, count(*) as people
    from notices n join users u on u.id = n.user_id
    where n.at = ${at} group by n.kind order by n.kind`.execute(trx);
  return rows;
}

export type Unreached = { id: number; name: string; municipality: string };

/** Schools that owe a report due in the stretch, have not filed it, and have nobody who would hear of it. */
export async function schoolsWithoutPeople(
  trx: Trx,
  ask: { campaignIds: number[]; from: Day; to: Day; on: Day },
): Promise<Unreached[]> {
  const { rows } = await sql<Unreached>`
    select s.id, s.name, m.name as municipality
    from organisations s
    join placements p on p.organisation_id = s.id and p.since <= ${ask.on} and (p.until is null or p.until > ${ask.on})
    join organisations m on m.id = p.parent_id
    where not exists (
        select from users u where u.organisation_id = s.id and not u.blocked and ${worksAt('school')})
      and exists (
        select from reports r join reporting_dates d on d.id = r.reporting_date_id join campaigns c on c.id = d.campaign_id
        where r.organisation_id = s.id and (c.closed_on is null or c.closed_on > r.due) and d.campaign_id = any(${ask.campaignIds}::int[])
          and r.status in ('due', 'draft') and r.not_required is null and r.due between ${ask.from} and ${ask.to})
    order by name_order(m.name) collate ru, name_order(s.name) collate ru, s.id`.execute(trx);
  return rows;
}

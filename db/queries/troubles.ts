import { sql } from 'kysely';
import type { NoticeDetails } from '#app/domain/notices/notice.ts';
import { type Trouble, toldTo } from '#app/domain/notices/trouble.ts';
import type { Db, Trx } from '../schema.ts';
import { regionAbove } from './organisations.ts';

/** So often something has to kill its process until it is called trouble. */
const manyInterruptions = 3;

/** Letters given up at shorter distances belong to one spell. */
const spellDays = 7;

/**
 * What is amiss at this moment, in one question over what indexes find. `hasMail`: letters are meant to leave;
 * `writtenSince`: older ones are not sent any more.
 */
export async function troublesAt(
  db: Db,
  { now, hasMail, writtenSince }: { now: Date; hasMail: boolean; writtenSince: Date },
): Promise<Trouble[]> {
  const hourAgo = new Date(now.getTime() - 3_600_000);
  const many = manyInterruptions;
  const { rows } = await sql<Trouble>`
    select 'jobFailed' as kind, r.region_id as "regionId", concat_ws(':', 'jobFailed', r.job, r.period, r.attempt) as key,
      r.job, r.period, r.finished_at as since
    from job_runs r
    where r.status = 'failed' and r.next_attempt_at is null and not exists (
      select from job_runs n where n.region_id = r.region_id and n.job = r.job
        and (n.period = r.period and n.attempt > r.attempt or length(r.period) > 7 and n.period > r.period))
    union all
    select 'interrupted', region_id, concat_ws(':', 'interrupted', job, period), job, period, started_at
    from job_runs where status = 'running' and interruptions >= ${many}
    union all
    select 'interrupted', null, 'interrupted:export:' || id, null, null, asked_at
    from exports where status in ('waiting', 'running') and interruptions >= ${many}
    union all
    select 'interrupted', null, 'interrupted:import:' || id, null, null, heartbeat_at
    from import_files where status = 'waiting' and interruptions >= ${many}
    union all
    select 'lettersStuck', null, 'lettersStuck:' || coalesce((select max(sent_at)::text from letters), 'never'), null, null, min(written_at)
    from letters l
    where ${hasMail} and sent_at is null and next_attempt_at is not null and written_at between ${writtenSince} and ${hourAgo}
      and not exists (select from users u where u.id = l.user_id and u.blocked)
      and not exists (select from letters s where s.sent_at > ${hourAgo})
    having count(*) > 0
    union all
    select 'letterGivenUp', region_id, 'letterGivenUp:' || (array_agg(first order by written_at desc, id desc) filter (where first is not null))[1], null, null, max(written_at) filter (where first is not null)
    from (
      select f.*, case when before is null or before < written_at - make_interval(days => ${spellDays}) then id || ':' || attempts end as first
      from (
        select l.id, l.attempts, l.written_at, g.id as region_id,
          lag(l.written_at) over (partition by g.id order by l.written_at, l.id) as before
        from letters l left join users u on u.id = l.user_id
        left join lateral ${regionAbove(sql`u.organisation_id`)} g on true
        where l.sent_at is null and l.next_attempt_at is null and u.blocked is not true
      ) f
    ) l
    group by region_id having max(written_at) >= ${writtenSince}
    union all
    select 'schedulerAway', null, 'schedulerAway:' || looked_at, null, null, looked_at
    from scheduler_looks where looked_at < now() - interval '10 minutes'
    union all
    select case when c.status = 'damaged' then 'archiveDamaged' else 'secondCopyMissing' end, null,
      'archive:' || c.id, null, null, c.at
    from campaigns k cross join lateral (
      select id, at, status, trouble from archive_checks where campaign_id = k.id order by at desc, id desc limit 1) c
    where c.status = 'damaged' or c.trouble is not null`.execute(db);
  return rows;
}

/** To those of the region, or of all, who look after such things; once by the key. */
export async function tellOfTrouble(
  trx: Trx,
  { kind, key, regionId, job, period }: Omit<Trouble, 'since'>,
  at: Date,
): Promise<number> {
  const details: NoticeDetails = job && period ? { job, period } : {};
  const told = await sql`
    insert into notices (user_id, kind, key, details, at, by_letter)
    select u.id, ${kind}, ${key}, ${JSON.stringify(details)}::jsonb, ${at}, u.letters <> 'none'
    from users u join organisations o on o.id = u.organisation_id and o.kind = 'region'
    where not u.blocked and u.role = any(${toldTo[kind] ?? []}) and (${regionId}::int is null or o.id = ${regionId})
    on conflict on constraint notices_once do nothing`.execute(trx);
  return Number(told.numAffectedRows ?? 0);
}

/** What the people of one municipality have been told lately, and when its coordinator reached the schools that had not reported. */
import { sql } from 'kysely';
import { addDays, type Day, startOf, type Zone } from '#app/domain/calendar.ts';
import type { Trx } from '../schema.ts';

type Ask = { municipalityId: number; coordinatorId: number; today: Day; zone: Zone };

/** Older notices would be no news to a visitor; those of the last days have not been read. */
const daysTold = 30;
const daysUnread = 4;

const callNotes = [
  'Обещали сдать до пятницы, ждут данные по классам',
  'Ответственный на больничном, сдаст директор',
  'Не дозвонились, просили перезвонить после обеда',
];

export async function writeNotices(trx: Trx, { municipalityId, coordinatorId, today, zone }: Ask): Promise<void> {
  // So that the outbox has something to show before the morning's digests, too.
  await trx.updateTable('users').set({ letters: 'atOnce' }).where('id', '=', coordinatorId).execute();
  const now = startOf(today, zone);
  const since = startOf(addDays(today, -daysTold), zone);
  const unreadSince = startOf(addDays(today, -daysUnread), zone);
  const morning = (day: ReturnType<typeof sql>) => sql`((${day}) + time '06:30') at time zone ${zone}`;
  await sql`
    with told as (
      select 'filed' as kind, 'filed:' || f.report_id || ':' || f.ordinal as key, f.report_id, ${municipalityId} as "to",
        jsonb_build_object('ordinal', f.ordinal) as details, f.filed_at as at
      from filings f
      union all
      select v.decision, v.decision || ':' || f.report_id || ':' || f.ordinal, f.report_id, f.organisation_id,
        jsonb_build_object('ordinal', f.ordinal), v.at
      from reviews v join filings f on f.id = v.filing_id
      union all
      select 'opened', 'opened:' || r.id, r.id, r.organisation_id, '{}', ${morning(sql`d.opens`)}
      from reports r join reporting_dates d on d.id = r.reporting_date_id
      where r.not_required is null
      union all
      select n.kind, n.kind || ':' || r.id || ':' || r.due, r.id, r.organisation_id, '{}', ${morning(sql`r.due + n.days`)}
      from reports r
      cross join (values ('dueIn7', -7), ('dueIn1', -1), ('overdue', 1)) as n (kind, days)
      left join filings f on f.report_id = r.id and f.ordinal = 1
      where r.not_required is null and (f.id is null or f.filed_on >= r.due + n.days)
    )
    insert into notices (user_id, kind, key, report_id, organisation_id, campaign_id, details, at, read_at, by_letter)
    select u.id, t.kind, t.key, r.id, r.organisation_id, d.campaign_id,
      jsonb_build_object('due', r.due, 'fileUntil', r.file_until, 'changeUntil', r.change_until) || t.details,
      t.at, case when t.at < ${unreadSince} then t.at + interval '3 hours' end, t.at >= ${unreadSince}
    from told t
    join reports r on r.id = t.report_id
    join reporting_dates d on d.id = r.reporting_date_id
    join placements p on p.organisation_id = r.organisation_id and p.parent_id = ${municipalityId} and p.until is null
    join users u on u.organisation_id = t."to" and u.role in ('director', 'responsible', 'coordinator')
    where t.at >= ${since} and t.at < ${now}
    order by t.at, t.key, u.id`.execute(trx);
  await sql`
    insert into contacts (report_id, organisation_id, kind, note, day, at, by)
    select c.id, c.organisation_id, k.kind, k.note, c.due + k.days, ((c.due + k.days) + k.hour) at time zone ${zone},
      ${coordinatorId}
    from (
      select r.id, r.organisation_id, r.due, row_number() over (order by r.due desc, r.id) as nth
      from reports r
      join placements p on p.organisation_id = r.organisation_id and p.parent_id = ${municipalityId} and p.until is null
      where r.status in ('due', 'draft') and r.not_required is null and r.due < ${addDays(today, -3)}
    ) c
    join (
      select 'reminder' as kind, null as note, 1 as days, time '10:20' as hour, 0 as rest
      union all
      select 'call', note, 2, time '11:05', (at - 1)::int from unnest(${callNotes}::text[]) with ordinality as n (note, at)
    ) k on k.kind = 'reminder' or c.nth % 4 = k.rest
    order by c.due, c.id, k.days`.execute(trx);
}

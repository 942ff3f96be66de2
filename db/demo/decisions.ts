/** A moved date, a few extensions, and schools that need not report: each with a reason and most with a document. */
import { type RawBuilder, sql } from 'kysely';
import { addDays, type Day } from '#app/domain/calendar.ts';
import { settleTerms } from '../queries/terms.ts';
import type { Trx } from '../schema.ts';

type Ask = { today: Day; administratorId: number; municipalityId: number; campaigns: { KG: number; MO: number } };
type DateRow = { id: number; due: Day; file_until: Day; change_until: Day };

const extensions = [
  ['outage', 'Авария на линии связи с 27 числа', 'справка оператора связи № 44-17'],
  ['staff', 'Ответственный на больничном, назначен новый', 'приказ школы № 112'],
  ['emergency', 'Карантин в начальных классах', 'распоряжение № 38-р'],
  ['correction', null, null],
];
const exemptions = [
  ['joint', 'Отчитывается базовая школа', 'соглашение о сетевом взаимодействии № 5'],
  ['noClasses', 'Капитальный ремонт, классы переведены', 'приказ управления образования № 401'],
  ['reorganisation', 'Присоединяется к соседней школе', 'постановление администрации № 917'],
];

/** Decisions about the last dates that have passed: of KG the date is moved, of MO schools get later days or owe nothing. */
export async function writeDecisions(
  trx: Trx,
  { today, administratorId, municipalityId, campaigns }: Ask,
): Promise<void> {
  const moved = await lastPassed(trx, campaigns.KG, today);
  if (moved) {
    await sql`
      insert into decisions (kind, reporting_date_id, due, file_until, change_until, reason, note, document, decided_at, decided_by)
      select 'move', d.id, d.due + 5, d.file_until + 5, d.change_until + 5, 'outage', 'Портал был недоступен два дня',
        'приказ министерства № 1204', ((d.due - 2) + time '15:10') at time zone 'Europe/Moscow', ${administratorId}
      from reporting_dates d where d.id = ${moved.id}`.execute(trx);
    await settleTerms(trx, { reportingDateId: moved.id });
  }
  const passed = await lastPassed(trx, campaigns.MO, today);
  const running = await nowRunning(trx, campaigns.MO, today);
  const by = { municipalityId, administratorId };
  if (passed) {
    const at = { ...by, date: passed, on: addDays(passed.due, -1) };
    const lateByDays = sql<boolean>`exists (select from filings f where f.report_id = r.id and f.ordinal = 1
      and f.filed_on between r.due + 1 and r.due + 10)`;
    await decide(trx, { ...at, kind: 'extension', days: 10, whose: lateByDays, most: 4, words: extensions });
    await decide(trx, { ...at, kind: 'notRequired', days: null, whose: neverBegun, most: 6, words: exemptions });
    await settleTerms(trx, { reportingDateId: passed.id });
  }
  if (running) {
    const at = { ...by, date: running, on: addDays(today, -2), most: 1 };
    const begun = sql<boolean>`r.status = 'draft'`;
    await decide(trx, { ...at, kind: 'extension', days: 5, whose: begun, words: extensions });
    await decide(trx, { ...at, kind: 'notRequired', days: null, whose: neverBegun, words: exemptions });
    await settleTerms(trx, { reportingDateId: running.id });
  }
  await sql`
    insert into audit (at, actor_id, actor_role, action, subject, subject_id, organisation_id, changes, details)
    select n.decided_at, n.decided_by, u.role,
      case n.kind when 'move' then 'date.move' when 'extension' then 'report.extend' else 'report.exempt' end,
      case n.kind when 'move' then 'reportingDate' else 'report' end, coalesce(r.id, n.reporting_date_id),
      coalesce(n.organisation_id, c.scope_id),
      case when n.kind = 'notRequired' then '{"required": [true, false]}'
        else jsonb_build_object('due', jsonb_build_array(d.due, n.due),
          'fileUntil', jsonb_build_array(d.file_until, n.file_until),
          'changeUntil', jsonb_build_array(d.change_until, n.change_until)) end,
      jsonb_strip_nulls(jsonb_build_object('decision', n.id, 'reason', n.reason, 'due', n.due, 'fileUntil', n.file_until,
        'changeUntil', n.change_until))
    from decisions n
    join reporting_dates d on d.id = n.reporting_date_id
    join campaigns c on c.id = d.campaign_id
    join users u on u.id = n.decided_by
    left join reports r on r.reporting_date_id = n.reporting_date_id and r.organisation_id = n.organisation_id
    order by n.id`.execute(trx);
}

async function lastPassed(trx: Trx, campaignId: number, today: Day): Promise<DateRow | undefined> {
  return trx
    .selectFrom('reporting_dates')
    .where('campaign_id', '=', campaignId)
    .where('due', '<', addDays(today, -5))
    .orderBy('due', 'desc')
    .limit(1)
    .select(['id', 'due', 'file_until', 'change_until'])
    .executeTakeFirst();
}

async function nowRunning(trx: Trx, campaignId: number, today: Day): Promise<DateRow | undefined> {
  return trx
    .selectFrom('reporting_dates')
    .where('campaign_id', '=', campaignId)
    .where('due', '>=', today)
    .where('opens', '<', addDays(today, -2))
    .orderBy('due')
    .limit(1)
    .select(['id', 'due', 'file_until', 'change_until'])
    .executeTakeFirst();
}

const neverBegun = sql<boolean>`(r.status = 'due' and r.not_required is null)`;

/** On the day `on`, about so many schools at most, the shown municipality's first; `days` is by how many the days are later. */
async function decide(
  trx: Trx,
  ask: {
    date: DateRow;
    kind: 'extension' | 'notRequired';
    on: Day;
    days: number | null;
    whose: RawBuilder<boolean>;
    most: number;
    words: readonly (readonly (string | null)[])[];
    municipalityId: number;
    administratorId: number;
  },
): Promise<void> {
  const { date, kind, days } = ask;
  await sql`
    insert into decisions (kind, reporting_date_id, organisation_id, due, file_until, change_until,
      reason, note, document, decided_at, decided_by)
    select ${kind}, ${date.id}, s.organisation_id, ${date.due}::date + ${days}::int,
      ${date.file_until}::date + ${days}::int, ${date.change_until}::date + ${days}::int,
      w.words ->> 0, w.words ->> 1, w.words ->> 2,
      (${ask.on}::date + make_interval(hours => 10, mins => 7 * s.at::int)) at time zone 'Europe/Moscow',
      coalesce(s.coordinator_id, ${ask.administratorId})
    from (
      select r.organisation_id, u.id as coordinator_id,
        row_number() over (order by p.parent_id <> ${ask.municipalityId}, md5(r.organisation_id::text)) as at
      from reports r
      join placements p on p.organisation_id = r.organisation_id and p.until is null
      left join users u on u.organisation_id = p.parent_id and u.role = 'coordinator'
      where r.reporting_date_id = ${date.id} and ${ask.whose}
    ) s
    join jsonb_array_elements(${JSON.stringify(ask.words)}::jsonb) with ordinality as w (words, at)
      on w.at = (s.at - 1) % ${ask.words.length} + 1
    where s.at <= ${ask.most}`.execute(trx);
}

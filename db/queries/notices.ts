import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import {
  type LetterChoice,
  type NoticeDetails,
  type NoticeKind,
  noticeKinds,
  owingKinds,
} from '#app/domain/notices/notice.ts';
import { rolesThat } from '#app/domain/people/permissions.ts';
import type { Db, Door, Trx } from '../schema.ts';
import { type PageAsk, type PageOf, pageOf } from './paging.ts';
import { worksAt } from './visible.ts';

/** One thing to tell the people of one organisation. */
export type Telling = {
  /** Whose people; the school's own where only a report is named. */
  to?: number;
  /** Of what: nobody is told of the same key twice. */
  key: string;
  reportId?: number;
  /** What it is about, where no report says it. */
  organisationId?: number;
  campaignId?: number;
  details?: NoticeDetails;
};

/**
 * Tells everybody concerned in one statement, and answers how many notices are new. A school's directors and responsible
 * persons hear, a municipality's coordinators, of a region who judges what municipalities file; who is blocked doesn't. `except` is who did it and knows. The days of the
 * report are kept as they are in force now.
 */
export async function insertNotices(
  trx: Trx,
  kind: NoticeKind,
  tellings: readonly Telling[],
  { at, except = null }: { at: Date; except?: number | null },
): Promise<number> {
  if (tellings.length === 0) return 0;
  const result = await noticesOf(kind, tellings, { at, except }).execute(trx);
  return Number(result.numAffectedRows ?? 0);
}

/** The same, still to be carried out. */
export function noticesOf(
  kind: NoticeKind,
  tellings: readonly Telling[],
  { at, except = null }: { at: Date; except?: number | null },
): RawBuilder<unknown> {
  return sql`
    insert into notices (user_id, kind, key, report_id, organisation_id, campaign_id, details, at, by_letter)
    select u.id, ${kind}, x.key, r.id, coalesce(r.organisation_id, x."organisationId"),
      coalesce(d.campaign_id, x."campaignId"),
      case when r.id is null then '{}'
        else jsonb_build_object('due', r.due, 'fileUntil', r.file_until, 'changeUntil', r.change_until) end
        || coalesce(x.details, '{}'),
      ${at}, u.letters <> 'none'
    from jsonb_to_recordset(${JSON.stringify(tellings)}::jsonb) as x (
      "to" int, key text, "reportId" int, "organisationId" int, "campaignId" int, details jsonb
    )
    -- Looked up one by one (offset 0): reckoning with a list of a hundred, PostgreSQL reads both tables whole for one.
    left join lateral (select * from reports where id = x."reportId" offset 0) r on true
    left join reporting_dates d on d.id = r.reporting_date_id
    join lateral (
      select * from users u where u.organisation_id = coalesce(x."to", r.organisation_id) and not u.blocked
        and (${worksAt('school', 'municipality')} or u.role in (${sql.join(rolesThat('judge'))}))
      offset 0
    ) u on true
    where u.id is distinct from ${except}
    order by u.id, x.key
    on conflict on constraint notices_once do nothing`;
}

/** Tells one person, whatever their role, once by the key. */
export async function insertPersonalNotice(
  trx: Trx,
  kind: NoticeKind,
  { userId, key, campaignId, details = {} }: { userId: number } & Pick<Telling, 'key' | 'campaignId' | 'details'>,
  at: Date,
): Promise<void> {
  await sql`
    insert into notices (user_id, kind, key, campaign_id, details, at, by_letter)
    select u.id, ${kind}, ${key}, ${campaignId ?? null}::int, ${JSON.stringify(details)}::jsonb, ${at}, u.letters <> 'none'
    from users u where u.id = ${userId}
    on conflict on constraint notices_once do nothing`.execute(trx);
}

export type NoticeLine = {
  id: number;
  kind: NoticeKind;
  at: Date;
  readAt: Date | null;
  details: NoticeDetails;
  reportId: number | null;
  asOf: Day | null;
  /** Of its report; see `Form.name`. */
  formName: string | null;
  /** The school, or the municipality whose reports wait. */
  organisationId: number | null;
  organisation: string | null;
  campaignId: number | null;
  order: { kind: string; number: string; date: Day } | null;
};

function noticeLines(db: Db) {
  return db
    .selectFrom('notices as n')
    .leftJoin('reports as r', 'r.id', 'n.report_id')
    .leftJoin('reporting_dates as d', 'd.id', 'r.reporting_date_id')
    .leftJoin('organisations as o', 'o.id', 'n.organisation_id')
    .leftJoin('campaigns as c', 'c.id', 'n.campaign_id')
    .select([
      'n.id',
      'n.kind',
      'n.at',
      'n.read_at as readAt',
      'n.details',
      'n.report_id as reportId',
      'd.as_of as asOf',
      'd.form_name as formName',
      'n.organisation_id as organisationId',
      'o.name as organisation',
      'n.campaign_id as campaignId',
      sql<NoticeLine['order']>`case when c.id is not null then jsonb_build_object('kind', c.definition->>'kind',
        'number', c.definition->>'number', 'date', c.definition->>'date') end`.as('order'),
    ]);
}

/** A page of what the person was told, the newest first. */
export async function noticesPage(db: Db, userId: number, ask: PageAsk): Promise<PageOf<NoticeLine>> {
  return pageOf(ask, ({ direction, from, limit }) => {
    // The list runs from the newest: onwards is back in time.
    const backInTime = direction === 'asc';
    let query = noticeLines(db).where('n.user_id', '=', userId).where('c.withdrawn_at', 'is', null);
    if (from !== undefined) query = query.where('n.id', backInTime ? '<' : '>', from);
    return query
      .orderBy('n.id', backInTime ? 'desc' : 'asc')
      .limit(limit)
      .execute();
  });
}

/** One of the person's own. */
export async function noticeOf(db: Db, userId: number, id: number): Promise<NoticeLine | undefined> {
  return noticeLines(db).where('n.user_id', '=', userId).where('n.id', '=', id).executeTakeFirst();
}

export async function countUnread(db: Door, userId: number): Promise<number> {
  const { unread } = await db
    .selectFrom('notices')
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
    .select(({ fn }) => fn.countAll<number>().as('unread'))
    .executeTakeFirstOrThrow();
  return unread;
}

/** Marks the person's own: one, or all up to and with the newest that the person has seen. */
export async function markRead(
  trx: Trx,
  userId: number,
  which: { id: number } | { upTo: number },
  at: Date,
): Promise<void> {
  const query = trx
    .updateTable('notices')
    .set({ read_at: at })
    .where('user_id', '=', userId)
    .where('read_at', 'is', null);
  await ('id' in which ? query.where('id', '=', which.id) : query.where('id', '<=', which.upTo)).execute();
}

export async function letterChoiceOf(db: Db, userId: number): Promise<LetterChoice> {
  const { letters } = await db.selectFrom('users').where('id', '=', userId).select('letters').executeTakeFirstOrThrow();
  return letters;
}

/** From now on; without letters, what waits for one goes without. */
export async function setLetterChoice(trx: Trx, userId: number, letters: LetterChoice): Promise<void> {
  await trx.updateTable('users').set({ letters }).where('id', '=', userId).execute();
  if (letters !== 'none') return;
  await trx
    .updateTable('notices')
    .set({ by_letter: false })
    .where('user_id', '=', userId)
    .where('letter_id', 'is', null)
    .execute();
}

export type Unwritten = NoticeLine & { userId: number; address: string; region: string };

/**
 * Notices that wait for their letter, of people who want a digest (`daily`), or of those who want to hear at once; a
 * reminder by the coordinator, the news of one's own access and of work that stands still are at once for both. What has been read already needs no letter, and who is blocked gets
 * none. Held until the transaction ends, so that no other process writes the same letter.
 */
export async function holdUnwritten(
  trx: Trx,
  of: { letters: 'atOnce' } | { letters: 'daily'; regionId: number; day: Day },
): Promise<Unwritten[]> {
  const wanted =
    of.letters === 'atOnce'
      ? sql<boolean>`(u.letters = 'atOnce' or (u.letters = 'daily' and n.kind in
          ('reminder', 'factorOn', 'factorOff', 'factorReset', 'recoveryUsed', 'jobFailed', 'lettersStuck', 'letterGivenUp', 'schedulerAway')))`
      : sql<boolean>`u.letters = 'daily' and g.id = ${of.regionId}
          and (c.closed_on is null or c.closed_on > ${of.day} or n.kind <> all(${owingKinds}::text[]))
          and not exists (select from letters l where l.user_id = u.id and l.digest_for = ${of.day})`;
  return (
    noticeLines(trx)
      .innerJoin('users as u', 'u.id', 'n.user_id')
      .innerJoin('organisations as h', 'h.id', 'u.organisation_id')
      .innerJoin('organisations as g', (join) =>
        join.on('g.kind', '=', 'region').on(
          'g.id',
          '=',
          sql<number>`case h.kind when 'region' then h.id when 'municipality' then
          (select p.parent_id from placements p where p.organisation_id = h.id order by p.since desc limit 1)
          else (select q.parent_id from placements p join placements q on q.organisation_id = p.parent_id
            where p.organisation_id = h.id order by p.since desc, q.since desc limit 1) end`,
        ),
      )
      // What a newer release has told of waits for a process that knows its words.
      .where('n.kind', 'in', noticeKinds)
      .where(sql<boolean>`n.by_letter and n.letter_id is null and n.read_at is null and not u.blocked`)
      .where(wanted)
      .select(['n.user_id as userId', 'u.email as address', 'g.name as region'])
      .orderBy('n.user_id')
      .orderBy('n.id')
      .forUpdate('n')
      .skipLocked()
      .execute()
  );
}

/** Of a campaign that was withdrawn nobody hears any more: what was told of it is read, and no letter is written. */
export async function silenceCampaign(trx: Trx, campaignId: number, at: Date): Promise<void> {
  await trx
    .updateTable('notices')
    .set((eb) => ({ read_at: eb.fn.coalesce('read_at', eb.val(at)), by_letter: false }))
    .where('campaign_id', '=', campaignId)
    .execute();
}

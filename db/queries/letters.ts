import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import type { Db, Trx } from '../schema.ts';
import { type Claim, claimNext } from './claims.ts';
import { type PageAsk, type PageOf, pageOf } from './paging.ts';
import { organisationsOf } from './placements.ts';

export type NewLetter = {
  userId: number;
  address: string;
  /** The day of a digest; null for a letter written at once. */
  digestFor: Day | null;
  subject: string;
  text: string;
  noticeIds: number[];
};

/**
 * Keeps the letters and marks the notices they carry, in one statement for all. A person's second digest of a day is not
 * written; its notices wait for the next one. Answers how many letters are new.
 */
export async function insertLetters(trx: Trx, letters: readonly NewLetter[], at: Date): Promise<number> {
  if (letters.length === 0) return 0;
  const { rows } = await sql<{ written: number }>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(letters)}::jsonb) as x (
        "userId" int, address text, "digestFor" date, subject text, text text, "noticeIds" jsonb
      )
    ), written as (
      insert into letters (user_id, address, digest_for, subject, text, written_at, next_attempt_at)
      select "userId", address, "digestFor", subject, text, ${at}, ${at} from given
      on conflict on constraint letters_digest do nothing
      returning id, user_id
    ), carried as (
      update notices n set letter_id = w.id
      from given g join written w on w.user_id = g."userId"
      where n.id in (select id::bigint from jsonb_array_elements_text(g."noticeIds") as ids (id))
    )
    select count(*) as written from written`.execute(trx);
  return rows[0]?.written ?? 0;
}

/** A letter to somebody who is no user. Answers its id. */
export async function insertLetterTo(
  trx: Trx,
  letter: { address: string; subject: string; text: string },
  at: Date,
): Promise<number> {
  const { id } = await trx
    .insertInto('letters')
    .values({ ...letter, user_id: null, digest_for: null, written_at: at, next_attempt_at: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export type ClaimedLetter = {
  id: number;
  address: string;
  subject: string;
  text: string;
  writtenAt: Date;
  attempts: number;
  failures: number;
};

/**
 * Takes the oldest letter whose time has come. `heldUntil` keeps processes of the release before from it, which know no
 * heartbeat. Who has been blocked since gets nothing.
 */
export async function claimLetter(
  trx: Trx,
  at: { now: Date; heldUntil: Date; writtenSince: Date },
): Promise<(ClaimedLetter & { claim: Claim }) | undefined> {
  return claimNext<ClaimedLetter>(trx, 'letter', {
    open: sql<SqlBool>`sent_at is null and next_attempt_at <= ${at.now} and written_at >= ${at.writtenSince}
      and not exists (select from users u where u.id = user_id and u.blocked)`,
    order: sql`next_attempt_at, id`,
    now: at.now,
    set: { next_attempt_at: at.heldUntil },
    columns: sql`id, address, subject, text, written_at as "writtenAt", attempts, failures`,
  });
}

export type LetterLine = Omit<ClaimedLetter, 'failures'> & {
  digestFor: Day | null;
  sentAt: Date | null;
  nextAttemptAt: Date | null;
  error: string | null;
};

/** To people of the viewer's region. */
function toPeopleOf(viewer: User, on: Day): RawBuilder<SqlBool> {
  return sql<SqlBool>`user_id in (
    select u.id from users u join ${organisationsOf(viewer, on)} o on o.id = u.organisation_id)`;
}

/** A page of the outbox, the newest first; of those not sent alone when asked. */
export async function lettersPage(
  db: Db,
  viewer: User,
  { unsent, on, ...ask }: PageAsk & { unsent: boolean; on: Day },
): Promise<PageOf<LetterLine>> {
  return pageOf(ask, ({ direction, from, limit }) => {
    const backInTime = direction === 'asc';
    let query = db.selectFrom('letters').where(toPeopleOf(viewer, on));
    if (unsent) query = query.where('sent_at', 'is', null);
    if (from !== undefined) query = query.where('id', backInTime ? '<' : '>', from);
    return query
      .orderBy('id', backInTime ? 'desc' : 'asc')
      .limit(limit)
      .select(['id', 'address', 'subject', 'text', 'attempts', 'error'])
      .select(['digest_for as digestFor', 'written_at as writtenAt', 'sent_at as sentAt'])
      .select('next_attempt_at as nextAttemptAt')
      .execute();
  });
}

export type LetterCounts = { all: number; unsent: number; failed: number };

export async function countLetters(db: Db, viewer: User, on: Day): Promise<LetterCounts> {
  const unsent = sql<SqlBool>`sent_at is null`;
  return db
    .selectFrom('letters')
    .where(toPeopleOf(viewer, on))
    .select(({ fn }) => [
      fn.countAll<number>().as('all'),
      fn.countAll<number>().filterWhere(unsent).as('unsent'),
      fn.countAll<number>().filterWhere(sql<SqlBool>`${unsent} and next_attempt_at is null`).as('failed'),
    ])
    .executeTakeFirstOrThrow();
}

/** Tries again, its failures counted anew, what had been given up. Answers how many letters. */
export async function retryFailed(trx: Trx, viewer: User, { at, on }: { at: Date; on: Day }): Promise<number> {
  const result = await trx
    .updateTable('letters')
    .set({ failures: 0, interruptions: 0, next_attempt_at: at })
    .where(toPeopleOf(viewer, on))
    .where('sent_at', 'is', null)
    .where('next_attempt_at', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

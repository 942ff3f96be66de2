/** The four kinds of work that a process takes in hand: taken once, kept by showing life, taken over from the dead, never given to who slept. */

import { beforeEach, describe, expect, test } from 'vitest';
import { clock } from '#app/domain/people/people.ts';
import { transact } from '#app/use-cases/context.server.ts';
import { inTransaction } from '#db/client.ts';
import { type Claim, fail, fence, finish, heartbeat, interrupt, LostClaim } from '#db/queries/claims.ts';
import { addPart, claimExport } from '#db/queries/exports.ts';
import { claimFile } from '#db/queries/imports.ts';
import { claimOf, takeRun } from '#db/queries/job-runs.ts';
import { claimLetter } from '#db/queries/letters.ts';
import type { Door } from '#db/schema.ts';
import { instant } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { kogalym } from '#tests/support/kogalym.ts';
import { asAnotherProcess } from '#tests/support/scenario.ts';
import { yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const now = instant('2012-05-10 12:00', yekaterinburg);
const later = new Date(now.getTime() + 3_600_000);
const jobs = ['remind'];

let regionId: number;
let ids: { user: number; campaign: number; organisation: number };

beforeEach(async () => {
  const people = await kogalym(database());
  const { db } = database();
  const campaign = await db.selectFrom('campaigns').select('id').executeTakeFirstOrThrow();
  regionId = people.administrator.region.id;
  ids = { user: people.administrator.id, campaign: campaign.id, organisation: people.director.schoolId };
});

type Way = {
  /** One piece of work that waits. */
  put(): Promise<void>;
  take(db: Door, at?: Date): Promise<Claim | undefined>;
  /** What its table says of it. */
  table: string;
  /** What its holder writes when it is done. */
  done: Record<string, unknown>;
};

const open = (table: string, values: string) => database().pool.query(`insert into ${table} ${values}`);
const claimed = async (work: Promise<{ claim: Claim } | undefined>) => (await work)?.claim;

const ways: Record<Claim['kind'], Way> = {
  run: {
    table: 'job_runs',
    put: async () => {
      await open(
        'job_runs',
        `(region_id, job, period, attempt, status) values (${regionId}, 'remind', '2012-05-10', 1, 'requested')`,
      );
    },
    take: async (db, at = now) => {
      const run = await takeRun(db, { regionId, jobs, today: '2012-05-10', now: at, died: 'прервано' });
      return run && claimOf(run);
    },
    done: { status: 'succeeded', finished_at: now },
  },
  letter: {
    table: 'letters',
    put: async () => {
      const at = now.toISOString();
      await open(
        'letters',
        `(address, subject, text, written_at, next_attempt_at) values ('a@example.test', 's', 't', '${at}', '${at}')`,
      );
    },
    take: (db, at = now) => {
      const held = new Date(at.getTime() + 600_000);
      return claimed(
        inTransaction(db, { id: null }, (trx) =>
          claimLetter(trx, { now: at, heldUntil: held, writtenSince: new Date(0) }),
        ),
      );
    },
    done: { sent_at: now, next_attempt_at: null },
  },
  importFile: {
    table: 'import_files',
    put: async () => {
      await open(
        'imports',
        `(campaign_id, organisation_id, at, by) values (${ids.campaign}, ${ids.organisation}, now(), ${ids.user})`,
      );
      await open('import_files', `(import_id, name, size, content, status) values (1, 'a.xlsx', 1, 'x', 'waiting')`);
    },
    take: (db, at = now) => claimed(claimFile(db, { status: 'waiting', now: at })),
    done: { status: 'refused' },
  },
  export: {
    table: 'exports',
    put: async () => {
      await open(
        'exports',
        `(campaign_id, user_id, shown_at, asked_at) values (${ids.campaign}, ${ids.user}, '2012-05', now())`,
      );
    },
    take: (db, at = now) => claimed(inTransaction(db, { id: null }, (trx) => claimExport(trx, at))),
    done: { status: 'ready', name: 'a.xlsx', finished_at: now },
  },
};

const taken = async (way: Way, db = database().db, at = now) => {
  const claim = await way.take(db, at);
  if (!claim) throw new Error('Nothing to take');
  return claim;
};

/** Nothing has been heard of its holder for so long. */
async function silent({ table }: Way, seconds: number) {
  await database().pool.query(
    `update ${table} set heartbeat_at = now() - make_interval(secs => $1) where heartbeat_at is not null`,
    [seconds],
  );
}

describe.each(Object.entries(ways))('a claimed %s', (kind, way) => {
  beforeEach(way.put);

  test('is in the hands of one of two processes that ask at once', async () => {
    const got = await asAnotherProcess(database(), (other) =>
      Promise.all([way.take(database().db), way.take(other.db)]),
    );
    expect(got.filter(Boolean)).toHaveLength(1);
    expect(await way.take(database().db, later)).toBeUndefined();
  });

  test('stays with who shows life, and is taken up again from who does not', async () => {
    const claim = await taken(way);
    await silent(way, 80);
    expect(await way.take(database().db, later)).toBeUndefined();
    expect(await heartbeat(database().db, claim)).toBe(true);
    await silent(way, 100);
    expect((await taken(way, database().db, later)).attempt).toBe(claim.attempt + 1);
  });

  test('that was taken over takes nothing any more from who slept', async () => {
    const { db } = database();
    const sleeper = await taken(way);
    await silent(way, 100);
    const holder = await taken(way, db, later);
    expect(await heartbeat(db, sleeper)).toBe(false);
    const writes = [
      () => finish(db, sleeper, way.done),
      () => fail(db, sleeper, later, {}),
      () => inTransaction(db, { id: null }, (trx) => fence(trx, sleeper)),
      ...(kind === 'export' ? [() => addPart(db, sleeper, 1, Buffer.from('x'))] : []),
    ];
    for (const write of writes) await expect(write()).rejects.toThrow(LostClaim);
    // Who was interrupted has nothing to write, and so is refused nothing.
    await interrupt(db, sleeper, now, {});
    expect(await heartbeat(db, holder)).toBe(true);
    await finish(db, holder, way.done);
    // Nor is there anything to be held after its end.
    await expect(finish(db, holder, way.done)).rejects.toThrow(LostClaim);
    expect(await way.take(db, later)).toBeUndefined();
  });

  test('leaves nothing of a transaction at whose end another has it in hand', async () => {
    const { db } = database();
    const sleeper = await taken(way);
    await silent(way, 100);
    await taken(way, db, later);
    const written = transact({ db, user: clock, now, claim: sleeper }, ({ trx }) =>
      trx.updateTable('organisations').set({ phone: 'спал' }).execute(),
    );
    await expect(written).rejects.toThrow(LostClaim);
    expect(await db.selectFrom('organisations').where('phone', '=', 'спал').select('id').execute()).toEqual([]);
  });

  test('that was interrupted has not failed, and waits for longer each time', async () => {
    const { db } = database();
    const waits = kind === 'run' ? { status: 'failed' } : kind === 'export' ? { status: 'waiting' } : {};
    let at = later;
    for (const [times, pause] of [90, 360, 1440].entries()) {
      const claim = await taken(way, db, at);
      await interrupt(db, claim, at, waits);
      const { rows } = await database().pool.query(
        `select failures, interruptions from ${way.table} order by interruptions desc limit 1`,
      );
      expect(rows).toEqual([{ failures: 0, interruptions: times + 1 }]);
      const again = new Date(at.getTime() + pause * 1000);
      expect(await way.take(db, new Date(again.getTime() - 1))).toBeUndefined();
      at = again;
    }
  });

  test('done alone and from one snapshot is not undone by a sign of life given meanwhile', async () => {
    const claim = await taken(way);
    await asAnotherProcess(database(), async (other) => {
      let tries = 0;
      let alive: Promise<boolean> | undefined;
      await transact(
        { db: database().db, user: clock, now, claim },
        async ({ trx }) => {
          tries++;
          await trx.selectFrom('campaigns').select('id').execute();
          let given = false;
          alive = heartbeat(other.db, claim).finally(() => {
            given = true;
          });
          // PGlite has one connection: there it waits for the transaction's end.
          const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
          while (other.kind === 'postgres' && !given && (await other.pool.query(waits)).rowCount === 0);
        },
        { alone: 'editions' },
      );
      expect(tries).toBe(1);
      expect(await alive).toBe(true);
    });
  });

  test('that kills its process each time is taken up each time, after pauses that grow up to six hours', async () => {
    const pauses = [90, 360, 1440, 5760, 23_040, 23_040];
    let at = later;
    let last = await taken(way);
    for (const pause of pauses) {
      await silent(way, pause - 10);
      expect(await way.take(database().db, at)).toBeUndefined();
      await silent(way, pause + 10);
      const next = await taken(way, database().db, at);
      expect(next.attempt).toBe(last.attempt + 1);
      last = next;
      at = new Date(at.getTime() + 3_600_000);
    }
    const { rows } = await database().pool.query(
      `select failures, interruptions from ${way.table} order by interruptions desc limit 1`,
    );
    expect(rows).toEqual([{ failures: 0, interruptions: pauses.length }]);
  });

  test('that failed waits for its time, and is given up when it has none', async () => {
    const { db } = database();
    const waits = kind === 'run' ? { status: 'failed' } : kind === 'export' ? { status: 'waiting' } : {};
    const claim = await taken(way);
    await fail(db, claim, later, waits);
    expect(await way.take(db, new Date(later.getTime() - 1))).toBeUndefined();
    const next = await taken(way, db, later);
    expect(next.attempt).toBe(claim.attempt + 1);
    const { rows } = await database().pool.query(`select failures from ${way.table} where heartbeat_at is not null`);
    expect(rows).toEqual([{ failures: 1 }]);
  });
});

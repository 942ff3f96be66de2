import { beforeEach, describe, expect, test } from 'vitest';
import { month } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import {
  askExport,
  type ExportWork,
  forgetExports,
  readExport,
  seeExports,
  workOnExports,
} from '#app/use-cases/territory/exports.server.ts';
import { contexts, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson } from '#tests/support/people.ts';
import { createTerritory, moscow } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);
const at = { month: month('2012-08') };
const asked = '2012-09-03 10:00';

let territory: Awaited<ReturnType<typeof createTerritory>>;
let campaignId: number;
let analyst: User;
beforeEach(async () => {
  territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: { Дубна: ['Школа № 1'] },
  });
  const administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  analyst = await regionPerson(database(), territory, 'analyst', 'Соколова Е. В.');
  const opened = as(administrator, '2012-08-01 12:00');
  campaignId = (await openCampaign(opened, { orderId: 'MO', scopeId: territory.region.id, years: 0 })).campaignId;
});

const ask = (who = analyst) => askExport(as(who, asked), { campaignId, at });

/** A process that makes files of these pieces. */
function maker(pieces: Uint8Array[], made: unknown[] = []): ExportWork {
  const { now } = byClock('2012-09-03 10:05', moscow);
  return {
    db: database().db,
    clock: { now: () => now },
    makeFile: async ({ user }, wanted) => {
      made.push({ by: user.id, ...wanted });
      return { name: 'Сводка.xlsx', content: new Blob(pieces as BlobPart[]).stream() };
    },
  };
}

async function bytesOf(exportId: number, when = '2012-09-10 23:59', who = analyst): Promise<Buffer> {
  const { content } = await readExport(as(who, when), exportId);
  return Buffer.from(await new Response(content as BodyInit).arrayBuffer());
}

describe('a large file is made in the background', () => {
  test('row 54: and fetched byte for byte, for a week, by who asked for it', async () => {
    const bytes = Buffer.alloc(1_000_000, 'Сводка ');
    const { exportId } = await ask();
    expect((await seeExports(as(analyst, asked))).map(({ status }) => status)).toEqual(['waiting']);
    const made: unknown[] = [];
    expect(await workOnExports(maker([bytes.subarray(0, 7), bytes.subarray(7)], made))).toBe(1);
    expect(made).toEqual([{ by: analyst.id, campaignId, at: '2012-08', edition: null }]);
    expect(await seeExports(as(analyst, asked))).toMatchObject([
      { status: 'ready', name: 'Сводка.xlsx', size: 1_000_000, expiresAt: new Date('2012-09-10T20:00:00Z') },
    ]);
    expect((await bytesOf(exportId)).equals(bytes)).toBe(true);
    expect(await refusalOf(bytesOf(exportId, '2012-09-11 00:00'))).toEqual({ kind: 'notFound' });
  });

  test('its person is told of it once, by name and day', async () => {
    await ask();
    await workOnExports(maker([Buffer.from('x')]));
    const notices = await database().db.selectFrom('notices').select(['user_id', 'kind', 'details']).execute();
    expect(notices).toEqual([
      { user_id: analyst.id, kind: 'fileReady', details: { file: 'Сводка.xlsx', until: '2012-09-10' } },
    ]);
  });

  test('asked for twice it is made once; another person’s is another', async () => {
    const other = await regionPerson(database(), territory, 'supervisor', 'Орлова Н. Н.');
    const [first, second, third] = [await ask(), await ask(), await ask(other)];
    expect([second.exportId === first.exportId, third.exportId === first.exportId]).toEqual([true, false]);
    expect(await workOnExports(maker([Buffer.from('x')]))).toBe(2);
    expect(await refusalOf(bytesOf(first.exportId, asked, other))).toEqual({ kind: 'notFound' });
  });

  test('one that fails is tried again after pauses, then says so; the next gets its turn meanwhile', async () => {
    const { exportId } = await ask();
    const other = await regionPerson(database(), territory, 'supervisor', 'Орлова Н. Н.');
    await ask(other);
    const work = maker([Buffer.from('x')]);
    const failing = (minutes: number): ExportWork => ({
      ...work,
      clock: { now: () => new Date(work.clock.now().getTime() + minutes * 60_000) },
      makeFile: (ctx, wanted) =>
        ctx.user.id === analyst.id ? Promise.reject(new Error('disk')) : work.makeFile(ctx, wanted),
    });
    const status = async (who: User) => (await seeExports(as(who, asked))).map((one) => one.status);
    expect(await workOnExports(failing(0))).toBe(2);
    expect([await status(analyst), await status(other)]).toEqual([['waiting'], ['ready']]);
    for (const [minutes, made] of [
      [0.9, 0],
      [1, 1],
      [10.9, 0],
      [11, 1],
      [600, 0],
    ] as const) {
      expect([minutes, await workOnExports(failing(minutes))]).toEqual([minutes, made]);
    }
    expect(await status(analyst)).toEqual(['failed']);
    expect(await refusalOf(bytesOf(exportId))).toEqual({ kind: 'notFound' });
  });

  test('one whose database went away has not failed, and is begun again after a pause', async () => {
    await ask();
    const away = new Error('Connection terminated unexpectedly');
    const work = maker([Buffer.from('x')]);
    await workOnExports({ ...work, makeFile: () => Promise.reject(away) });
    const { rows } = await database().pool.query('select status, failures, interruptions from exports');
    expect(rows).toEqual([{ status: 'waiting', failures: 0, interruptions: 1 }]);
    expect(await workOnExports(work)).toBe(0);
    const later = new Date(work.clock.now().getTime() + 90_000);
    expect(await workOnExports({ ...work, clock: { now: () => later } })).toBe(1);
  });

  test('what a dead process left is begun again from the first piece, however often it died', async () => {
    const { exportId } = await ask();
    const { pool } = database();
    await pool.query(
      `update exports set status = 'running', attempts = 9, size = 3, heartbeat_at = now() - interval '1 hour'`,
    );
    await pool.query(`insert into export_parts values ($1, 1, 'old')`, [exportId]);
    expect(await workOnExports(maker([Buffer.from('new file')]))).toBe(1);
    expect((await bytesOf(exportId)).toString()).toBe('new file');
  });

  test('a process that sleeps over its file mixes no piece into the one that a colleague makes', async () => {
    const { exportId } = await ask();
    let wake = () => {};
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    let begun = () => {};
    const atWork = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const sleeper: ExportWork = {
      ...maker([]),
      makeFile: async () => ({
        name: 'Чужое.xlsx',
        content: new ReadableStream({
          async pull(controller) {
            begun();
            await asleep;
            controller.enqueue(Buffer.from('sleeper'));
            controller.close();
          },
        }),
      }),
    };
    const sleeping = workOnExports(sleeper);
    await atWork;
    await database().pool.query(`update exports set heartbeat_at = now() - interval '2 minutes'`);
    const colleague: ExportWork = {
      ...maker([]),
      makeFile: async () => {
        wake();
        await sleeping;
        return { name: 'Сводка.xlsx', content: new Blob(['colleague']).stream() };
      },
    };
    expect(await workOnExports(colleague)).toBe(1);
    expect((await bytesOf(exportId)).toString()).toBe('colleague');
    expect(await seeExports(as(analyst, asked))).toMatchObject([{ status: 'ready', name: 'Сводка.xlsx', size: 9 }]);
  });

  test('a week later it is gone', async () => {
    await ask();
    await workOnExports(maker([Buffer.from('x')]));
    expect(await forgetExports(byClock('2012-09-10 12:00', moscow))).toBe(0);
    expect(await forgetExports(byClock('2012-09-11 03:40', moscow))).toBe(1);
    expect(await database().db.selectFrom('export_parts').selectAll().execute()).toEqual([]);
  });
});

test('one that failed is kept for a week, so that its person learns of it, and no longer', async () => {
  await ask();
  for (const when of ['2012-09-03 10:05', '2012-09-03 10:06', '2012-09-03 10:16']) {
    const { now } = byClock(when, moscow);
    const failing = { ...maker([]), clock: { now: () => now }, makeFile: () => Promise.reject(new Error('disk')) };
    expect(await workOnExports(failing)).toBe(1);
  }
  expect(await forgetExports(byClock('2012-09-10 10:15', moscow))).toBe(0);
  expect((await seeExports(as(analyst, '2012-09-10 10:15'))).map(({ status }) => status)).toEqual(['failed']);
  expect(await forgetExports(byClock('2012-09-10 10:16', moscow))).toBe(1);
  expect(await seeExports(as(analyst, '2012-09-10 10:16'))).toEqual([]);
});

test('who does not see the region does not get its files', async () => {
  const coordinator = await coordinatorOf(database(), territory, 'Ильин А. А.', 'Дубна');
  expect(await refusalOf(ask(coordinator))).toEqual({ kind: 'notFound' });
});

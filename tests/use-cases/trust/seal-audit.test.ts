import { sql } from 'kysely';
import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import type { User } from '#app/domain/people/people.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { requestJobRun, seeJobs } from '#app/use-cases/trust/request-run.server.ts';
import { checkAudit, sealAudit } from '#app/use-cases/trust/seal-audit.server.ts';
import { takeUp } from '#jobs/runner.ts';
import { contexts } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { regionPerson } from '#tests/support/people.ts';
import { createTerritory, moscow, type Territory } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

let territory: Territory;
let zueva: User;

const night = (date: string) => byClock(`${date} 04:10`, moscow);
const check = () => checkAudit(database().db);
const run = (query: string) => sql.raw(query).execute(database().db);

/** So many acts of one day. */
async function act(count: number, at = '2012-10-01 12:00'): Promise<void> {
  await database()
    .db.insertInto('audit')
    .values(
      Array.from({ length: count }, (_, nth) => ({
        at: as(zueva, at).now,
        actor_id: zueva.id,
        action: 'organisation.change',
        subject: 'organisation',
        subject_id: territory.region.id,
        organisation_id: territory.region.id,
        changes: JSON.stringify({ phone: [`${nth}`, `${nth + 1}`] }),
        details: JSON.stringify({ from: nth }),
      })),
    )
    .execute();
}

beforeEach(async () => {
  territory = await createTerritory(database(), {
    name: 'Московская область',
    zone: moscow,
    municipalities: { Дубна: ['Школа № 1'] },
  });
  zueva = await regionPerson(database(), territory, 'administrator', 'Зуева Анна');
});

test('every night closes what was written since the last one, each seal upon the one before', async () => {
  await act(3);
  const first = await sealAudit(night('2012-10-02'));
  expect(first).toMatchObject({ sealed: 3, last: { number: 1, rows: 3, from: as(zueva, '2012-10-01 12:00').now } });
  expect(await sealAudit(night('2012-10-03'))).toEqual({ sealed: 0, last: first.last });
  await act(2, '2012-10-03 15:00');
  const second = await sealAudit(night('2012-10-04'));
  expect(second).toMatchObject({ sealed: 2, last: { number: 2, rows: 2 } });
  expect(second.last?.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(second.last?.hash).not.toBe(first.last?.hash);
  expect(await check()).toEqual({ seals: 2, rows: 5, findings: [] });
});

test('an installation with years behind it is sealed in parts, and nothing is left over', async () => {
  await act(25);
  expect(await sealAudit(night('2012-10-02'), { perSeal: 10 })).toMatchObject({ sealed: 25, last: { number: 3 } });
  expect(await check()).toEqual({ seals: 3, rows: 25, findings: [] });
});

test('a row that was committed late, with a smaller number, comes with the next seal', async () => {
  await act(3);
  await run('delete from audit where id = 2');
  await sealAudit(night('2012-10-02'));
  await run(`insert into audit (id, at, action, subject) overriding system value
    values (2, '2012-10-01T12:00:00+04:00', 'notices.remind', 'job')`);
  expect(await sealAudit(night('2012-10-03'))).toMatchObject({ sealed: 1, last: { number: 2 } });
  expect((await check()).findings).toEqual([]);
});

test('two processes that seal at once make one chain', async () => {
  await act(30);
  const both = await Promise.all([1, 2].map(() => sealAudit(night('2012-10-02'), { perSeal: 10 })));
  expect(both.reduce((sum, { sealed }) => sum + sealed, 0)).toBe(30);
  expect(await check()).toEqual({ seals: 3, rows: 30, findings: [] });
});

describe('whoever gets at the tables themselves is found out, by the row', () => {
  beforeEach(async () => {
    await act(3);
    await sealAudit(night('2012-10-02'));
    await act(3, '2012-10-02 15:00');
    await sealAudit(night('2012-10-03'));
  });

  const changed = (row: number, seal = 1) => [{ kind: 'changed', seal, row }];
  test.each([
    ['who', 'update audit set actor_id = null where id = 2', changed(2)],
    ['when, by a microsecond', `update audit set at = at + interval '1 microsecond' where id = 2`, changed(2)],
    ['in which role', `update audit set actor_role = 'analyst' where id = 2`, changed(2)],
    ['what', `update audit set action = 'organisation.move' where id = 5`, changed(5, 2)],
    ['what it became', `update audit set changes = '{"phone": ["1", "9"]}' where id = 2`, changed(2)],
    ['a detail', `update audit set details = '{}' where id = 2`, changed(2)],
    ['that it was sealed at all', 'update audit set seal = null where id = 3', changed(3)],
    ['a row that is taken away', 'delete from audit where id = 6', [{ kind: 'missing', seal: 2, row: 6 }]],
    [
      'a row that is slipped in',
      `insert into audit (at, action, subject, seal) values (now(), 'report.accept', 'report', 1)`,
      [{ kind: 'added', seal: 1, row: 7 }],
    ],
    [
      'the fingerprint along with the row',
      `update audit_seals set fingerprints = jsonb_set(fingerprints, '{2}', '"00"') where number = 1`,
      [
        { kind: 'sealChanged', seal: 1 },
        { kind: 'changed', seal: 1, row: 2 },
      ],
    ],
    [
      'the hash of a seal',
      `update audit_seals set hash = sha256('x') where number = 1`,
      [
        { kind: 'sealChanged', seal: 1 },
        { kind: 'sealChanged', seal: 2 },
      ],
    ],
    [
      'when it was sealed',
      'update audit_seals set sealed_at = now() where number = 2',
      [{ kind: 'sealChanged', seal: 2 }],
    ],
  ])('%s', async (_what, tampering, findings) => {
    expect((await check()).findings).toEqual([]);
    await run(tampering);
    expect((await check()).findings).toEqual(findings);
  });

  test('a seal that is taken away with its rows', async () => {
    await run('delete from audit where seal = 1; delete from audit_seals where number = 1');
    expect((await check()).findings).toEqual([{ kind: 'sealMissing', seal: 1 }]);
  });
});

test('row 56: the nightly job fails by the name of what was changed, and says the last seal’s hash when all is well', async () => {
  const runner = {
    db: database().db,
    clock: { now: () => night('2012-10-02').now },
    log: pino({ level: 'silent' }),
    origin: 'http://s',
  };
  const asked = { job: 'seal-audit', period: '2012-10-02' };
  const last = async () => {
    await requestJobRun(as(zueva, '2012-10-02 03:00'), asked);
    await takeUp(runner);
    return (await seeJobs(as(zueva, '2012-10-02 05:00'), { job: 'seal-audit' })).jobs[0]?.runs[0];
  };
  await openCampaign(as(zueva, '2012-09-10 12:00'), { orderId: 'MO', scopeId: territory.region.id, years: 0 });
  expect(await last()).toMatchObject({
    status: 'succeeded',
    result: expect.stringMatching(/Печать № 1: [0-9a-f]{64}$/),
  });
  await run(`update audit set details = '{"created": 7}' where action = 'reports.create'`);
  expect(await last()).toMatchObject({
    status: 'failed',
    result: 'Журнал изменений не сходится с печатями: изменена запись № 2 (печать № 1)',
  });
});

/**
 * Schools file while everything that can go away goes away: web processes are killed, PostgreSQL restarts in order and at once.
 * Afterwards the database is counted. What happens when is set by how many reports have been filed, not by a clock, so that a slow
 * machine goes through the same.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { paths } from '#app/paths.ts';
import { type Database, openDatabase } from '#db/client.ts';
import { migrate } from '#db/migrate.ts';
import { type Postgres, startPostgres } from '#tests/support/postgres.ts';
import { type Got, type Sent, send } from '#tests/support/raw-http.ts';
import { type DrillRegion, drillRegion, type Ready } from './region.ts';
import { startWeb, type Web } from './web.ts';

export type Plan = { seed: number; filings: number; kills: number; restarts: number };
export type Figures = {
  /** Reports whose director has read that it is filed. */
  acknowledged: number;
  /** Of these, how many only on looking again after the answer had broken. */
  foundFiled: number;
  lost: number;
  doubled: number;
  /** Filings without their entry in the audit. */
  halves: number;
  compiled: number;
  compiledTwice: number;
  /** Runs that were interrupted and never taken up. */
  leftUndone: number;
  kills: number;
  restarts: number;
  deaths: string[];
  /** Requests by what became of them. */
  answers: Record<string, number>;
  secondsAfterKill: number[];
  secondsAfterRestart: number[];
};

const clients = 16;
const processes = 2;
/** How long a person waits before looking again. */
const patienceMs = 300;
/** An answer that does not come at all. */
const neverMs = 120_000;
/** Runs of killed processes are known by their silence. */
const afterwardsMs = 10 * 60_000;

export async function drill(plan: Plan, say: (line: string) => void = () => {}): Promise<Figures> {
  const postgres = await startPostgres({ synchronous_commit: 'on' });
  const webs: Web[] = [];
  try {
    const databaseUrl = postgres.url('postgres');
    const region = await onDatabase(databaseUrl, async (database) => {
      await migrate(database);
      return drillRegion(database, plan.filings);
    });
    for (let at = 0; at < processes; at++) webs.push(await startWeb(databaseUrl));
    const outage = await goThrough(plan, { region, webs, postgres, say });
    const counted = await onDatabase(databaseUrl, async (database) => {
      await jobsAreDone(database);
      return count(database, outage.acknowledged);
    });
    const { acknowledged, ...rest } = outage;
    return { ...rest, acknowledged: acknowledged.size, ...counted, deaths: webs.flatMap(({ deaths }) => deaths) };
  } finally {
    await Promise.all(webs.map((web) => web.stop()));
    await postgres.stop();
  }
}

type Stage = { region: DrillRegion; webs: Web[]; postgres: Postgres; say: (line: string) => void };

async function goThrough(plan: Plan, { region, webs, postgres, say }: Stage) {
  const chance = randomFrom(plan.seed);
  const acknowledged = new Set<number>();
  const answers: Record<string, number> = {};
  const waiting = [...region.reports];
  const events = new EventTarget();
  let foundFiled = 0;

  async function ask(sent: Sent): Promise<Got | undefined> {
    const web = webs[Math.floor(Math.random() * webs.length)] as Web;
    const never = new AbortController();
    const got = await Promise.race([
      send(web, sent).catch((error: NodeJS.ErrnoException) => String(error.code ?? error.message)),
      pause(neverMs, 'no answer', { signal: never.signal }),
    ]);
    never.abort();
    const kind = typeof got === 'string' ? got : String(got.status);
    answers[kind] = (answers[kind] ?? 0) + 1;
    return typeof got === 'string' ? undefined : got;
  }

  /** As a person would: press, and if the answer broke look whether it is filed before pressing again. */
  async function file({ reportId, cookie }: Ready): Promise<void> {
    for (let pressed = 0; ; pressed++) {
      if (pressed > 0) {
        await pause(patienceMs);
        const seen = await ask({ target: paths.filedReport(reportId), cookie });
        if (seen?.status === 200) {
          foundFiled++;
          break;
        }
        if (seen?.status !== 302) continue;
      }
      const answer = await ask({ target: paths.checkReport(reportId), body: { version: '1' }, cookie });
      if (answer?.status === 302 && answer.headers.location === paths.filedReport(reportId)) break;
    }
    acknowledged.add(reportId);
    events.dispatchEvent(new Event('filed'));
  }

  async function client(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) await file(next);
  }

  function filed(many: number): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (acknowledged.size < Math.min(many, plan.filings)) return;
        events.removeEventListener('filed', look);
        resolve();
      };
      events.addEventListener('filed', look);
      look();
    });
  }

  /** One disturbance after another, at random counts; a kill does not wait for the one before to be served again. */
  async function disturb() {
    const secondsAfterRestart: number[] = [];
    const kills: Promise<number>[] = [];
    const gap = (plan.filings * 0.95) / (plan.kills + plan.restarts);
    let at = 0;
    let restarts = 0;
    for (const what of shuffled(plan, chance)) {
      at += gap * (0.5 + chance());
      await filed(Math.round(at));
      await pause(chance() * 40);
      if (what === 'kill') kills.push((webs[Math.floor(chance() * webs.length)] as Web).kill());
      else secondsAfterRestart.push(await restart(restarts++ % 2 === 0 ? 'fast' : 'immediate'));
      say(`${acknowledged.size} filed, ${kills.length} kills, ${restarts} restarts`);
    }
    return { kills: kills.length, restarts, secondsAfterRestart, secondsAfterKill: await Promise.all(kills) };
  }

  async function restart(mode: 'fast' | 'immediate'): Promise<number> {
    const from = performance.now();
    await postgres.halt(mode);
    await pause(chance() * 1000);
    await postgres.resume();
    await filed(acknowledged.size + 1);
    return (performance.now() - from) / 1000;
  }

  /** The administrator asks for one month after the other. */
  async function compile(): Promise<void> {
    const every = Math.max(10, Math.round(plan.filings / 60));
    for (let at = every; at < plan.filings; at += every) {
      await filed(at);
      const period = (at / every) % 2 === 0 ? '2012-07' : '2012-08';
      await send(webs[0] as Web, {
        target: paths.jobs(),
        body: { job: 'compile-summary', period },
        cookie: region.administrator,
      }).catch(() => {});
    }
  }

  const [disturbed] = await Promise.all([disturb(), compile(), ...Array.from({ length: clients }, client)]);
  return { acknowledged, foundFiled, answers, ...disturbed };
}

async function jobsAreDone({ pool }: Database): Promise<void> {
  const until = Date.now() + afterwardsMs;
  for (;;) {
    const { rows } = await pool.query(`select from job_runs where status in ('requested', 'running')`);
    if (rows.length === 0 || Date.now() > until) return;
    await pause(1000);
  }
}

async function count({ pool }: Database, acknowledged: Set<number>) {
  const { rows } = await pool.query<
    Pick<Figures, 'lost' | 'doubled' | 'halves' | 'compiled' | 'compiledTwice' | 'leftUndone'>
  >(
    `select
       (select count(*) from unnest($1::int[]) as told (id) where not exists (select from filings f where f.report_id = told.id)) as lost,
       (select count(*) from (select report_id from filings group by 1 having count(*) > 1) twice) as doubled,
       (select count(*) from filings f where (
          select count(*) from audit a where a.action = 'report.file' and a.subject_id = f.report_id) <> 1) as halves,
       (select count(*) from editions) as compiled,
       (select coalesce(sum(greatest(0, made.editions - coalesce(asked.times, 0) - (made.month = '2012-07')::int)), 0)::int
          from (select month, count(*) as editions from editions group by 1) made
          left join (select details ->> 'period' as month, count(*) as times from audit
            where action = 'job.runAgain' group by 1) asked using (month)) as "compiledTwice",
       (select count(distinct (job, period)) from job_runs r where status <> 'succeeded' and not exists (
          select from job_runs later where (later.region_id, later.job, later.period) = (r.region_id, r.job, r.period)
            and later.attempt >= r.attempt and later.status = 'succeeded')) as "leftUndone"`,
    [[...acknowledged]],
  );
  return rows[0] as (typeof rows)[0];
}

async function onDatabase<T>(databaseUrl: string, act: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ databaseUrl, dataDir: 'memory' });
  try {
    return await act(database);
  } finally {
    await database.close();
  }
}

function shuffled({ kills, restarts }: Plan, chance: () => number): ('kill' | 'restart')[] {
  return Array.from(
    { length: kills + restarts },
    (_, at) => ({ what: at < kills ? 'kill' : 'restart', order: chance() }) as const,
  )
    .sort((a, b) => a.order - b.order)
    .map(({ what }) => what);
}

/** The same numbers for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

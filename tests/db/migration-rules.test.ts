import type { PoolClient } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Migrations, migrate } from '#db/migrate.ts';
import { releases } from '#db/releases.ts';
import { emptyDatabase } from '#tests/support/database.ts';
import { brokenPromises, type SchemaPicture, schemaPicture } from '#tests/support/schema-picture.ts';

const files = import.meta.glob<string>('../../db/migrations/*.sql', { query: '?raw', import: 'default', eager: true });
const all: Migrations = Object.fromEntries(
  Object.entries(files).map(([path, text]) => [path.replace(/^.*\/|\.sql$/g, ''), text]),
);
const last = releases.at(-1) ?? '';
const released = Object.fromEntries(Object.entries(all).filter(([name]) => name <= last));
const since = Object.entries(all)
  .filter(([name]) => name > last)
  .sort(([a], [b]) => (a < b ? -1 : 1));

/** Whose rows are counted by organisations, people and months: a look at all of them takes no time. Every other table is large. */
const small = new Set(
  `archive_checks campaigns edition_approvals edition_recipients editions job_runs organisations placements plan_steps plans
   recovery_codes reporting_dates required_factors second_factors successions users views`.split(/\s+/),
);

/** What the rule says about a migration and why it is all right nevertheless: in the words of the test, after the migration's name. */
const agreed: Record<string, string> = {
  '0024-system-counts: filings.filings_count_system is a new trigger on what the older program writes':
    'it adds one to a count, and the older program has to be counted too',
  '0024-system-counts: filings is read while others wait':
    'the count of what was filed before and the trigger must not leave a gap; two seconds for a million filings on a busy machine',
  '0025-return-counts: remarks.remarks_count_returns is a new trigger on what the older program writes':
    'it adds to a count, and the older program has to be counted too',
  '0025-return-counts: remarks is read while others wait':
    'returns alone wait, four seconds at a hundred thousand remarks on a busy machine',
  '0025-return-counts: reviews is read while others wait': 'nobody waits for reviews: it is remarks that are held',
  '0025-return-counts: filings is read while others wait': 'nobody waits for filings: it is remarks that are held',
  '0044-campaign-life: campaigns.campaigns_once is gone':
    'a unique index of the same name keeps the same among campaigns that are not withdrawn, and the older program withdraws none',
};

const outside = /^-- Outside of a transaction\b/;
const withoutWaiting =
  /^\s*(--.*\n\s*)*(create (unique )?index concurrently if not exists|drop index concurrently if exists|alter table \w+ validate constraint) /;

let own: Awaited<ReturnType<typeof emptyDatabase>>;
let client: PoolClient;
let asReleased: SchemaPicture;
beforeAll(async () => {
  own = await emptyDatabase();
  const database = await own.open();
  await migrate(database, released);
  client = await database.pool.connect();
  asReleased = await schemaPicture(client);
});
afterAll(async () => {
  client?.release();
  await own?.drop();
});

test('every migration since the last release lets the release before go on reading and writing while it runs and after it', async () => {
  const found: Record<string, string[]> = {};
  for (const [name, text] of since) {
    const harm = (await harmOf(text, 'commit')).filter((said) => !(`${name}: ${said}` in agreed));
    if (harm.length > 0) found[name] = harm;
  }
  expect(found).toEqual({});
});

const refused: Record<string, [sql: string, ...harm: string[]]> = {
  'takes a table away': ['drop table views', 'views is gone'],
  'renames a table': ['alter table views rename to questions', 'views is gone'],
  'takes a column away': ['alter table acts drop column version', 'acts.version is gone'],
  'renames a column': ['alter table users rename position to job', 'users.position is gone'],
  'widens a type, which rewrites the table': [
    'alter table filing_figures alter n type bigint',
    'filing_figures.n was integer and is bigint',
    'filing_figures is written anew',
    'filing_figures is read while others wait',
  ],
  'asks for what was optional': ['alter table users alter phone set not null', 'users.phone may no longer be empty'],
  'lets be empty what everybody reads': [
    'alter table letters alter address drop not null',
    'letters.address may be empty, and nobody expects it',
  ],
  'takes a default away': ['alter table users alter letters drop default', 'users.letters has lost its default'],
  'adds what old inserts leave out': [
    'alter table users add column patronymic text not null',
    'users.patronymic is required and has no default',
  ],
  'adds a check that is tried at once on all rows': [
    'alter table filings add constraint filings_version check (from_version >= 0)',
    'filings.filings_version is a new constraint on what the older program writes',
    'filings is read while others wait',
  ],
  'adds a check that is tried later': [
    'alter table filings add constraint filings_version check (from_version >= 0) not valid',
    'filings.filings_version is a new constraint on what the older program writes',
  ],
  'adds a foreign key': [
    'alter table audit add constraint audit_subject foreign key (subject_id) references organisations',
    'audit.audit_subject is a new constraint on what the older program writes',
    'audit is read while others wait',
  ],
  'takes a key away that inserts lean on': [
    'alter table notices drop constraint notices_once',
    'notices.notices_once is gone',
    'notices.notices_once is gone',
  ],
  'takes a word away from a list': [
    `alter table views add column kind text; alter table exports drop constraint exports_status_check;
     alter table exports add constraint exports_status_check check (status in ('waiting', 'running', 'ready')) not valid`,
    "exports.exports_status_check was CHECK ((status = ANY (ARRAY['waiting'::text, 'running'::text, 'ready'::text, 'failed'::text]))) " +
      "and is CHECK ((status = ANY (ARRAY['waiting'::text, 'running'::text, 'ready'::text])))",
  ],
  'makes unique what was not': [
    'create unique index views_query on views (query)',
    'views.views_query is a new unique index on what the older program writes',
  ],
  'lays a trigger under old writes': [
    `create trigger views_frozen before update on views for each row execute function refuse_change_of_edition()`,
    'views.views_frozen is a new trigger on what the older program writes',
  ],
  'takes a trigger away': ['drop trigger editions_frozen on editions', 'editions.editions_frozen is gone'],
  'takes an index away': ['drop index filings_last', 'filings.filings_last is gone'],
  'hides rows': ['alter table views enable row level security', 'views hides rows by row-level security'],
  'makes an index on a large table while others wait': [
    'create index reports_saved_at on reports (saved_at)',
    'reports is read while others wait',
  ],
  'changes all rows of a large table': ['update reports set version = version + 1', 'reports is written to'],
  'adds a column with its check, for which all rows are read': [
    "alter table reports add column mood text check (mood in ('good', 'bad'))",
    'reports is read while others wait',
  ],
  'fills a column of a large table in the same breath': [
    'alter table filings add column words text; update filings set words = system',
    'filings is read while others wait',
  ],
  'fills a new table from a large one while it holds the large one': [
    `create table first_filings (report_id integer primary key references reports, at timestamptz);
     insert into first_filings select report_id, min(filed_at) from filings group by 1`,
    'filings is read while others wait',
  ],
  'does outside of a transaction what belongs into one': [
    '-- Outside of a transaction\nalter table views add column kind text;\n',
    'outside of a transaction: alter table views add column kind text',
  ],
};

for (const [what, [sql, ...harm]] of Object.entries(refused)) {
  test(`a migration that ${what} is refused`, async () => {
    expect(await harmOf(sql, 'rollback')).toEqual(harm);
  });
}

const permitted: Record<string, string> = {
  'adds a table with keys into large ones':
    'create table calls (id integer primary key, report_id integer not null references reports)',
  'adds a column that may be empty, with a check of its own that old rows need not be read for':
    "alter table reports add column mood text; alter table reports add check (mood in ('good', 'bad')) not valid",
  'adds a column with a default': 'alter table filings add column source text not null default $$form$$',
  'lists one more word': `alter table exports drop constraint exports_status_check;
    alter table exports add constraint exports_status_check check (status in ('waiting', 'running', 'ready', 'failed', 'gone')) not valid`,
  'fills a new table from a large one': `create table first_filings (report_id integer primary key, at timestamptz);
    insert into first_filings select report_id, min(filed_at) from filings group by 1`,
  'changes a small table': 'update campaigns set published = false',
};

for (const [what, sql] of Object.entries(permitted)) {
  test(`a migration that ${what} is let through`, async () => {
    expect(await harmOf(sql, 'rollback')).toEqual([]);
  });
}

test('an index made concurrently is let through', () => {
  const text =
    '-- Outside of a transaction\ncreate index concurrently if not exists filings_by on filings (filed_by);\n';
  expect(outside.test(text) && statementsOf(text).every((statement) => withoutWaiting.test(statement))).toBe(true);
});

/** Does what the migration says and tells what it did to others. */
async function harmOf(text: string, end: 'commit' | 'rollback'): Promise<string[]> {
  const known = await broken();
  if (outside.test(text)) {
    const statements = statementsOf(text);
    const wrong = statements.filter((statement) => !withoutWaiting.test(statement));
    if (wrong.length > 0 || end === 'rollback') return wrong.map((sql) => `outside of a transaction: ${bare(sql)}`);
    for (const statement of statements) await client.query(statement);
    return (await broken()).filter((said) => !known.includes(said));
  }
  await client.query('begin');
  try {
    const before = await work();
    await client.query(text);
    const after = await work();
    return [...(await broken()).filter((said) => !known.includes(said)), ...waits(before, after)];
  } finally {
    await client.query(end);
  }
}

async function broken(): Promise<string[]> {
  return brokenPromises(asReleased, await schemaPicture(client));
}

type Work = { table: string; file: number; read: number; locks: string[] };

/** What this transaction has done to the large tables of the release so far: on empty ones too, a look at all rows is counted as one. */
async function work(): Promise<Work[]> {
  const { rows } = await client.query<Work>(
    `select s.relname as table, pg_relation_filenode(s.relid) as file, (s.seq_scan + coalesce(s.idx_scan, 0))::int as read,
       array(select l.mode from pg_locks l where l.relation = s.relid and l.pid = pg_backend_pid()) as locks
     from pg_stat_xact_user_tables s order by 1`,
  );
  return rows.filter(({ table }) => table in asReleased.tables && !small.has(table));
}

const holdsUpOthers = ['ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'];

function waits(before: Work[], after: Work[]): string[] {
  const was = new Map(before.map((one) => [one.table, one]));
  const holding = after.some(({ locks }) => locks.some((mode) => holdsUpOthers.includes(mode)));
  return after.flatMap(({ table, file, read, locks }) => [
    ...(file !== was.get(table)?.file ? [`${table} is written anew`] : []),
    ...(holding && read !== was.get(table)?.read ? [`${table} is read while others wait`] : []),
    ...(!holding && locks.includes('RowExclusiveLock') ? [`${table} is written to`] : []),
  ]);
}

function statementsOf(text: string): string[] {
  return text.split(/;\s*$/m).filter((statement) => statement.trim() !== '');
}

function bare(statement: string): string {
  return statement.replace(/^--.*\n/gm, '').trim();
}

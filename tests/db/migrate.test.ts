import { afterEach, expect, test } from 'vitest';
import type { Database } from '#db/client.ts';
import { migrate, pendingMigrations } from '#db/migrate.ts';
import { emptyDatabase, testDatabase } from '#tests/support/database.ts';

const two = {
  '0002-pupils': "insert into class (name) values ('1а'); create table pupil (class int references class)",
  '0001-classes': 'create table class (id int generated always as identity primary key, name text unique)',
};

const opened: { drop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const empty of opened.splice(0)) await empty.drop();
});

async function empty() {
  const database = await emptyDatabase();
  opened.push(database);
  return database;
}

test('pending migrations are applied once and in the order of their names', async () => {
  const database = await (await empty()).open();
  expect(await pendingMigrations(database, two)).toEqual(['0001-classes', '0002-pupils']);
  expect(await migrate(database, two)).toEqual(['0001-classes', '0002-pupils']);
  expect(await pendingMigrations(database, two)).toEqual([]);
  expect(await migrate(database, two)).toEqual([]);
});

test('a migration that fails leaves nothing of itself, and those before it stay', async () => {
  const database = await (await empty()).open();
  const broken = { ...two, '0002-pupils': 'create table pupil (id int); select * from nowhere' };
  await expect(migrate(database, broken)).rejects.toThrow('0002-pupils');
  expect(await tables(database)).toEqual(['class', 'migrations']);
  expect(await migrate(database, two)).toEqual(['0002-pupils']);
});

test('a database that a newer build has migrated is refused', async () => {
  const database = await (await empty()).open();
  await migrate(database, { ...two, '0003-marks': 'create table mark (id int)' });
  await expect(migrate(database, two)).rejects.toThrow('0003-marks');
  await expect(pendingMigrations(database, two)).rejects.toThrow('база новее');
});

test('several processes can migrate at once, and each migration is applied once', async () => {
  const { open } = await empty();
  const processes = await Promise.all([1, 2, 3, 4, 5, 6].map(open));
  const done = await Promise.all(processes.map((database) => migrate(database, two)));
  expect(done.flat().sort()).toEqual(['0001-classes', '0002-pupils']);
  expect(await rows(processes[0], 'select name from class')).toEqual([{ name: '1а' }]);
});

/** Short tries, so that a test need not wait for what nobody gives back. */
const hasty = { lockMs: 50, pausesMs: [10, 10] };

test('a table that somebody holds is asked for again and again; given back, it is migrated, and who read it never stood behind', async () => {
  const { open } = await empty();
  const ours = await open();
  // PGlite has one connection: nobody else can hold anything.
  if (ours.kind === 'pglite') return;
  await migrate(ours, { '0001-classes': two['0001-classes'] });
  const later = { '0001-classes': two['0001-classes'], '0002-year': 'alter table class add column year int' };
  const other = await (await open()).pool.connect();
  await other.query('begin; select * from class');
  await expect(migrate(ours, later, hasty)).rejects.toThrow('таблица занята, попыток сделано 3');
  const patient = migrate(ours, later, { lockMs: 50, pausesMs: Array(10_000).fill(10) });
  await other.query('select * from class');
  await other.query('commit');
  expect(await patient).toEqual(['0002-year']);
  other.release();
});

const indexed = {
  ...two,
  '0003-names': `-- Outside of a transaction: many pupils.
create index concurrently if not exists class_name on class (name);
create index concurrently if not exists pupil_class on pupil (class);
`,
};

test('an index is made outside of a transaction, by several processes at once, and one that a dead process left is made anew', async () => {
  const { open } = await empty();
  const ours = await open();
  await migrate(ours, { ...two, '0003-names': 'create index class_name on class (id)' });
  await ours.pool.query(`delete from migrations where name = '0003-names';
    update pg_index set indisvalid = false where indexrelid = 'class_name'::regclass`);
  const processes = ours.kind === 'pglite' ? [ours] : await Promise.all([1, 2, 3].map(open));
  const done = await Promise.all(processes.map((database) => migrate(database, indexed)));
  expect(done.flat()).toEqual(['0003-names']);
  const made = "select indexdef from pg_indexes where indexname in ('class_name', 'pupil_class') order by 1";
  expect(await rows(ours, made)).toEqual([
    { indexdef: 'CREATE INDEX class_name ON public.class USING btree (name)' },
    { indexdef: 'CREATE INDEX pupil_class ON public.pupil USING btree (class)' },
  ]);
  expect(await rows(ours, 'select from pg_index where not indisvalid')).toEqual([]);
});

test('the release before goes on and starts again on a database that the next one has migrated, and an older one does not', async () => {
  const database = await (await empty()).open();
  const next = { ...two, '0019-marks': 'create table mark (id int)' };
  await migrate(database, next);
  const before = { ...two, '0018-exports': '' };
  await migrate(database, before);
  expect(await pendingMigrations(database, before)).toEqual([]);
  await expect(migrate(database, two)).rejects.toThrow('0018-exports, 0019-marks');
});

const database = testDatabase();

test('a test gets the database of this build with nothing pending', async () => {
  expect(await pendingMigrations(database())).toEqual([]);
});

test('names are sorted as in Russian: Ё beside Е, small beside capital', async () => {
  const names = ['Жуков', 'Ёлкин', 'Егоров', 'ежов', 'Яшин', 'Абрамов', 'елисеев'];
  const sorted = await rows(
    database(),
    `select name from unnest('{${names.join(',')}}'::text[]) as name order by name collate ru`,
  );
  expect(sorted.map((row) => row.name)).toEqual([...names].sort(new Intl.Collator('ru').compare));
});

async function tables(database: Database): Promise<unknown[]> {
  const found = await rows(database, "select tablename from pg_tables where schemaname = 'public' order by tablename");
  return found.map((row) => row.tablename);
}

async function rows(database: Database | undefined, query: string) {
  return (await database?.pool.query<Record<string, unknown>>(query))?.rows ?? [];
}

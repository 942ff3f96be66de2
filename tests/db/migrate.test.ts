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

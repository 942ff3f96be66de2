import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jobCommand, restoredBy } from '#app/commands/job.server.ts';
import { StartupError } from '#app/http/config.server.ts';

const edition = { campaignId: 1, month: '2012-09', number: 2 };

test.each([
  ['1 2012-09 2 файл', { ...edition, copy: 'file' }],
  ['1 2012-09 2 база', { ...edition, copy: 'database' }],
  ['17 все файл', { campaignId: 17 }],
])('restore-edition %s says which copy is put back', (words, asked) => {
  expect(restoredBy(words.split(' '))).toEqual(asked);
});

test.each([
  '',
  '1',
  '1 2012-09 2',
  '1 2012-9 2 файл',
  '1 2012-13 2 файл',
  '1 2012-09 два файл',
  'первая 2012-09 2 файл',
  '-1 2012-09 2 файл',
  '1234567890 2012-09 2 файл',
  '1 2012-09 2 file',
  '1 2012-09 2 toString',
  '1 2012-09 2 файл база',
  '1 все база',
  '1 все файл 2',
  'все все файл',
])('restore-edition %s is answered by what is needed', (words) => {
  expect(() => restoredBy(words.split(' '))).toThrow(StartupError);
});

test.each([
  [[], 'Какое задание?'],
  [['toString'], 'Нет такого задания: toString'],
  [['restore-edition', '1', '2012-09'], 'Нужны кампания, месяц'],
  [['create-administrator', 'Область'], 'Нужны четыре значения'],
])('wrong words %j are told before any database is opened', async (args, said) => {
  const folder = join(tmpdir(), 'svodka-never-made');
  await expect(jobCommand({ args, env: { NODE_ENV: 'test', DATA_DIR: folder } })).rejects.toThrow(said);
  expect(existsSync(folder)).toBe(false);
});

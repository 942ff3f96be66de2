import { addMonths, dayIn, type Month, monthOf, parseMonth } from '#app/domain/calendar.ts';
import type { Copy } from '#app/domain/editions/archive.ts';
import { parsePeriod } from '#app/domain/job.ts';
import { rowOf } from '#app/domain/own.ts';
import { clock as clockActor } from '#app/domain/people/people.ts';
import { type Refusal, Refused } from '#app/domain/refusal.ts';
import { writeAnew } from '#app/use-cases/editions/check-archive.server.ts';
import { restoreEdition } from '#app/use-cases/editions/restore-edition.server.ts';
import { createAdministrator } from '#app/use-cases/people/create-administrator.server.ts';
import { invitationDays } from '#app/use-cases/people/manage-people.server.ts';
import type { Database } from '#db/client.ts';
import { type RegionRow, regions } from '#db/queries/organisations.ts';
import { runNow } from '#jobs/runner.ts';
import { type Job, timetable } from '#jobs/timetable.ts';
import { type Clock, startClock } from '../http/clock.server.ts';
import { type Config, readConfig, StartupError } from '../http/config.server.ts';
import { startLog } from '../http/log.server.ts';
import type { Given } from '../main.ts';
import { paths } from '../paths.ts';
import { speechOf } from '../text/index.tsx';
import { refusalWords } from '../text/refusal-words.ts';
import { openMigrated } from './database.server.ts';

type At = { database: Database; clock: Clock; config: Config };

/** One job now, whatever the timetable says, or the first administrator of a fresh installation. */
export async function jobCommand({ args: [name, ...values], env }: Given) {
  const config = readConfig({ ...env, LOG_LEVEL: env.LOG_LEVEL || 'warn' });
  const job = timetable.find((candidate) => candidate.name === name);
  const act = job ? (at: At) => runJob(at, job, values) : rowOf(others, name)?.(values);
  if (!act) throw new StartupError(`${name ? `Нет такого задания: ${name}` : 'Какое задание?'}\n\n${usage}`);
  const clock = startClock(config.now);
  const { database } = await openMigrated(config);
  try {
    await act({ database, clock, config });
  } finally {
    await database.close();
  }
}

/** Their words are looked at before the database is opened. */
const others: Record<string, (values: string[]) => (at: At) => Promise<void>> = {
  'create-administrator': inviteAdministrator,
  'restore-edition': restore,
};

const usage = `Задания:
  compile-summary [месяц]       сводка за месяц, например 2012-09; без месяца: за прошедший
  open-reporting-dates [день]   обязательства по открывшимся отчётным датам; без дня: на сегодня
  remind [день]                 уведомления о сроках и о непроверенных отчётах; без дня: на сегодня
  forget-imports [день]         удаление загруженных файлов Excel старше 30 дней; без дня: на сегодня
  write-letters [день]          письма тем, кто получает их раз в день; без дня: на сегодня
  check-archive [день]          проверка выпусков сводки и их второго экземпляра; без дня: за сегодня
  restore-edition кампания месяц номер база|файл
                                вернуть экземпляр выпуска по другому, целому; например restore-edition 1 2012-09 2 файл
  restore-edition кампания все файл
                                записать все файлы выпусков в пустую папку, например на новый диск
  create-administrator «область» «часовой пояс» «эл. почта» «фамилия, имя, отчество»
                                первый администратор и, если её ещё нет, область; например
                                create-administrator "Заречная область" Europe/Moscow admin@example.ru "Иванова Анна Петровна"`;

async function runJob({ database, clock, config }: At, job: Job, [period]: string[]) {
  const all = await regions(database.db);
  if (all.length === 0) throw new StartupError('В базе нет ни одной области. Сначала: job create-administrator');
  const { origin, archiveDir } = config;
  const runner = { db: database.background, clock, log: startLog(config.logLevel), origin, archiveDir };
  for (const region of all) {
    const chosen = periodOf(job, region, clock.now(), period);
    const result = await runNow(runner, job, region, chosen).catch((error: Error) => {
      throw new StartupError(`${region.name}, ${job.name} ${chosen}: ${error.message}`, { cause: error });
    });
    console.log(`${region.name}, ${job.name} ${chosen}: ${result}`);
  }
}

/** The one asked for, or what the timetable would take today. */
function periodOf(job: Job, region: RegionRow, now: Date, asked: string | undefined): string {
  const today = dayIn(region.zone, now);
  if (asked === undefined) return job.every === 'month' ? addMonths(monthOf(today), -1) : today;
  const period = parsePeriod(job, asked, today);
  if (period) return period;
  const wanted =
    job.every === 'month'
      ? 'месяц не позже текущего, например 2012-09'
      : 'день не позже сегодняшнего, например 2012-09-01';
  throw new StartupError(`«${asked}» не подходит: нужен ${wanted}\n\n${usage}`);
}

function inviteAdministrator(values: string[]) {
  if (values.length !== 4) throw new StartupError(`Нужны четыре значения\n\n${usage}`);
  const [region = '', zone = '', email = '', name = ''] = values;
  return (at: At) => invite(at, { region, zone, email, name });
}

async function invite(
  { database, clock, config }: At,
  { region, zone, email, name }: Record<'region' | 'zone' | 'email' | 'name', string>,
) {
  const ctx = { db: database.db, user: clockActor, now: clock.now() };
  const made = await createAdministrator(ctx, { region, zone, email, name }).catch((error) => {
    throw error instanceof Refused ? new StartupError(wordsOf(error.refusal)) : error;
  });
  console.log(
    [
      made.newRegion ? `Создана область: ${made.region}` : `Область: ${made.region}`,
      `Приглашение для ${email}. Ссылка действует один раз, ${invitationDays} дней:`,
      `${config.origin}${paths.invitation(made.invitation.code)}`,
    ].join('\n'),
  );
}

const copies: Record<string, Copy> = { база: 'database', файл: 'file' };

type Restored = { campaignId: number } | { campaignId: number; month: Month; number: number; copy: Copy };

/** Which copy is to be put back by which words; all of a campaign's files when no edition is named. */
export function restoredBy([campaign = '', month = '', number = '', which = '', ...more]: string[]): Restored {
  const isId = (word: string) => /^\d{1,9}$/.test(word);
  if (isId(campaign) && month === 'все' && number === 'файл' && which === '') return { campaignId: Number(campaign) };
  const copy = rowOf(copies, which);
  const of = parseMonth(month);
  if (!copy || !of || !isId(campaign) || !isId(number) || more.length > 0) {
    throw new StartupError(`Нужны кампания, месяц, номер выпуска и слово «база» или «файл»\n\n${usage}`);
  }
  return { campaignId: Number(campaign), month: of, number: Number(number), copy };
}

function restore(values: string[]) {
  const asked = restoredBy(values);
  return async ({ database, clock, config: { archiveDir } }: At) => {
    const ctx = { db: database.db, user: clockActor, now: clock.now() };
    const refusedIn = (what: string) => (error: unknown) => {
      if (!(error instanceof Refused)) throw error;
      const { title, text } = refusalWords(error.refusal, speechOf('ru'));
      throw new StartupError(`${what}. ${title}: ${text}`);
    };
    if (!('month' in asked)) {
      await writeAnew(ctx, asked, archiveDir).catch(refusedIn('Файлы не записаны'));
      return console.log('Файлы записаны');
    }
    await restoreEdition(ctx, asked, archiveDir).catch(refusedIn('Выпуск не восстановлен'));
    const done = asked.copy === 'file' ? 'файл восстановлен' : 'база восстановлена';
    console.log(`Выпуск ${asked.number} за ${asked.month}: ${done}`);
  };
}

const wrong: Record<string, string> = {
  region: 'область: в этой базе уже есть другая, второй не создать; проверьте название',
  zone: 'часовой пояс: нужно имя вида Europe/Moscow',
  email: 'эл. почта: адрес записан неверно или занят человеком с другой ролью',
  name: 'фамилия, имя, отчество: пусто или слишком длинно',
};

function wordsOf(refusal: Refusal): string {
  const named =
    refusal.kind === 'fields' ? refusal.faults.map(({ field }) => rowOf(wrong, field) ?? field) : [refusal.kind];
  return ['Администратор не создан:', ...named.map((text) => `  ${text}`)].join('\n');
}

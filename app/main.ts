import { rowOf } from './domain/own.ts';
import { StartupError, sayWhyNot } from './http/config.server.ts';

/** What a command is given: the words after its name and the real environment. */
export type Given = { args: string[]; env: NodeJS.ProcessEnv };
export type Command = (given: Given) => Promise<void>;

/** Each command is loaded only when asked for: `migrate` needs neither React nor the web server. */
const commands: Record<string, () => Promise<Command>> = {
  serve: async () => (await import('./commands/serve.server.ts')).serveCommand,
  jobs: async () => (await import('./commands/jobs.server.ts')).jobsCommand,
  demo: async () => (await import('./commands/demo.server.ts')).demoCommand,
  migrate: async () => (await import('./commands/migrate.server.ts')).migrateCommand,
  job: async () => (await import('./commands/job.server.ts')).jobCommand,
};

const usage = `Использование: node build/server/main.js [команда]

  serve                 веб-сервер (без команды: то же самое)
  jobs                  только фоновая работа: задания, письма, файлы (serve запускает её сам)
  demo                  показательный регион и веб-сервер
  migrate               привести базу данных к этой версии программы
  job <имя> [значения]  выполнить одно задание сейчас`;

// React and Remix pick their production code by NODE_ENV at the moment they are imported, and NODE_ENV may be unset
// here (evaluation). So the real environment is kept for our own settings, the libraries see "production", and
// nothing that imports React may be imported statically by this file.
const env = { ...process.env };
process.env.NODE_ENV = 'production';

const [name = 'serve', ...args] = process.argv.slice(2);
const load = rowOf(commands, name);

if (!load) {
  console.error(`Нет такой команды: ${name}\n\n${usage}`);
  process.exitCode = 2;
} else {
  try {
    const command = await load();
    await command({ args, env });
  } catch (error) {
    if (error instanceof StartupError) sayWhyNot(error);
    else console.error(error);
    process.exit(1);
  }
}

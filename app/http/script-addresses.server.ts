import { existsSync, readFileSync } from 'node:fs';
import { type ScriptName, scripts } from '#app/ui/scripts.ts';

/** What the build wrote down (`vite.config.ts`). */
const names = 'build/scripts.json';

/** Where each script is fetched; in development Vite serves the sources themselves. */
export const scriptAddresses: Partial<Record<ScriptName, string>> = import.meta.env.DEV
  ? under(scripts)
  : under(built());

function built(): Record<string, string> {
  return existsSync(names) ? JSON.parse(readFileSync(names, 'utf8')) : {};
}

function under(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, file]) => [name, `/${file}`]));
}

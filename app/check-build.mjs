/** Runs before the commands that need a build, to say so in one line instead of "cannot find module". */
import { existsSync } from 'node:fs';

if (!existsSync('build/server/main.js')) {
  console.error('Сначала соберите программу: npm run build');
  process.exit(1);
}

/** `npm run dev`: the same server from source, with Vite in the place of the built files. */
import { createServer } from 'vite';

const env = { ...process.env };
const vite = await createServer({ server: { middlewareMode: true }, appType: 'custom' });

try {
  const { serveCommand } = await vite.ssrLoadModule('/app/commands/serve.server.ts');
  await serveCommand({ args: [], env, files: vite.middlewares });
} catch (error) {
  console.error(error.constructor.name === 'Error' ? error : error.message);
  process.exit(1);
}

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { vitePlugin as remix } from '@remix-run/dev';
import { build, defineConfig, type Plugin } from 'vite';
import { scripts } from './app/ui/scripts.ts';

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}

/**
 * Makes our own program the entry of the server build; it imports Remix's build lazily,
 * so that server, jobs and commands are one bundle with one copy of every module.
 */
function programEntry(): Plugin {
  return {
    name: 'svodka-program-entry',
    config: (_config, { isSsrBuild }) =>
      isSsrBuild
        ? {
            build: {
              sourcemap: true,
              rollupOptions: { input: { main: 'app/main.ts' }, output: { entryFileNames: '[name].js' } },
            },
          }
        : undefined,
  };
}

/**
 * Remix builds every page for React to make it alive, and no page asks for that: of its browser build the styles stay. What
 * runs in the browser (`app/ui/scripts.ts`) is built here, each script whole, and its name noted for the server.
 */
function browserFiles(): Plugin {
  return {
    name: 'svodka-browser-files',
    apply: 'build',
    // The building blocks' styles are one file for all pages: 4 kB at once instead of ten files of which each waits for its turn.
    config: (_config, { isSsrBuild }) =>
      isSsrBuild ? undefined : { build: { rollupOptions: { output: { manualChunks: stylesOfBlocks } } } },
    async writeBundle({ dir = '' }, bundle) {
      if (!dir.endsWith('client')) return;
      for (const name of Object.keys(bundle)) if (name.endsWith('.js')) rmSync(join(dir, name));
      const names: Record<string, string> = {};
      for (const [script, path] of Object.entries(scripts)) names[script] = await builtScript(path, dir);
      writeFileSync(join(dir, '..', 'scripts.json'), JSON.stringify(names));
      compress(dir);
    },
  };
}

function stylesOfBlocks(id: string): string | undefined {
  return /\/app\/ui\/[^/]+\.css/.test(id) ? 'ui' : undefined;
}

/** The name that it has got. */
async function builtScript(path: string, dir: string): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ...common,
      outDir: dir,
      emptyOutDir: false,
      copyPublicDir: false,
      modulePreload: { polyfill: false },
      rollupOptions: { input: path },
    },
  });
  const entry = [made]
    .flat()
    .flatMap((one) => ('output' in one ? one.output.filter((part) => 'isEntry' in part && part.isEntry) : []))[0];
  if (!entry) throw new Error(`Nothing was built of ${path}`);
  return entry.fileName;
}

/** Scripts and styles are compressed once, as far as it goes, instead of a little for every reader. */
function compress(dir: string): void {
  for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
    if (!/^assets.*\.(js|css)$/.test(name)) continue;
    const content = readFileSync(join(dir, name));
    writeFileSync(join(dir, `${name}.br`), brotliCompressSync(content));
    writeFileSync(join(dir, `${name}.gz`), gzipSync(content, { level: 9 }));
  }
}

/**
 * es2022 in both places: esbuild 0.28 cannot lower to the older targets Vite 6 asks for.
 * No inlined assets: the content security policy has no `data:` for fonts and styles.
 */
const common = { target: 'es2022', assetsInlineLimit: 0 };

export default defineConfig({
  plugins: [
    remix({
      appDirectory: 'app',
      future: {
        v3_fetcherPersist: true,
        // Else each page that has come asks the server anew for every address that it links to, and `page-handler` could not say.
        v3_lazyRouteDiscovery: false,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
    programEntry(),
    browserFiles(),
  ],
  build: common,
  optimizeDeps: { esbuildOptions: { target: 'es2022' } },
});

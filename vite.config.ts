import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig, type Plugin } from 'vite';

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

/** Scripts and styles are compressed once, as far as it goes, instead of a little for every reader. */
function compressedFiles(): Plugin {
  return {
    name: 'svodka-compressed-files',
    apply: 'build',
    writeBundle({ dir = '' }, bundle) {
      if (!dir.endsWith('client')) return;
      for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
        if (!(name in bundle) || !/\.(js|css)$/.test(name)) continue;
        const content = readFileSync(join(dir, name));
        writeFileSync(join(dir, `${name}.br`), brotliCompressSync(content));
        writeFileSync(join(dir, `${name}.gz`), gzipSync(content, { level: 9 }));
      }
    },
  };
}

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
    compressedFiles(),
  ],
  // es2022 in both places: esbuild 0.28 cannot lower to the older targets Vite 6 asks for.
  // No inlined assets: the content security policy has no `data:` for fonts and styles.
  build: { target: 'es2022', assetsInlineLimit: 0 },
  optimizeDeps: { esbuildOptions: { target: 'es2022' } },
});

/** Who may import whom (README, “The map”): each rule is a list of imports that break it, and the list is empty. */
import { readdirSync, readFileSync } from 'node:fs';
import { posix, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scripts } from '#app/ui/scripts.ts';

type Import = { from: string; to: string; typeOnly: boolean };

const sources = new Map(
  ['app', 'db', 'jobs'].flatMap((folder) =>
    (readdirSync(folder, { recursive: true }) as string[])
      .map((path) => posix.join(folder, path.split(sep).join('/')))
      .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
      .map((path): [string, string] => [path, readFileSync(path, 'utf8')]),
  ),
);

/** A module of ours is named by its path from the root, a package by its own name. */
function target(from: string, specifier: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1);
  return specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : specifier;
}

const imports: Import[] = [...sources].flatMap(([from, text]) => [
  ...[...text.matchAll(/^(?:import|export)(\s+type)?\s(?:[^'";]*?\sfrom\s)?\s*['"]([^'"]+)['"]/gm)].map(
    ([, type, specifier = '']) => ({ from, to: target(from, specifier), typeOnly: type !== undefined }),
  ),
  ...[...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)].map(([, specifier = '']) => ({
    from,
    to: target(from, specifier),
    typeOnly: false,
  })),
]);

/** The imports from `from` to `to` that no exception covers, as `file → target`. */
function broken({
  from,
  to,
  except = () => false,
}: {
  from: RegExp;
  to: RegExp;
  except?: (found: Import) => boolean;
}): string[] {
  return imports
    .filter((found) => from.test(found.from) && to.test(found.to) && !except(found))
    .map((found) => `${found.from} → ${found.to}`);
}

const typesOnly = ({ typeOnly }: Import) => typeOnly;
const inServerModule = ({ from }: Import) => /\.server\.tsx?$/.test(from);
/** Everything but these. */
const allBut = (...allowed: string[]) => new RegExp(`^(?!(${allowed.join('|')}))`);

test('every import is found: the rules below look at all sources', () => {
  expect(imports).toContainEqual({ from: 'app/domain/orders/order-schema.ts', to: 'zod', typeOnly: false });
  expect(imports).toContainEqual({ from: 'db/schema.ts', to: 'app/domain/people/people.ts', typeOnly: true });
  expect(imports).toContainEqual({ from: 'app/main.ts', to: 'app/commands/serve.server.ts', typeOnly: false });
  const unknown = imports.filter(({ to }) => /^(app|db|jobs)\//.test(to) && /\.(ts|tsx)$/.test(to) && !sources.has(to));
  expect(unknown).toEqual([]);
});

describe('layers', () => {
  test('the domain imports only the domain, and zod in the one module that checks orders', () => {
    const except = ({ from, to }: Import) => from === 'app/domain/orders/order-schema.ts' && to === 'zod';
    expect(broken({ from: /^app\/domain\//, to: allBut('app/domain/'), except })).toEqual([]);
  });

  test('orders import only the domain', () => {
    expect(broken({ from: /^app\/orders\//, to: allBut('app/domain/', 'app/orders/') })).toEqual([]);
  });

  test('use cases know the domain, the orders and the queries; each other door has one visitor', () => {
    const doors = new Map([
      ['db/client.ts', 'app/use-cases/context.server.ts'],
      ['db/constraints.ts', 'app/use-cases/typed-fields.server.ts'],
      ['db/rate-limit.ts', 'app/use-cases/people/attempts.server.ts'],
      // A document that comes in is read where it is judged; documents that go out are made by who sends them.
      ['app/documents/report-form/read.server.ts', 'app/use-cases/imports/read-import-file.server.ts'],
      // The note is Russian text that people change and send back: drafted and read where it is judged.
      ['app/documents/note/tokens.ts', 'app/use-cases/editions/note.server.ts'],
      ['app/text/ru/note-draft.ts', 'app/use-cases/editions/note.server.ts'],
      // The lists of what is guessed first are large: one module loads them.
      ['@zxcvbn-ts/core', 'app/use-cases/people/guessable-password.server.ts'],
      ['@zxcvbn-ts/language-common', 'app/use-cases/people/guessable-password.server.ts'],
    ]);
    const to = allBut(
      'app/(domain|orders|use-cases)/',
      'db/queries/',
      // What goes on by itself asks whether it failed, or the ground under it went away.
      'db/away.ts$',
      'node:',
      '@node-rs/argon2$',
      'file-type$',
      'otpauth$',
      'zod$',
    );
    const except = (found: Import) => found.typeOnly || doors.get(found.to) === found.from;
    expect(broken({ from: /^app\/use-cases\//, to, except })).toEqual([]);
  });

  test('documents reach neither into the web nor past the queries', () => {
    const to = /^app\/(routes|http)\/|^jobs\/|^db\/(?!queries\/)|^@remix-run/;
    expect(broken({ from: /^app\/documents\//, to })).toEqual([]);
  });

  test('routes and http never touch the database', () => {
    expect(broken({ from: /^app\/(routes|http)\//, to: /^(db|jobs)\//, except: typesOnly })).toEqual([]);
    expect(broken({ from: /^app\/routes\//, to: /^(db|jobs)\// })).toEqual([]);
  });

  test('building blocks of the interface know no domain', () => {
    expect(broken({ from: /^app\/ui\//, to: /^app\/(domain|orders|use-cases|routes|http)\/|^db\// })).toEqual([]);
  });

  test('a chart is described from the domain and in words; who draws it knows the description alone', () => {
    expect(broken({ from: /^app\/charts\//, to: allBut('app/(domain|text|charts)/') })).toEqual([]);
    const except = ({ to, typeOnly }: Import) => to === 'app/charts/chart.ts' && typeOnly;
    expect(broken({ from: /^app\/(ui|documents\/chart-picture)\//, to: /^app\/charts\//, except })).toEqual([]);
  });

  test('the words people see need nothing but the domain’s types', () => {
    expect(broken({ from: /^app\/text\//, to: /^(app\/(orders|use-cases|routes|http|ui)|db|jobs)\// })).toEqual([]);
  });

  test('jobs call use cases and mail, and know of the database only which jobs ran, for whom, and in whose hands', () => {
    const to = allBut(
      'app/(domain|use-cases|mail)/',
      'db/queries/(claims|job-runs|campaigns|organisations)\\.ts$',
      'db/away\\.ts$',
      'jobs/',
      'node-cron$',
    );
    expect(broken({ from: /^jobs\//, to, except: typesOnly })).toEqual([]);
  });

  test('mail knows the domain, the words and the addresses of pages', () => {
    const to = allBut('app/(domain|text|mail)/', 'app/paths\\.ts$', 'nodemailer$');
    expect(broken({ from: /^app\/mail\//, to })).toEqual([]);
  });

  test('the database knows the domain’s types, who sees and is told what, and nothing else of the application; the demo also its rules', () => {
    const isDomain = ({ to }: Import) => to.startsWith('app/domain/');
    const isPolicy = ({ to }: Import) =>
      /^app\/domain\/(people\/(people|permissions)|notices\/(notice|trouble))\.ts$/.test(to);
    const except = (found: Import) =>
      isPolicy(found) || (isDomain(found) && (found.typeOnly || found.from.startsWith('db/demo/')));
    expect(broken({ from: /^db\//, to: /^(app|jobs)\//, except })).toEqual([]);
  });

  test('nothing but the programs starts jobs', () => {
    expect(broken({ from: /^(app\/(?!commands\/)|db)/, to: /^jobs\// })).toEqual([]);
  });
});

describe('libraries', () => {
  test.each([
    ['the database', 'db', /^db\//, /^(kysely|pg|@electric-sql\/|rate-limiter-flexible)/],
    ['node-cron', 'jobs', /^jobs\//, /^node-cron/],
    [
      'file-type',
      'the use case that keeps files',
      /^app\/use-cases\/organisations\/keep-file\.server\.ts$/,
      /^file-type/,
    ],
    ['otpauth', 'the use case of the second factor', /^app\/use-cases\/people\/second-factor\.server\.ts$/, /^otpauth/],
    ['Excel, Word and zips', 'documents', /^app\/documents\//, /^(exceljs|docx|yauzl)/],
    ['nodemailer', 'mail', /^app\/mail\//, /^nodemailer/],
    ['recharts', 'ui/charts', /^app\/ui\/charts\//, /^recharts/],
    ['the drawing of SVG', 'chart pictures', /^app\/documents\/chart-picture\//, /^@resvg/],
    [
      'Remix',
      'routes, http, root, the entry and the server',
      /^app\/(routes[/.]|http\/|root\.|entry\.|server\.ts)/,
      /^@remix-run/,
    ],
  ])('%s: only %s', (_library, _where, where, library) => {
    const except = (found: Import) => found.typeOnly || where.test(found.from);
    expect(broken({ from: /./, to: library, except })).toEqual([]);
  });

  test('zod: only the check of orders and server modules', () => {
    const except = (found: Import) => found.from === 'app/domain/orders/order-schema.ts' || inServerModule(found);
    expect(broken({ from: /./, to: /^zod/, except })).toEqual([]);
  });

  test('what the browser loads reaches neither zod nor anything of the server, and React with the charts alone', () => {
    const reached = new Set([...sources.keys()].filter((path) => path.startsWith('app/browser/')));
    const beyond: string[] = [];
    for (const from of reached) {
      for (const { to, typeOnly } of imports.filter((found) => found.from === from)) {
        if (typeOnly) continue;
        if (sources.has(to) && !/\.server\.tsx?$/.test(to)) reached.add(to);
        else if (from.startsWith('app/ui/charts/') && /^(react-dom\/client|recharts)$|\.css$/.test(to)) continue;
        else beyond.push(`${from} → ${to}`);
      }
    }
    expect(beyond).toEqual([]);
    expect(reached.size).toBeGreaterThan(30);
    // The words of all pages together are larger than the form and its script.
    expect(
      [...reached].filter((path) => /^app\/(text\/(index|ru\/index|en\/index)|routes\/.*\/route)\.tsx?$/.test(path)),
    ).toEqual([]);
  });

  test('nothing is shipped but what the table of scripts names', () => {
    const shipped = Object.values(scripts).toSorted();
    expect(shipped).toEqual([...sources.keys()].filter((path) => path.startsWith('app/browser/')).toSorted());
    // Those that a page’s React would bring to life.
    expect(
      [...sources]
        .filter(([, text]) => /hydrateRoot|<Scripts\b|<ScrollRestoration\b|RemixBrowser/.test(text))
        .map(([path]) => path),
    ).toEqual([]);
  });
});

test('a module of the application that reaches the database says so in its name', () => {
  const except = (found: Import) =>
    found.typeOnly || inServerModule(found) || /^app\/(server|main)\.ts$/.test(found.from);
  expect(broken({ from: /^app\//, to: /^(db|jobs)\//, except })).toEqual([]);
});

test('the clock is an argument: rules, use cases and queries never look at it themselves', () => {
  const looking = [...sources]
    .filter(([path]) => /^(app\/(domain|orders|use-cases)|db\/queries)\//.test(path))
    .filter(([, text]) => /new Date\(\)|Date\.now\(|performance\.now\(/.test(text));
  expect(looking.map(([path]) => path)).toEqual([]);
});

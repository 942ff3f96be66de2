/**
 * What our own figures are held beside, each in a process of its own: the least that a filing takes, and what Remix itself takes
 * for a page. Started by `benchmark.mjs`, which it tells its port; ends with it.
 */
import { createServer } from 'node:http';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createReadableStreamFromReadable, createRequestHandler, writeReadableStreamToWritable } from '@remix-run/node';
import { Outlet, RemixServer, Scripts, useLoaderData } from '@remix-run/react';
import pg from 'pg';
import { createElement as h } from 'react';
import { renderToPipeableStream } from 'react-dom/server';

/** BEGIN, two inserts, COMMIT for each POST, over as many connections as ours has for pages. */
async function transactions(databaseUrl) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  await pool.query(`create table documents (id integer generated always as identity primary key, answers jsonb not null);
    create table entries (id integer generated always as identity primary key, document_id integer not null references documents, at timestamptz not null)`);
  return async (request, response) => {
    const answers = JSON.stringify(Object.fromEntries(new URLSearchParams(await text(request))));
    const client = await pool.connect();
    await client.query('begin');
    const document = { name: 'document', text: 'insert into documents (answers) values ($1) returning id' };
    const { rows } = await client.query({ ...document, values: [answers] });
    const entry = { name: 'entry', text: 'insert into entries (document_id, at) values ($1, $2)' };
    await client.query({ ...entry, values: [rows[0].id, new Date()] });
    await client.query('commit');
    client.release();
    response.writeHead(302, { location: '/' }).end();
  };
}

/** One route behind Remix's request handler: a table of as many rows as `?rows=` says, six cells each, loaded and rendered. */
function rendering() {
  const handle = createRequestHandler(build, 'production');
  return async (request, response) => {
    const page = await handle(new Request(`http://localhost${request.url}`));
    response.writeHead(page.status, Object.fromEntries(page.headers));
    await writeReadableStreamToWritable(page.body, response);
  };
}

function rowsAsked({ request }) {
  const rows = Number(new URL(request.url).searchParams.get('rows'));
  return Array.from({ length: rows }, (_, at) => [`Школа № ${at}`, 'Район', 'сдан', at, at * 7, `${at % 100} %`]);
}

function Root() {
  const head = h('head', null, h('title', null, 'Строки'));
  return h('html', { lang: 'ru' }, head, h('body', null, h(Outlet), h(Scripts)));
}

function Rows() {
  const rows = useLoaderData();
  const cells = (row) => row.map((cell, at) => h('td', { key: at }, cell));
  return h('table', null, h('tbody', null, ...rows.map((row, at) => h('tr', { key: at }, cells(row)))));
}

function respond(request, status, headers, context) {
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(h(RemixServer, { context, url: request.url }), {
      onShellReady() {
        const page = new PassThrough();
        headers.set('content-type', 'text/html; charset=utf-8');
        resolve(new Response(createReadableStreamFromReadable(page), { status, headers }));
        pipe(page);
      },
      onShellError: reject,
    });
  });
}

const known = (id, parentId, hasLoader) => ({ id, parentId, hasLoader, module: `/${id}.js`, imports: [] });
const build = {
  entry: { module: { default: respond } },
  routes: {
    root: { id: 'root', path: '', module: { default: Root } },
    rows: { id: 'rows', parentId: 'root', index: true, module: { default: Rows, loader: rowsAsked } },
  },
  assets: {
    entry: { module: '/entry.js', imports: [] },
    routes: { root: known('root', undefined, false), rows: { ...known('rows', 'root', true), index: true } },
    url: '/manifest.js',
    version: '1',
  },
  publicPath: '/',
  assetsBuildDirectory: '',
  basename: '/',
  future: { v3_singleFetch: true, v3_relativeSplatPath: true, v3_throwAbortReason: true },
  isSpaMode: false,
  mode: 'production',
};

const limits = { transactions, rendering };
const [name, ...given] = process.argv.slice(2);
const server = createServer(await limits[name](...given));
server.listen(0, '127.0.0.1', () => process.send?.(server.address().port));
process.once('disconnect', () => process.exit());

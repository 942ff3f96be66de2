/** Requests as nobody means them, made of what the site itself offers: its routes, and the links and forms of its pages. */
import type { PageForm } from './page-forms.ts';
import { multipart, type Sent } from './raw-http.ts';

/** What the site offers to one of those who ask. */
export type Offer = { links: readonly string[]; forms: readonly PageForm[] };

export type Odds = {
  random(): number;
  pick<T>(list: readonly T[]): T;
  chance(share: number): boolean;
};

/** The same numbers each time: what failed can be asked again (mulberry32). */
export function oddsOf(seed: number): Odds {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    random,
    pick: <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T,
    chance: (share) => random() < share,
  };
}

const propertyNames = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype', 'length'];
const numbers = [
  ...[
    '0',
    '-0',
    '-1',
    '1',
    '2',
    '3',
    '7',
    '01',
    '1.0',
    '1,5',
    '0x10',
    '1e3',
    '1e309',
    '-1e309',
    'NaN',
    'Infinity',
    '٣',
    '²',
  ],
  ...['2147483647', '2147483648', '4294967296', '9007199254740993', '9223372036854775807', '9223372036854775808'],
  ...['18446744073709551616', '999999999', '9999999999', '9'.repeat(400)],
];
const days = [
  ...[
    '01.08.2012',
    '2012-08-01',
    '2012-08',
    '2012-13',
    '2012-02-30',
    '31.12.9999',
    '01.01.0001',
    '01.01.0000',
    '0000-01',
  ],
  ...[
    '0001-01',
    '9999-12',
    '0000-00-00',
    '+275760-09-13',
    '275760-09-13',
    '13.09.275760',
    '-000001-01-01',
    '1899-12-31',
  ],
  ...[
    '1900-01-01',
    '2012-08-01T00:00:00Z',
    '2012-W30',
    '29.02.2011',
    '1970-01-01',
    '2038-01-19',
    'infinity',
    '-infinity',
  ],
];
const texts = [
  ...['', ' ', '\t', '\n', '\r\n\r\n', '\u0000', 'a\u0000b', '\u0001', '\u0007', '\u001b[31m', '\u007f', '\u0085'],
  ...[
    '\ud800',
    '\udfff',
    'a\ud83d',
    '\udc00\ud800',
    '\ufffe',
    '\uffff',
    '\ufeff',
    '\u200b',
    '\u202e',
    '\u2028',
    '\u00a0',
  ],
  ...[
    '😀',
    '👨‍👩‍👧‍👦',
    'e\u0301'.repeat(200),
    'مرحبا',
    'שלום',
    'ﷺ',
    '字',
    'ЁЖИК',
    'ß',
    'İ',
    'ﬁ',
    '\u{10ffff}',
    '\u{1f1f7}',
  ],
  ...[
    'null',
    'undefined',
    'true',
    'false',
    '{}',
    '[]',
    '[object Object]',
    '{"$gt":""}',
    '{"__proto__":{"a":1}}',
    '"',
    "'",
  ],
  ...["' or 1=1 --", '"; drop table users; --', '%', '_', '%%', '\\', '\\\\', '\\x', '$1', '{{7*7}}', '<script>'],
  ...['<!--', ']]>', '../../etc/passwd', '/', '//', '/\\', '//example.com', '/\t/example.com', 'https://example.com/'],
  ...[
    'javascript:alert(1)',
    'file:///etc/passwd',
    '/Дубна',
    '=1+1',
    '+7',
    '-1+1',
    '@A1',
    'on',
    'yes',
    'no',
    'now',
    'asc',
  ],
  ...[
    '(a+)+$',
    '[',
    '(',
    '*',
    '?',
    '\\d',
    'a b',
    'a,b',
    '1,2,3',
    ',',
    ',,',
    '1,',
    '1,x',
    ';',
    ':',
    '2012-08.1',
    '1=1',
    '.',
  ],
];
const wide = [300, 5000, 70_000];
const methods = ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'HEAD', 'PROPFIND', 'QUERY'];
const types = [
  ...[
    'application/json',
    'text/plain',
    'multipart/form-data',
    'multipart/form-data; boundary=x',
    'application/xml',
    '',
  ],
  ...[`multipart/form-data; boundary=${'-'.repeat(30)}`, 'application/x-www-form-urlencoded; charset=windows-1251'],
  ...['application/x-www-form-urlencoded;charset=UTF-8', 'application/octet-stream', 'text/x-turbo'],
];
const names = [
  ...[
    'at',
    'date',
    'filing',
    'edition',
    'sort',
    'order',
    'saved',
    'done',
    'to',
    'code',
    'after',
    'before',
    'municipality',
  ],
  ...[
    'role',
    'kind',
    'who',
    'from',
    'until',
    'show',
    'job',
    'figure',
    'group',
    'territory',
    'since',
    'step',
    'standing',
  ],
  ...['q', 'page', 'years', 'index', '_routes', '_data', 'intent', 'version', 'campaign', 'scope', 'status', 'system'],
];
/** Also by `POST`: what only scripts send, or what no page shows to anybody here. */
const fields = [
  'intent',
  'version',
  'person',
  'ordinal',
  'decision',
  'reason',
  'category',
  'email',
  'name',
  'interrupted',
];

/** A route of `app/routes.ts` with something in the place of each parameter. */
function addressOf(pattern: string, known: Readonly<Record<string, readonly string[]>>, odds: Odds): string {
  return `/${pattern.replace(/:(\w+)/g, (_, name: string) => {
    const ids = known[name] ?? ['1'];
    return odds.chance(0.7) ? odds.pick(ids) : encoded(value(odds, 40));
  })}`;
}

/** Anything that a person, a program or a breaker might type. */
function value(odds: Odds, most = 70_000): string {
  const lot = odds.random();
  if (lot < 0.12) return odds.pick(propertyNames);
  if (lot < 0.35) return odds.pick(numbers);
  if (lot < 0.5) return odds.pick(days);
  if (lot < 0.95) return odds.pick(texts).slice(0, most);
  return odds.pick(['я', 'a', '😀', '1', ' ', '\n']).repeat(odds.pick(wide)).slice(0, most);
}

/** Lone surrogates too, as the bytes that a careless program makes of them; some of it wrongly escaped. */
function encoded(text: string): string {
  return [...text]
    .map((letter) => {
      const code = letter.codePointAt(0) ?? 0;
      if (code < 0xd800 || code > 0xdfff) return encodeURIComponent(letter);
      return `%ED%${(0x80 | ((code >> 6) & 0x3f)).toString(16)}%${(0x80 | (code & 0x3f)).toString(16)}`;
    })
    .join('');
}

const urlencoded = (pairs: readonly [string, string][]) =>
  pairs.map(([name, text]) => `${encoded(name)}=${encoded(text)}`).join('&');

/** One request of somebody's, out of what they are offered and what the routes are. */
export async function oddRequest(
  offer: Offer,
  routes: readonly string[],
  known: Readonly<Record<string, readonly string[]>>,
  odds: Odds,
): Promise<Sent> {
  const lot = odds.random();
  const form = offer.forms.length > 0 && lot < 0.55 ? odds.pick(offer.forms) : undefined;
  const link = !form && offer.links.length > 0 && lot < 0.75 ? odds.pick(offer.links) : undefined;
  const address = form?.url ?? link ?? addressOf(odds.pick(routes), known, odds);
  const [path = '', query = ''] = address.split('?');
  const pairs = mutated([...new URLSearchParams(query)], odds, names);
  const filled = form ? filledIn(form, odds) : undefined;
  const posts = form ? form.method === 'POST' || odds.chance(0.05) : odds.chance(0.25);
  if (filled && !posts) pairs.push(...filled);
  const search = urlencoded(pairs);
  const end = odds.chance(0.15) ? odds.pick(['.data', '.data', '/', '.json', '%00', '.data/', '//']) : '';
  const target = (path === '/' && end === '.data' ? '/_root' : path) + end + (search ? `?${search}` : '');
  const sent: Sent = { target: target.slice(0, odds.chance(0.02) ? 20_000 : 7_000), headers: headers(odds) };
  if (posts) Object.assign(sent, await body(form, filled ?? mutated([], odds, fields), odds), { method: 'POST' });
  if (odds.chance(0.03)) sent.method = odds.pick(methods);
  return sent;
}

function filledIn({ controls, buttons }: PageForm, odds: Odds): [string, string][] {
  const own = controls.map(({ name, chosen }): [string, string] => [name, chosen]);
  const named = buttons.filter(({ name }) => name).map(({ name, value }): [string, string] => [name, value]);
  const button = named.length > 0 && odds.chance(0.9) ? [odds.pick(named)] : [];
  return mutated([...own, ...button], odds, [...fields, ...names, ...own.map(([name]) => name)]);
}

/** Up to four changes: another value, another name, twice, gone, in brackets as lists are sent elsewhere. */
function mutated(pairs: [string, string][], odds: Odds, more: readonly string[]): [string, string][] {
  const all = pairs.map(([name, text]): [string, string] => [name, text]);
  for (let left = Math.floor(odds.random() * 5); left > 0; left--) {
    const at = Math.floor(odds.random() * all.length);
    const pair = all[at];
    const lot = odds.random();
    if (!pair || lot < 0.25) all.push([odds.chance(0.8) ? odds.pick(more) : value(odds, 60), value(odds)]);
    else if (lot < 0.7) pair[1] = value(odds);
    else if (lot < 0.78) pair[0] = odds.chance(0.5) ? `${pair[0]}[]` : value(odds, 60);
    else if (lot < 0.86) all.push([pair[0], odds.chance(0.5) ? pair[1] : value(odds)]);
    else all.splice(at, 1);
  }
  return all;
}

async function body(form: PageForm | undefined, pairs: [string, string][], odds: Odds): Promise<Partial<Sent>> {
  const plain = urlencoded(pairs);
  if (odds.chance(0.03))
    return { body: odds.pick(['', '&', '=', '%', '%zz', '&&=&', `${plain}%`, `a=%C3&${plain}`, '{}', '\u0000']) };
  const type = odds.chance(0.04) ? { headers: { 'content-type': odds.pick(types) } } : {};
  if (!form?.multipart || odds.chance(0.1)) return { body: plain, ...type };
  const files = odds.chance(0.5)
    ? [{ field: odds.pick(['file', 'files', value(odds, 20)]), name: value(odds, 300), bytes: fileBytes(odds) }]
    : [];
  const made = await multipart(Object.fromEntries(pairs), files);
  if (!odds.chance(0.15)) return made;
  const cut = Math.floor(odds.random() * made.body.length);
  return { ...made, body: odds.chance(0.5) ? made.body.subarray(0, cut) : Buffer.concat([made.body, made.body]) };
}

function fileBytes(odds: Odds): Buffer {
  const start = odds.pick(['', 'PK\u0003\u0004', '%PDF-1.4\n', '\u0000', '\u00ff\u00d8\u00ff', 'PK\u0005\u0006']);
  return Buffer.from(start + value(odds), 'latin1');
}

function headers(odds: Odds): Record<string, string> {
  if (!odds.chance(0.2)) return {};
  const odd = value(odds, 300).replace(/[^\t\x20-\x7e\x80-\xff]/g, '?');
  return {
    [odds.pick([
      ...['accept', 'accept-language', 'accept-encoding', 'if-none-match', 'if-modified-since', 'range', 'origin'],
      ...['referer', 'user-agent', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded', 'purpose'],
      ...['sec-fetch-site', 'sec-fetch-mode', 'content-encoding', 'expect', 'x-remix-reload-document', 'authorization'],
      ...['x-http-method-override', 'content-type', 'host', 'te', 'via', 'priority', 'dnt', 'x-remix-response'],
    ])]: odd,
  };
}

/** What stands in a cookie header beside, or instead of, somebody's session. */
export function cookieOf(session: string | undefined, odds: Odds): string {
  const own = session ?? '';
  const lot = odds.random();
  if (lot < 0.85) return own;
  const odd = value(odds, 300).replace(/[^\t\x20-\x7e]/g, '?');
  return odds.pick([
    ...[`svodka_session=${odd}`, `svodka_language=${odd}; ${own}`, `svodka_pending=${odd}; ${own}`, `${own}; ${own}`],
    ...[`svodka_left=${odd}`, `svodka_language=${Buffer.from('"en"').toString('base64')}; ${own}`, `${odd}; ${own}`],
    ...[`${own.slice(0, -3)}`, `__proto__=1; ${own}`, `svodka_session=${Buffer.from('{"a":1}').toString('base64')}`],
    ...[`svodka_left=${Buffer.from('{"__proto__":1}').toString('base64')}; ${own}`, `=; ${own}`, 'svodka_session=%'],
  ]);
}

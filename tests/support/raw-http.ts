/** Requests as no browser would send them: any target, any header, any bytes. */
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { patienceMs } from './patience.ts';
import type { Site } from './site.ts';
import { password } from './small-region.ts';

export type Sent = {
  method?: string;
  /** As it stands in the request line: `/%FF` stays what it is. */
  target: string;
  headers?: Record<string, string>;
  /** Fields become a form of the site's own; bytes are sent as they are. */
  body?: Record<string, string> | [name: string, value: string][] | string | Buffer;
  cookie?: string;
};
export type Got = { status: number; headers: IncomingHttpHeaders; text: string; bytes: Buffer };

export async function send(
  { url }: Pick<Site, 'url'>,
  { method, target, headers = {}, body, cookie }: Sent,
  patienceMs = 0,
): Promise<Got> {
  const { hostname, port, host } = new URL(url);
  const bytes = typeof body === 'string' || Buffer.isBuffer(body) ? body : body && String(new URLSearchParams(body));
  const own = {
    host,
    ...(cookie && { cookie }),
    ...(bytes !== undefined && {
      origin: url,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(bytes)),
    }),
  };
  // An empty value takes a header away.
  const sent = Object.fromEntries(Object.entries({ ...own, ...headers }).filter(([, value]) => value !== ''));
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        hostname,
        port,
        path: target,
        method: method ?? (bytes === undefined ? 'GET' : 'POST'),
        headers: sent,
        // What can't be parsed is answered on a connection of its own; on a used one it would only be cut off.
        agent: false,
      },
      async (response) => {
        try {
          const chunks: Buffer[] = [];
          for await (const chunk of response) chunks.push(chunk as Buffer);
          const bytes = Buffer.concat(chunks);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text: bytes.toString(), bytes });
        } catch (error) {
          reject(error);
        }
      },
    );
    asked.once('error', reject);
    if (patienceMs > 0) asked.setTimeout(patienceMs, () => asked.destroy(new Error(`nothing in ${patienceMs} ms`)));
    asked.end(bytes);
  });
}

/** A form with files, as a browser would send it: spread it into what is sent. */
export async function multipart(
  fields: Record<string, string>,
  files: { field: string; name: string; bytes: Buffer }[] = [],
): Promise<{ body: Buffer; headers: Record<string, string> }> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const { field, name, bytes } of files) form.append(field, new Blob([new Uint8Array(bytes)]), name);
  const encoded = new Response(form);
  const type = encoded.headers.get('content-type') ?? '';
  return { body: Buffer.from(await encoded.arrayBuffer()), headers: { 'content-type': type } };
}

/** Bytes straight into the socket, and what came back until the server closed. */
export function sendBytes({ url }: Pick<Site, 'url'>, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let answer = '';
    socket.setEncoding('utf8').setTimeout(patienceMs, () => socket.destroy());
    socket.on('data', (text) => {
      answer += text;
    });
    socket.once('close', () => resolve(answer));
    socket.once('error', reject);
  });
}

/** The cookie of a session. */
export async function signedIn(site: Pick<Site, 'url'>, person: { email: string }): Promise<string> {
  const { status, headers } = await send(site, { target: '/sign-in', body: { email: person.email, password } });
  const [cookie] = headers['set-cookie'] ?? [];
  if (status !== 302 || !cookie) throw new Error(`${person.email} could not sign in: ${status}`);
  return cookie.split(';')[0] ?? '';
}

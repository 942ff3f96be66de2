/** A real SMTP conversation: a mail server for the time of a test, and messages as their readers see them. */
import { SMTPServer } from 'smtp-server';
import { afterEach } from 'vitest';
import { type Mailer, smtpMailer } from '#app/mail/smtp.server.ts';
import type { Database } from '#db/client.ts';
import { freePort } from './postgres.ts';

export const origin = 'https://svodka.example';

type Received = { to: string[]; raw: string; user: string | undefined };

/** What the tests of a file have begun is ended after each. */
const ends: (() => unknown)[] = [];

/** Called once at the top of a test file. */
export function endMailAfterEach(): void {
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });
}

type Answer = { code: number; text: string } | null;

/** A mail server of our own; `answer` may refuse a message by its number, `toRecipient` an address. */
export async function mailServer(
  answer: (nth: number) => Answer = () => null,
  toRecipient: (address: string) => Answer = (address) =>
    address.startsWith('gone') ? { code: 550, text: 'No such mailbox' } : null,
) {
  const received: Received[] = [];
  let nth = 0;
  const server = new SMTPServer({
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      done(password === 'тайна' ? null : new Error('no'), { user: username }),
    onRcptTo({ address }, _session, done) {
      const refused = toRecipient(address);
      done(refused && Object.assign(new Error(refused.text), { responseCode: refused.code }));
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part) => parts.push(part));
      stream.on('end', () => {
        const refused = answer(++nth);
        if (refused) return done(Object.assign(new Error(refused.text), { responseCode: refused.code }));
        const to = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ to, raw: Buffer.concat(parts).toString('latin1'), user: session.user });
        done();
      });
    },
  });
  server.on('error', () => {});
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  ends.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { received, mailer: mailerAt(port) };
}

/** Of a server that may not be there. */
export function mailerAt(port: number): Mailer {
  const smtpUrl = `smtp://svodka:${encodeURIComponent('тайна')}@127.0.0.1:${port}`;
  const mailer = smtpMailer({ smtpUrl, from: 'svodka@example.test' }, origin);
  ends.unshift(() => mailer.close());
  return mailer;
}

/** A message as its reader sees it. */
export function readMessage(raw: string) {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = new Map(
    head
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)] as const),
  );
  const body = rest.join('\r\n\r\n');
  const bytes = {
    base64: () => Buffer.from(body, 'base64'),
    'quoted-printable': () => quoted(body.replace(/=\r\n/g, '')),
    '7bit': () => Buffer.from(body),
  }[headers.get('content-transfer-encoding') ?? '7bit'];
  const words = (text = '') =>
    text
      .replace(/\?=\s+=\?/g, '?==?')
      .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_all, kind, word) =>
        (kind.toUpperCase() === 'B' ? Buffer.from(word, 'base64') : quoted(word.replaceAll('_', ' '))).toString(
          'latin1',
        ),
      );
  return {
    subject: Buffer.from(words(headers.get('subject')), 'latin1').toString(),
    headers,
    text: bytes?.().toString().replaceAll('\r\n', '\n') ?? '',
  };
}

const quoted = (text: string) =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

/** What has been written, in the order of writing. */
export async function writtenLetters({ db }: Database) {
  return db
    .selectFrom('letters')
    .innerJoin('users', 'users.id', 'letters.user_id')
    .select(['users.name', 'subject', 'text', 'attempts', 'error', 'digest_for', 'sent_at', 'next_attempt_at'])
    .orderBy('letters.id')
    .execute();
}

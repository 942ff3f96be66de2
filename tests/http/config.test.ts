import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, test, vi } from 'vitest';
import { clientAddress } from '#app/http/address.server.ts';
import { ConfigError, readConfig, StartupError, sayWhyNot } from '#app/http/config.server.ts';
import { logConsole } from '#app/http/log-console.server.ts';

const read = (env: Record<string, string>) => readConfig(env as NodeJS.ProcessEnv);

/** The settings named in what is refused; none when the start goes on. */
function refusedSettings(env: Record<string, string>): string[] {
  try {
    read(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map((fault) => fault.split(':')[0] ?? '');
    throw error;
  }
}

describe('settings', () => {
  test('are all optional, and an empty one is as good as none', () => {
    const expected = { production: false, host: '0.0.0.0', port: 3000, origin: 'http://localhost:3000' };
    const envs: Record<string, string>[] = [{}, { PORT: '', ORIGIN: ' ', DATABASE_URL: '', NOW: '' }];
    for (const env of envs) {
      const config = read(env);
      expect(config).toMatchObject({ ...expected, dataDir: './data', jobs: true, trustProxy: false });
      expect([config.databaseUrl, config.now]).toEqual([undefined, undefined]);
    }
  });

  test('are refused all at once, each by its name', () => {
    const env = {
      NODE_ENV: 'staging',
      PORT: '65536',
      ORIGIN: 'svodka.example.ru',
      DATABASE_URL: 'mysql://localhost/svodka',
      DATABASE_POOL: '1',
      NOW: '2012-10-01',
      LOG_LEVEL: 'loud',
      JOBS: 'yes',
      TRUST_PROXY: '1',
      SMTP_URL: 'mail.example.test:25',
      MAIL_FROM: 'Сводка <svodka@example.test>',
    };
    expect(refusedSettings(env)).toEqual(Object.keys(env));
    expect(() => read(env)).toThrow(/PORT: нужно целое число[\s\S]*JOBS: нужно on или off/);
  });

  test('keep the second copy of the editions apart from the data', () => {
    expect(read({ ARCHIVE_DIR: '/mnt/archive' }).archiveDir).toBe('/mnt/archive');
    expect(read({}).archiveDir).toBeUndefined();
    for (const folder of ['./data', 'data/archive', '/srv/svodka/archive']) {
      const dataDir = folder.startsWith('/') ? '/srv/svodka' : './data';
      expect(refusedSettings({ DATA_DIR: dataDir, ARCHIVE_DIR: folder })).toEqual(['ARCHIVE_DIR']);
    }
  });

  test('move the clock anywhere but in production', () => {
    const env = { NOW: '2012-10-01T09:00:00+04:00' };
    expect(read({ ...env, NODE_ENV: 'test' }).now).toEqual(new Date('2012-10-01T05:00:00Z'));
    expect(refusedSettings({ ...env, NODE_ENV: 'production' })).toEqual(['NOW']);
    expect(refusedSettings({ ...env, NODE_ENV: 'production', PORT: 'x' })).toEqual(['PORT', 'NOW']);
  });

  test.each([
    ['https://svodka.example.ru', true],
    ['http://localhost:8080', true],
    ['https://svodka.example.ru/', false],
    ['https://svodka.example.ru/app', false],
    ['https://svodka.example.ru:443', false],
    ['https://user@svodka.example.ru', false],
    ['HTTPS://svodka.example.ru', false],
    ['ftp://svodka.example.ru', false],
  ])('ORIGIN %s is an origin and nothing more: %s', (origin, sound) => {
    expect(refusedSettings({ ORIGIN: origin })).toEqual(sound ? [] : ['ORIGIN']);
  });

  test.each([
    ['postgres://svodka:secret@db:5432/svodka', true],
    ['postgresql://db/svodka', true],
    ['http://db/svodka', false],
    ['db:5432/svodka', false],
  ])('DATABASE_URL %s leads to PostgreSQL: %s', (url, sound) => {
    expect(refusedSettings({ DATABASE_URL: url })).toEqual(sound ? [] : ['DATABASE_URL']);
  });
});

describe('the mail server', () => {
  const from = 'svodka@example.test';

  test.each([
    ['smtp://mail.example.test', true],
    ['smtps://user:p%40ss@mail.example.test:465', true],
    ['smtp://', false],
    ['http://mail.example.test', false],
  ])('SMTP_URL %s leads to one: %s', (url, sound) => {
    expect(refusedSettings({ SMTP_URL: url, MAIL_FROM: from })).toEqual(sound ? [] : ['SMTP_URL']);
  });

  test('needs the address that letters come from, and without it there is none', () => {
    expect(refusedSettings({ SMTP_URL: 'smtp://localhost' })).toEqual(['MAIL_FROM']);
    expect(refusedSettings({ MAIL_FROM: 'svodka' })).toEqual(['MAIL_FROM']);
    expect(read({ MAIL_FROM: from }).mail).toBeUndefined();
    expect(read({ SMTP_URL: 'smtp://localhost', MAIL_FROM: from }).mail).toEqual({ smtpUrl: 'smtp://localhost', from });
  });
});

describe('the client’s address', () => {
  const request = (...forwarded: string[]) =>
    ({
      headersDistinct: forwarded.length > 0 ? { 'x-forwarded-for': forwarded } : {},
      socket: { remoteAddress: '10.0.0.1' },
    }) as unknown as IncomingMessage;

  test('is the connection’s while no proxy is trusted, whatever a header says', () => {
    expect(clientAddress(request('192.0.2.7'), false)).toBe('10.0.0.1');
  });

  test('is the first one that a trusted proxy names', () => {
    expect(clientAddress(request('192.0.2.7, 10.0.0.2'), true)).toBe('192.0.2.7');
    expect(clientAddress(request('2001:db8::7'), true)).toBe('2001:db8::7');
  });

  test('is the connection’s when the proxy names none or no address', () => {
    expect(clientAddress(request(), true)).toBe('10.0.0.1');
    expect(clientAddress(request('unknown, 192.0.2.7'), true)).toBe('10.0.0.1');
  });
});

test('why it can’t start is one plain sentence on stderr, also when the log has taken over the console', () => {
  const { debug, log, info, warn, error } = console;
  const warnings = process.listeners('warning');
  const lines = new PassThrough();
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    logConsole(pino(lines));
    sayWhyNot(new StartupError('PORT: порт 3000 занят'));
    expect(stderr.mock.calls).toEqual([['PORT: порт 3000 занят\n']]);
    expect(lines.read()).toBeNull();
  } finally {
    stderr.mockRestore();
    Object.assign(console, { debug, log, info, warn, error });
    process.removeAllListeners('warning');
    for (const listener of warnings) process.on('warning', listener);
  }
});

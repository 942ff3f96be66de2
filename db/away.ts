/** Which errors say that the database can't be used now, and not that anything was asked of it wrongly. */
import type { Logger } from 'pino';

/** Of PostgreSQL: the beginnings of the codes that say it is not there for us. */
const goneCodes = [
  '08', // the connection
  '28', // it doesn't let us in
  '3D000', // the database isn't there
  '57P', // it is stopping, starting or recovering
  '25006', // a standby, which only reads
];

/** Of PostgreSQL: it is there, and has no room or time for this. */
const crowdedCodes = [
  '53', // no connection, memory or disk to spare
  '57014', // statement_timeout
  '55P03', // lock_timeout
  '25P03', // idle_in_transaction_session_timeout
  '40001', // lost to others, each time it was tried
  '40P01',
];

/** Of the way there. */
const wayCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
];

/** Of pg and its pool, which give these no code. */
const messages = [
  'timeout exceeded when trying to connect',
  'Connection terminated',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Cannot use a pool after calling end on the pool',
];

/** Whether it is worth asking again later: answers 503, and the scheduler waits for its next look. */
export function isAway(error: unknown): boolean {
  return isGone(error) || says(error, (code) => hasCode(crowdedCodes, code));
}

/** Whether the ground went away under what was at work, which has not failed by that. */
export function isGone(error: unknown): boolean {
  return says(
    error,
    (code) => wayCodes.includes(code) || hasCode(goneCodes, code),
    (message) => messages.some((start) => message.startsWith(start)),
  );
}

/** A failure of work that nobody waits for: while the database is gone it is a warning without a trace. */
export function logFailure(
  log: Pick<Logger, 'warn' | 'error'>,
  err: unknown,
  failed: string,
  facts: object = {},
): void {
  if (isAway(err)) log.warn({ ...facts, reason: (err as Error).message }, `${failed}: the database is away`);
  else log.error({ ...facts, err }, failed);
}

const hasCode = (codes: readonly string[], code: string) =>
  code.length === 5 && codes.some((start) => code.startsWith(start));

/** Of the error itself or of what caused it; a message counts only where there is no code. */
function says(
  error: unknown,
  code: (code: string) => boolean,
  message: (message: string) => boolean = () => false,
): boolean {
  if (!(error instanceof Error)) return false;
  const facts = error as Error & { code?: unknown };
  const said = typeof facts.code === 'string' ? code(facts.code) : message(facts.message);
  return said || says(error.cause, code, message);
}

/** What waiting does not heal: a wrong password, a role that may not connect, a database that isn't there. */
export function isRefusedLogin(error: unknown): boolean {
  return says(error, (code) => /^(28...|3D000)$/.test(code));
}

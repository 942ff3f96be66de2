/** Which errors say that the database can't be used now, and not that anything was asked of it wrongly. */

/** Of PostgreSQL: the beginnings of its codes. */
const codes = [
  '08', // the connection
  '28', // it doesn't let us in
  '3D000', // the database isn't there
  '53', // no connection, memory or disk to spare
  '57P', // it is stopping, starting or recovering
  '57014', // statement_timeout
  '55P03', // lock_timeout
  '25P03', // idle_in_transaction_session_timeout
  '25006', // a standby, which only reads
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
  if (!(error instanceof Error)) return false;
  const { code, message, cause } = error as Error & { code?: unknown };
  if (typeof code === 'string') {
    if (wayCodes.includes(code) || (code.length === 5 && codes.some((start) => code.startsWith(start)))) return true;
  } else if (messages.some((start) => message.startsWith(start))) return true;
  return cause !== undefined && isAway(cause);
}

/** What waiting does not heal: a wrong password, a role that may not connect, a database that isn't there. */
export function isRefusedLogin(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return (typeof code === 'string' && /^(28...|3D000)$/.test(code)) || isRefusedLogin(error.cause);
}

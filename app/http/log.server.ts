import { destination, type Logger, pino, stdTimeFunctions } from 'pino';

export type Log = Logger;

/**
 * JSON lines on stdout. Times are the machine's own, also when the product's clock is set elsewhere. `waits`: each line is out
 * before the process goes on. With lines under way it can't end once nobody reads them any more (sonic-boom's `flushSync` tries
 * for ever), and a process whose parent was killed would stay.
 */
export function startLog(level: string, { waits }: { waits: boolean } = { waits: false }): Log {
  const options = {
    level,
    base: undefined,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError },
  };
  return waits ? pino(options, destination({ sync: true })) : pino(options);
}

type DatabaseFacts = { code?: string; severity?: string; constraint?: string; table?: string; column?: string };

/**
 * What may be written down about an error: where it happened, not whom it concerned.
 * A database error quotes values in its message and detail ("Key (email)=(…) exists"), so only its names are kept.
 */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, severity, constraint, table, column } = error as DatabaseFacts;
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message: severity ? undefined : error.message,
    code,
    constraint,
    table,
    column,
    stack: frames?.join('\n'),
    cause: error.cause === undefined ? undefined : describeError(error.cause),
  };
}

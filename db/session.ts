/** What each session sets for itself, so that nothing depends on how a server, a database or a role was set up. */
import type { ClientBase } from 'pg';

/** How long the database may keep one of ours waiting, in milliseconds. */
export type Patience = {
  /** For one statement. */
  statement: number;
  /** For what another transaction holds. */
  lock: number;
  /** Between two statements of a transaction: what it holds keeps others waiting. */
  idleInTransaction: number;
};

/** `alter database` and `alter role` come before these, a URL's own `options` too. The names are PostgreSQL's. */
const values: Record<string, string> = {
  // How values travel.
  client_encoding: 'UTF8',
  TimeZone: 'UTC',
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '1',
  lc_monetary: 'C',
  lc_numeric: 'C',
  lc_time: 'C',
  timezone_abbreviations: 'Default',
  // How statements are read.
  standard_conforming_strings: 'on',
  array_nulls: 'on',
  transform_null_equals: 'off',
  search_path: '"$user", public',
  // What they see and may do.
  default_transaction_isolation: 'read committed',
  default_transaction_read_only: 'off',
  default_transaction_deferrable: 'off',
  row_security: 'on',
  gin_fuzzy_search_limit: '0',
  // Compiling a plan took longer than the query in it, six seconds of eight for a municipality's month.
  jit: 'off',
  // Ours to bound, below.
  transaction_timeout: '0',
  idle_session_timeout: '0',
};

/**
 * A standby is refused, else its connections would be kept, and each write refused, when the address leads to another server again.
 * One round trip for all of them; what this PostgreSQL doesn't know yet is left out. The time for a statement comes first and
 * by itself: a database may have been set up with less than the others need.
 */
export async function setSession(client: ClientBase, patience: Patience): Promise<void> {
  const settings = {
    ...values,
    statement_timeout: String(patience.statement),
    lock_timeout: String(patience.lock),
    idle_in_transaction_session_timeout: String(patience.idleInTransaction),
  };
  const rows = Object.entries(settings).map(([name, value]) => `('${name}', '${value}')`);
  await client.query(
    `set statement_timeout = ${patience.statement};
     select set_config(name, value, false) from (values ${rows.join(', ')}) as ours (name, value)
     where current_setting(name, true) is not null;
     do $$ begin if pg_is_in_recovery() then raise 'A standby, which only reads' using errcode = '25006'; end if; end $$`,
  );
}

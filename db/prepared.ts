/** Statements that are asked again and again are planned once for each connection. */
import { createHash } from 'node:crypto';
import pg from 'pg';

/** What is asked once is not worth a plan that is kept. */
const askings = 3;
/** Of all texts of this process: a kept plan takes some 200 kB of its connection's process in PostgreSQL. */
const mostKept = 200;
/** A list of any length in a statement makes a text of its own for each length: those are counted, but not for ever. */
const mostCounted = 1000;

/** Which texts are worth to be prepared, and under which names. One for all connections of a pool. */
export class Statements {
  readonly #names = new Map<string, string>();
  readonly #asked = new Map<string, number>();

  /** Undefined for what has not been asked often enough, or came when there was no more room. */
  nameOf(text: string): string | undefined {
    const name = this.#names.get(text);
    if (name !== undefined || this.#names.size === mostKept) return name;
    const times = (this.#asked.get(text) ?? 0) + 1;
    if (times < askings) {
      if (this.#asked.size === mostCounted) this.#asked.clear();
      this.#asked.set(text, times);
      return;
    }
    this.#asked.delete(text);
    this.#names.set(text, createHash('sha1').update(text).digest('hex'));
    return this.#names.get(text);
  }
}

/**
 * The client of a pool. PostgreSQL makes a plan of its own for the first five askings of a prepared statement, and then one for any
 * values where that is not worse by its reckoning. A new connection begins anew.
 */
export function preparing(statements: Statements): typeof pg.Client {
  return class extends pg.Client {
    /** How often a migration has changed under this connection what its statements answer. */
    #changes = 0;

    // biome-ignore lint/suspicious/noExplicitAny: pg's own has seven signatures
    override query(...args: any[]): any {
      const [text, values, callback] = args;
      // Without values it may be several statements, which can't be prepared.
      const plain = typeof text !== 'string' || !Array.isArray(values) || values.length === 0 || callback;
      const name = plain ? undefined : statements.nameOf(text);
      if (name === undefined) return (super.query as (...all: unknown[]) => unknown)(...args);
      return this.#prepared(name, text, values);
    }

    async #prepared(name: string, text: string, values: unknown[]): Promise<pg.QueryResult> {
      const ask = () => super.query({ name: `${name}_${this.#changes}`, text, values });
      try {
        return await ask();
      } catch (error) {
        if (!isOutdated(error)) throw error;
        this.#changes++;
        // In a transaction nothing more is answered: it has to begin anew.
        return ask().catch(() => {
          throw error;
        });
      }
    }
  };
}

/** "cached plan must not change result type": a column has been added to what a statement reads all columns of. */
export function isOutdated(error: unknown): boolean {
  // By its code only: PGlite's errors are of a DatabaseError class of its own.
  return (error as { code?: unknown }).code === '0A000';
}

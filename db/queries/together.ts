/** Several questions to the database, or several writes, in one statement: one round trip, whatever is to be known or done. */
import { type Expression, type OperationNodeSource, sql } from 'kysely';
import type { Db, Trx } from '../schema.ts';

type Instants<Row> = { [K in keyof Row]: Date extends Row[K] ? K : never }[keyof Row];

/** A query, and which of its columns are instants: the answers travel as JSON, where those are text. */
export type Question<Row> = { query: Expression<Row>; instants: Record<Instants<Row>, true> };

export function question<Row>(query: Expression<Row>, instants: Record<Instants<Row>, true>): Question<Row> {
  return { query, instants };
}

// biome-ignore lint/suspicious/noExplicitAny: a question of whatever rows
type Questions = Record<string, Question<any>>;
type Answers<Q extends Questions> = { [K in keyof Q]: Q[K] extends Question<infer Row> ? Row[] : never };

/** The rows of each, all of one snapshot, each in the order of its query. */
export async function together<Q extends Questions>(db: Db, questions: Q): Promise<Answers<Q>> {
  const asked = Object.entries(questions).map(
    ([name, { query }]) => sql`(select coalesce(json_agg(q), '[]') from (${query}) q) as ${sql.ref(name)}`,
  );
  const { rows } = await sql<Record<string, Record<string, unknown>[]>>`select ${sql.join(asked)}`.execute(db);
  const answers = rows[0] ?? {};
  for (const [name, { instants }] of Object.entries(questions)) {
    for (const row of answers[name] ?? []) {
      for (const column of Object.keys(instants)) {
        const text = row[column];
        if (typeof text === 'string') row[column] = new Date(text);
      }
    }
  }
  return answers as Answers<Q>;
}

/** An insert, an update or a delete, still to be carried out. */
export type Deed = OperationNodeSource;

/** All of them or none, in no order: none finds what another writes, but for the rows it returns under its name. */
export async function carryOut(trx: Trx, deeds: Record<string, Deed>): Promise<void> {
  const named = Object.entries(deeds).map(([name, deed]) => sql`${sql.ref(name)} as (${deed})`);
  await sql`with ${sql.join(named)} select`.execute(trx);
}

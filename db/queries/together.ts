/** Several questions to the database, or several writes, in one statement: one round trip, whatever is to be known or done. */
import { type Expression, type OperationNodeSource, sql } from 'kysely';
import type { Db, Trx } from '../schema.ts';

type Instants<Row> = { [K in keyof Row]: Date extends Row[K] ? K : never }[keyof Row];

/**
 * A query, which of its columns are instants (the answers travel as JSON, where those are text), and what is made of its rows,
 * which come in the order of the query.
 */
export type Question<Row, Answer = Row[]> = {
  query: Expression<Row>;
  instants: Record<Instants<Row>, true>;
  answer(rows: Row[]): Answer;
};

export function question<Row, Answer = Row[]>(
  query: Expression<Row>,
  instants: Record<Instants<Row>, true>,
  answer: (rows: Row[]) => Answer = (rows) => rows as Answer,
): Question<Row, Answer> {
  return { query, instants, answer };
}

// biome-ignore lint/suspicious/noExplicitAny: a question of whatever rows
export type Questions = Record<string, Question<any, any>>;
export type Answers<Q extends Questions> = { [K in keyof Q]: ReturnType<Q[K]['answer']> };

/** The answers to all, of one snapshot. */
export async function together<Q extends Questions>(db: Db, questions: Q): Promise<Answers<Q>> {
  const asked = Object.entries(questions).map(
    ([name, { query }]) => sql`(select coalesce(json_agg(q), '[]') from (${query}) q) as ${sql.ref(name)}`,
  );
  const { rows } = await sql<Record<string, Record<string, unknown>[]>>`select ${sql.join(asked)}`.execute(db);
  const answers = Object.entries(questions).map(([name, { instants, answer }]) => {
    const found = rows[0]?.[name] ?? [];
    for (const row of found) {
      for (const column of Object.keys(instants)) {
        const text = row[column];
        if (typeof text === 'string') row[column] = new Date(text);
      }
    }
    return [name, answer(found)];
  });
  return Object.fromEntries(answers);
}

/** The one answer. */
export async function alone<Row, Answer>(db: Db, asked: Question<Row, Answer>): Promise<Answer> {
  return (await together(db, { asked })).asked;
}

/** An insert, an update or a delete, still to be carried out. */
export type Deed = OperationNodeSource;

/** All of them or none, in no order: none finds what another writes, but for the rows it returns under its name. */
export async function carryOut(trx: Trx, deeds: Record<string, Deed>): Promise<void> {
  const named = Object.entries(deeds).map(([name, deed]) => sql`${sql.ref(name)} as (${deed})`);
  await sql`with ${sql.join(named)} select`.execute(trx);
}

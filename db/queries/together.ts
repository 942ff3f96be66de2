/** Several questions to the database, or several writes, in one statement: one round trip, whatever is to be known or done. */
import { type CompiledQuery, type Expression, type OperationNodeSource, sql } from 'kysely';
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
  const { rows } = await statementOf(questions).execute(db);
  return answersIn(rows[0], questions);
}

type Found = Record<string, Record<string, unknown>[]>;

function statementOf(questions: Questions) {
  const asked = Object.entries(questions).map(
    ([name, { query }]) => sql`(select coalesce(json_agg(q), '[]') from (${query}) q) as ${sql.ref(name)}`,
  );
  return sql<Found>`select ${sql.join(asked)}`;
}

function answersIn<Q extends Questions>(found: Found = {}, questions: Q): Answers<Q> {
  const answers = Object.entries(questions).map(([name, { instants, answer }]) => {
    const rows = found[name] ?? [];
    for (const row of rows) {
      for (const column of Object.keys(instants)) {
        const text = row[column];
        if (typeof text === 'string') row[column] = new Date(text);
      }
    }
    return [name, answer(rows)];
  });
  return Object.fromEntries(answers);
}

/** Stands in a statement for what differs from asking to asking. */
class Mark {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/**
 * The same statement with other values each time, built and compiled once, which costs more than asking. `build` is given a mark in
 * place of each value: it can do nothing with them but put them into the statement, and has to know nothing else of a request.
 */
export function builtOnce<V extends object, Row>(build: (db: Db, values: V) => CompiledQuery<Row>) {
  let statement: CompiledQuery<Row> | undefined;
  return async (db: Db, values: V): Promise<Row[]> => {
    statement ??= build(db, Object.fromEntries(Object.keys(values).map((name) => [name, new Mark(name)])) as V);
    const parameters = statement.parameters.map((one) => (one instanceof Mark ? values[one.name as keyof V] : one));
    // What is compiled passes by the plugin that refuses a transaction which has ended.
    db.getExecutor().transformQuery(statement.query, statement.queryId);
    const { rows } = await db.executeQuery({ ...statement, parameters });
    return rows as Row[];
  };
}

/** The same questions with other values each time, as a statement that is built once. */
export function remembered<V extends object, Q extends Questions>(build: (db: Db, values: V) => Q) {
  let questions: Q | undefined;
  const ask = builtOnce((db, values: V) => {
    questions = build(db, values);
    return statementOf(questions).compile(db);
  });
  return async (db: Db, values: V): Promise<Answers<Q>> => {
    const [found] = await ask(db, values);
    return answersIn(found, questions as Q);
  };
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

import { sql } from 'kysely';
import type { Month } from '#app/domain/calendar.ts';
import type { ChangesByName } from '#app/domain/editions/changes.ts';
import type {
  EditionHead,
  EditionLine,
  EditionPoint,
  GroupLine,
  LineKind,
  LineOf,
} from '#app/domain/editions/edition.ts';
import type { Problem } from '#app/domain/problems/problem.ts';
import type { ProblemGroup } from '#app/domain/problems/problem-groups.ts';
import type { SchoolLine, SummaryTotals } from '#app/domain/territory/summary.ts';
import type { Db, Trx } from '../schema.ts';
import { type Reads, within } from './reads.ts';

export type EditionRow = {
  id: number;
  campaignId: number;
  month: Month;
  number: number;
  readAt: Date;
  complete: boolean;
  head: EditionHead;
  figuresSha256: Buffer;
  sha256: Buffer;
};

const row = [
  'id',
  'campaign_id as campaignId',
  'month',
  'number',
  'read_at as readAt',
  'complete',
  'head',
  'figures_sha256 as figuresSha256',
  'sha256',
] as const;

/** The newest edition of a month, or the one with that number. */
export async function editionOf(
  db: Db,
  ask: { campaignId: number; month: Month; number?: number },
): Promise<EditionRow | undefined> {
  let query = db.selectFrom('editions').where('campaign_id', '=', ask.campaignId).where('month', '=', ask.month);
  if (ask.number !== undefined) query = query.where('number', '=', ask.number);
  return query.orderBy('number', 'desc').limit(1).select(row).executeTakeFirst();
}

/** The campaign's edition that was compiled last, of whatever month: the next one follows it in the chain. */
export async function lastEdition(db: Db, campaignId: number): Promise<EditionRow | undefined> {
  return db
    .selectFrom('editions')
    .where('campaign_id', '=', campaignId)
    .orderBy('id', 'desc')
    .limit(1)
    .select(row)
    .executeTakeFirst();
}

/** The newest edition of the latest month that was read after its month had ended. */
export async function newestComplete(db: Db, campaignId: number): Promise<EditionRow | undefined> {
  return db
    .selectFrom('editions')
    .where('campaign_id', '=', campaignId)
    .where('complete', '=', true)
    .orderBy('month', 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .select(row)
    .executeTakeFirst();
}

/** All editions of a month, the newest first. */
export async function editionsOfMonth(db: Db, campaignId: number, month: Month): Promise<EditionRow[]> {
  return db
    .selectFrom('editions')
    .where('campaign_id', '=', campaignId)
    .where('month', '=', month)
    .orderBy('number', 'desc')
    .select(row)
    .execute();
}

/** The newest edition of every month of these campaigns, without what it says. */
export async function latestEditions(
  db: Db,
  campaignIds: number[],
): Promise<Pick<EditionRow, 'campaignId' | 'month' | 'number' | 'readAt'>[]> {
  if (campaignIds.length === 0) return [];
  return db
    .selectFrom('editions')
    .distinctOn(['campaign_id', 'month'])
    .where('campaign_id', 'in', campaignIds)
    .orderBy('campaign_id')
    .orderBy('month')
    .orderBy('number', 'desc')
    .select(['campaign_id as campaignId', 'month', 'number', 'read_at as readAt'])
    .execute();
}

/** Each month's newest edition as a point of the chart, oldest first; the rest stays in the database. */
export async function editionPoints(db: Db, campaignId: number): Promise<(EditionPoint & { month: Month })[]> {
  const rows = await db
    .selectFrom('editions')
    .distinctOn('month')
    .where('campaign_id', '=', campaignId)
    .orderBy('month')
    .orderBy('number', 'desc')
    .select(['month', 'point'])
    .execute();
  return rows.map(({ month, point }) => ({ month, ...point }));
}

// --------------------------------------------------------------------------------------------------------------- lines

export async function editionTotals(db: Db, editionId: number): Promise<SummaryTotals> {
  const [line] = await linesAfter(db, editionId, { kinds: ['totals'] }, 0);
  return lineSays(line?.line ?? {}, 'totals');
}

/** Of all schools, or of those of one municipality alone, in the edition's order. */
export async function editionSchools(
  db: Db,
  editionId: number,
  of: { municipalityId?: number } = {},
): Promise<SchoolLine[]> {
  const schools: SchoolLine[] = [];
  for await (const school of editionSays(within(db), editionId, 'school', of)) schools.push(school);
  return schools;
}

/** What the lines of one kind say, read by parts; asked again, they come again. */
export function editionSays<K extends LineKind>(
  reads: Reads,
  editionId: number,
  kind: K,
  of: { municipalityId?: number } = {},
): AsyncIterable<LineOf[K]> {
  return {
    async *[Symbol.asyncIterator]() {
      for await (const { line } of editionLines(reads, editionId, { kinds: [kind], ...of })) yield lineSays(line, kind);
    },
  };
}

/** The groups of like problems; an edition of the first release has none, whatever its schools named. */
export async function editionProblems(db: Db, editionId: number): Promise<ProblemGroup[]> {
  const groups: (GroupLine & { problems: Problem[] })[] = [];
  for await (const { kind, line } of editionLines(within(db), editionId, { kinds: ['group', 'problem'] })) {
    if (kind === 'group') groups.push({ ...lineSays(line, 'group'), problems: [] });
    else groups.at(-1)?.problems.push(lineSays(line, 'problem'));
  }
  return groups;
}

/** The edition's own account of what has changed since the one before and since the month before, each school by name. */
export async function editionChanges(db: Db, editionId: number): Promise<ChangesByName[]> {
  const all: ChangesByName[] = [];
  for await (const { kind, line } of editionLines(within(db), editionId, { kinds: ['changes', 'change'] })) {
    if (kind === 'changes') all.push({ ...lineSays(line, 'changes'), schools: [] });
    else all.at(-1)?.schools.push(lineSays(line, 'change'));
  }
  return all;
}

type LineAsk = { kinds: readonly LineKind[]; municipalityId?: number };
type LineRow = { ordinal: number; kind: LineKind; line: Partial<LineOf> };

/** So many lines are in memory at a time, however large the edition. */
const linesPerRead = 1000;

/** The lines of these kinds one after another, read by parts; asked again, they come again. */
export function editionLines(reads: Reads, editionId: number, ask: LineAsk): AsyncIterable<LineRow> {
  return {
    async *[Symbol.asyncIterator]() {
      let after = 0;
      for (;;) {
        const lines = await reads((db) => linesAfter(db, editionId, ask, after));
        yield* lines;
        const last = lines.at(-1);
        if (!last || lines.length < linesPerRead) return;
        after = last.ordinal;
      }
    },
  };
}

/** What a line says. Throws when it is of another kind. */
function lineSays<K extends LineKind>(line: Partial<LineOf>, kind: K): LineOf[K] {
  const said = line[kind];
  if (said === undefined) throw new RangeError(`A line of an edition that is no ${kind}`);
  return said as LineOf[K];
}

async function linesAfter(
  db: Db,
  editionId: number,
  { kinds, municipalityId }: LineAsk,
  after: number,
): Promise<LineRow[]> {
  let query = db
    .selectFrom('edition_lines')
    .where('edition_id', '=', editionId)
    .where('kind', 'in', kinds)
    .where('ordinal', '>', after);
  if (municipalityId !== undefined) query = query.where('municipality_id', '=', municipalityId);
  return query.orderBy('ordinal').limit(linesPerRead).select(['ordinal', 'kind', 'line']).execute();
}

// --------------------------------------------------------------------------------------------------------------- adding

/** Adds an edition with its lines; editions are never changed. Answers its id. */
export async function insertEdition(
  trx: Trx,
  edition: {
    campaignId: number;
    month: Month;
    number: number;
    readAt: Date;
    complete: boolean;
    previousId: number | null;
    compiledBy: number | null;
    /** The first line's text. */
    head: string;
    point: EditionPoint;
    figuresSha256: Buffer;
    sha256: Buffer;
  },
  lines: readonly (EditionLine & { sha256: Buffer })[],
): Promise<number> {
  const { id } = await trx
    .insertInto('editions')
    .values({
      campaign_id: edition.campaignId,
      month: edition.month,
      number: edition.number,
      read_at: edition.readAt,
      complete: edition.complete,
      previous_id: edition.previousId,
      compiled_by: edition.compiledBy,
      head: edition.head,
      point: JSON.stringify(edition.point),
      figures_sha256: edition.figuresSha256,
      sha256: edition.sha256,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await insertLines(trx, id, lines);
  return id;
}

/** Adds lines to an edition, after the `after` that it has. */
export async function insertLines(
  trx: Trx,
  editionId: number,
  lines: readonly (EditionLine & { sha256: Buffer })[],
  after = 0,
): Promise<void> {
  for (let from = 0; from < lines.length; from += linesPerRead) {
    const part = lines.slice(from, from + linesPerRead);
    await sql`
      insert into edition_lines (edition_id, ordinal, kind, municipality_id, school_id, line, sha256)
      select ${editionId}, ${after + from} + ordinality, kind, municipality_id, school_id, line::json, decode(sha256, 'hex')
      from unnest(
        ${part.map(({ kind }) => kind)}::text[], ${part.map(({ municipalityId }) => municipalityId)}::int[],
        ${part.map(({ schoolId }) => schoolId)}::int[], ${part.map(({ text }) => text)}::text[],
        ${part.map(({ sha256 }) => sha256.toString('hex'))}::text[]
      ) with ordinality lines(kind, municipality_id, school_id, line, sha256, ordinality)`.execute(trx);
  }
}

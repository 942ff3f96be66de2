/** Editions as their documents' bytes, for checking and restoring them; what pages show of them is in `editions`. */
import { sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import type { ArchiveStatus, ArchiveTrouble, EditionName, Finding } from '#app/domain/editions/archive.ts';
import type { EditionPoint } from '#app/domain/editions/edition.ts';
import type { Db, Trx } from '../schema.ts';
import type { Reads } from './reads.ts';

/** An edition's row as it stands; hashes are hexadecimal. */
export type ArchivedEdition = EditionName & {
  id: number;
  readAt: Date;
  complete: boolean;
  previousId: number | null;
  compiledBy: number | null;
  /** The first line's text. */
  head: string;
  point: EditionPoint;
  figuresSha256: string;
  sha256: string;
};

/** All editions of the campaign in the order of their chain. */
export async function archivedEditions(db: Db, campaignId: number): Promise<ArchivedEdition[]> {
  return db
    .selectFrom('editions')
    .where('campaign_id', '=', campaignId)
    .orderBy('id')
    .select(['id', 'month', 'number', 'read_at as readAt', 'complete', 'point'])
    .select(['previous_id as previousId', 'compiled_by as compiledBy'])
    .select([
      sql<string>`head::text`.as('head'),
      sql<string>`encode(figures_sha256, 'hex')`.as('figuresSha256'),
      sql<string>`encode(sha256, 'hex')`.as('sha256'),
    ])
    .execute();
}

/** What the audit says was compiled; editions of earlier releases have no hash there. */
export type Compilation = EditionName & { id: number; by: number | null; sha256: string | null };

export async function compilationsOf(db: Db, campaignId: number): Promise<Compilation[]> {
  return db
    .selectFrom('audit')
    .where('subject', '=', 'edition')
    .where('action', '=', 'summary.compile')
    .where(sql<boolean>`(details->>'campaign')::int = ${campaignId}`)
    .orderBy('id')
    .select([
      sql<number>`subject_id`.as('id'),
      'actor_id as by',
      sql<EditionName['month']>`details->>'month'`.as('month'),
      sql<number>`(details->>'number')::int`.as('number'),
      sql<string | null>`details->>'sha256'`.as('sha256'),
    ])
    .execute();
}

export type StoredLine = { ordinal: number; text: string; sha256: string };

const linesPerRead = 1000;

/** Every line after the head, byte for byte, read by parts. */
export async function* documentLines(reads: Reads, editionId: number): AsyncGenerator<StoredLine> {
  let after = 0;
  for (;;) {
    const part = after;
    const lines = await reads((db) =>
      db
        .selectFrom('edition_lines')
        .where('edition_id', '=', editionId)
        .where('ordinal', '>', part)
        .orderBy('ordinal')
        .limit(linesPerRead)
        .select(['ordinal', sql<string>`line::text`.as('text'), sql<string>`encode(sha256, 'hex')`.as('sha256')])
        .execute(),
    );
    yield* lines;
    const last = lines.at(-1);
    if (!last || lines.length < linesPerRead) return;
    after = last.ordinal;
  }
}

// ----------------------------------------------------------------------------------------------------------- restoring

/** From here to the end of the transaction editions can be written to. */
export async function allowRestoring(trx: Trx): Promise<void> {
  await sql`select set_config('svodka.restoring', 'on', true)`.execute(trx);
}

export async function deleteLines(trx: Trx, editionId: number): Promise<void> {
  await trx.deleteFrom('edition_lines').where('edition_id', '=', editionId).execute();
}

/** The lines are what they should be, their hashes may not be. */
export async function rehashLines(trx: Trx, editionId: number): Promise<void> {
  await sql`update edition_lines set sha256 = sha256(convert_to(line::text, 'UTF8')) where edition_id = ${editionId}`.execute(
    trx,
  );
}

/** Another edition that stands under this name makes room: it is damaged itself, and is restored in its turn. */
export async function makeRoom(
  trx: Trx,
  campaignId: number,
  { month, number }: EditionName,
  id: number,
): Promise<void> {
  await sql`
    update editions set number = (select max(number) + 1 from editions where campaign_id = ${campaignId} and month = ${month})
    where campaign_id = ${campaignId} and month = ${month} and number = ${number} and id <> ${id}`.execute(trx);
}

type RestoredEdition = Omit<ArchivedEdition, 'point'> & { campaignId: number; point: EditionPoint };

/** The row as its document has it; of an edition that is gone, a new one under its old id. */
export async function putEdition(trx: Trx, edition: RestoredEdition): Promise<void> {
  await sql`
    insert into editions (id, campaign_id, month, number, read_at, complete, previous_id, compiled_by, head, point,
      figures_sha256, sha256)
    overriding system value
    values (${edition.id}, ${edition.campaignId}, ${edition.month}, ${edition.number}, ${edition.readAt}, ${edition.complete},
      ${edition.previousId}, ${edition.compiledBy}, ${edition.head}::json, ${JSON.stringify(edition.point)}::jsonb,
      decode(${edition.figuresSha256}, 'hex'), decode(${edition.sha256}, 'hex'))
    on conflict (id) do update set
      month = excluded.month, number = excluded.number, read_at = excluded.read_at, complete = excluded.complete,
      previous_id = excluded.previous_id, compiled_by = excluded.compiled_by, head = excluded.head, point = excluded.point,
      figures_sha256 = excluded.figures_sha256, sha256 = excluded.sha256`.execute(trx);
}

export async function bindTo(trx: Trx, nextId: number, previousId: number): Promise<void> {
  await trx.updateTable('editions').set({ previous_id: previousId }).where('id', '=', nextId).execute();
}

/** Whether another campaign's edition has the id. */
export async function isTaken(trx: Trx, id: number): Promise<boolean> {
  return (await trx.selectFrom('editions').where('id', '=', id).select('id').executeTakeFirst()) !== undefined;
}

// -------------------------------------------------------------------------------------------------------------- checks

export type ArchiveCheck = {
  at: Date;
  by: string | null;
  status: ArchiveStatus;
  editions: number;
  files: number | null;
  trouble: ArchiveTrouble | null;
  findings: Finding[];
};

/** The nightly job's row of a day is written over; a person's checks are kept each. */
export async function insertCheck(
  trx: Trx,
  check: Omit<ArchiveCheck, 'by'> & { campaignId: number; day: Day; by: number | null },
): Promise<void> {
  const { campaignId, findings, ...row } = check;
  const said = { ...row, findings: JSON.stringify(findings) };
  await trx
    .insertInto('archive_checks')
    .values({ ...said, campaign_id: campaignId })
    .onConflict((conflict) => conflict.columns(['campaign_id', 'day']).where('by', 'is', null).doUpdateSet(said))
    .execute();
}

/** The newest first. */
export async function archiveChecks(db: Db, campaignId: number, limit: number): Promise<ArchiveCheck[]> {
  return db
    .selectFrom('archive_checks as c')
    .leftJoin('users as u', 'u.id', 'c.by')
    .where('c.campaign_id', '=', campaignId)
    .orderBy('c.at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(limit)
    .select(['c.at', 'u.name as by', 'c.status', 'c.editions', 'c.files', 'c.trouble', 'c.findings'])
    .execute();
}

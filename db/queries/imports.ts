import { type SqlBool, sql } from 'kysely';
import type { FileResult, FileStatus } from '#app/domain/imports/import.ts';
import type { Db, Door, Trx } from '../schema.ts';
import { byName } from './by-name.ts';
import { type Claim, claimNext } from './claims.ts';

export type Import = {
  id: number;
  campaignId: number;
  /** The school, or the municipality whose coordinator brought many files. */
  organisationId: number;
  kind: 'school' | 'municipality' | 'region';
  at: Date;
  byId: number;
  by: string;
  confirmed: 'save' | 'file' | null;
  confirmedAt: Date | null;
};

function imports(db: Db) {
  return db
    .selectFrom('imports as i')
    .innerJoin('organisations as o', 'o.id', 'i.organisation_id')
    .innerJoin('users as u', 'u.id', 'i.by')
    .select([
      'i.id',
      'i.campaign_id as campaignId',
      'i.organisation_id as organisationId',
      'o.kind',
      'i.at',
      'i.by as byId',
      'u.name as by',
      'i.confirmed',
      'i.confirmed_at as confirmedAt',
    ]);
}

/** `forUpdate` holds it against others who record or confirm, until the transaction ends. */
export async function importById(db: Db, id: number, options?: { forUpdate: true }): Promise<Import | undefined> {
  const query = imports(db).where('i.id', '=', id);
  return (options?.forUpdate ? query.forUpdate('i') : query).executeTakeFirst();
}

export type ImportLine = Import & { files: number; done: number };

/** What a municipality's coordinators brought under a campaign, the newest first; `done` counts what needs nothing more. */
export async function importsOf(
  db: Db,
  { campaignId, organisationId }: { campaignId: number; organisationId: number },
): Promise<ImportLine[]> {
  return imports(db)
    .where('i.campaign_id', '=', campaignId)
    .where('i.organisation_id', '=', organisationId)
    .select((eb) => [
      eb
        .selectFrom('import_files')
        .whereRef('import_id', '=', 'i.id')
        .select(({ fn }) => fn.countAll<number>().as('files'))
        .$asScalar()
        .$notNull()
        .as('files'),
      eb
        .selectFrom('import_files')
        .whereRef('import_id', '=', 'i.id')
        .where('status', '=', 'done')
        .select(({ fn }) => fn.countAll<number>().as('done'))
        .$asScalar()
        .$notNull()
        .as('done'),
    ])
    .orderBy('i.id', 'desc')
    .limit(50)
    .execute();
}

export type NewFile = {
  name: string;
  size: number;
  /** None of a file that is too large to be kept. */
  bytes: Buffer | null;
  status: FileStatus;
  reportId?: number;
  result?: FileResult;
};

/** Keeps the import with its files as they came. Answers its id. */
export async function insertImport(
  trx: Trx,
  { files, ...kept }: { campaignId: number; organisationId: number; at: Date; by: number; files: NewFile[] },
): Promise<number> {
  const { id } = await trx
    .insertInto('imports')
    .values({
      campaign_id: kept.campaignId,
      organisation_id: kept.organisationId,
      at: kept.at,
      by: kept.by,
      confirmed: null,
      confirmed_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  // One by one: together they may be 40 MB, too much for one statement's parameters to be held twice.
  for (const { name, size, bytes, status, reportId, result } of files) {
    await trx
      .insertInto('import_files')
      .values({
        import_id: id,
        name,
        size,
        content: bytes,
        status,
        report_id: reportId ?? null,
        result: result ? JSON.stringify(result) : null,
      })
      .execute();
  }
  return id;
}

export type ImportFile = {
  id: number;
  importId: number;
  name: string;
  size: number;
  status: FileStatus;
  reportId: number | null;
  result: FileResult | null;
  schoolId: number | null;
  school: string | null;
};

function importFiles(db: Db) {
  return db
    .selectFrom('import_files as f')
    .leftJoin('reports as r', 'r.id', 'f.report_id')
    .leftJoin('organisations as s', 's.id', 'r.organisation_id')
    .select([
      'f.id',
      'f.import_id as importId',
      'f.name',
      'f.size',
      'f.status',
      'f.report_id as reportId',
      'f.result',
      's.id as schoolId',
      's.name as school',
    ]);
}

/** By the school's name, those of no known school by their own. */
export async function filesOfImport(db: Db, importId: number): Promise<ImportFile[]> {
  const files = await importFiles(db).where('f.import_id', '=', importId).execute();
  const named = ({ school, name, id }: ImportFile) => ({ name: school ?? name, id });
  return files.sort((a, b) => byName(named(a), named(b)));
}

export async function fileOfImport(
  db: Db,
  { importId, fileId }: { importId: number; fileId: number },
): Promise<ImportFile | undefined> {
  return importFiles(db).where('f.import_id', '=', importId).where('f.id', '=', fileId).executeTakeFirst();
}

/** The file as it was sent; null once it has been deleted. */
export async function contentOf(db: Db, fileId: number): Promise<Buffer | null> {
  const row = await db.selectFrom('import_files').where('id', '=', fileId).select('content').executeTakeFirst();
  return row?.content ?? null;
}

/** The next file in that state that nobody else has in hand. */
export async function claimFile(
  db: Door,
  { status, importId, now }: { status: 'waiting' | 'read'; importId?: number; now: Date },
): Promise<{ id: number; importId: number; claim: Claim } | undefined> {
  return claimNext<{ id: number; importId: number }>(db, 'importFile', {
    open: sql<SqlBool>`status = ${status} and content is not null
      and (${importId ?? null}::int is null or import_id = ${importId ?? null})`,
    now,
    columns: sql`id, import_id as "importId"`,
  });
}

/** Confirmed imports with files that are still to be carried out, and by whose leave. */
export async function importsToCarryOut(
  db: Door,
): Promise<{ id: number; by: number; confirmed: Import['confirmed'] }[]> {
  return db
    .selectFrom('imports as i')
    .where('i.confirmed', 'is not', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('import_files as f')
          .whereRef('f.import_id', '=', 'i.id')
          .where('f.status', '=', 'read')
          .where('f.content', 'is not', null)
          .select('f.id'),
      ),
    )
    .select(['i.id', 'i.by', 'i.confirmed'])
    .orderBy('i.id')
    .execute();
}

export async function recordFile(
  trx: Trx,
  fileId: number,
  { status, reportId, result }: { status: FileStatus; reportId: number | null; result: FileResult },
): Promise<void> {
  await trx
    .updateTable('import_files')
    .set({ status, report_id: reportId, result: JSON.stringify(result) })
    .where('id', '=', fileId)
    .execute();
}

/** Other files of the import that are for the same report and were not refused for anything else. */
export async function twinsOf(
  trx: Trx,
  { importId, fileId, reportId }: { importId: number; fileId: number; reportId: number },
): Promise<{ id: number }[]> {
  return trx
    .selectFrom('import_files')
    .where('import_id', '=', importId)
    .where('report_id', '=', reportId)
    .where('id', '<>', fileId)
    .where((eb) => eb.or([eb('status', '=', 'read'), eb(sql`result ->> 'refusal'`, '=', 'twice')]))
    .select('id')
    .execute();
}

/** Asks for what the dry run showed; false when somebody has asked already. */
export async function confirmImport(
  trx: Trx,
  { importId, how, at }: { importId: number; how: 'save' | 'file'; at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('imports')
    .set({ confirmed: how, confirmed_at: at })
    .where('id', '=', importId)
    .where('confirmed', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Files that a region's organisations brought before then, and what was read from them; what became of each stays. */
export async function forgetContents(trx: Trx, before: Date, regionId: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update import_files f
    set content = null,
      result = case
        when f.result ->> 'kind' = 'refused' then f.result
        else jsonb_strip_nulls(jsonb_build_object('kind', 'gone', 'outcome', f.result -> 'outcome'))
      end
    from imports i
    join campaigns c on c.id = i.campaign_id
    where i.id = f.import_id and i.at < ${before} and f.content is not null
      and (c.scope_id = ${regionId} or exists (
        select from placements p where p.organisation_id = c.scope_id and p.parent_id = ${regionId}
      ))`.execute(trx);
  return Number(numAffectedRows ?? 0);
}

/** A step that can fail without the rest of its transaction: what it wrote is undone, its error goes on. */
export async function undoable<T>(trx: Trx, act: () => Promise<T>): Promise<T> {
  await sql`savepoint undoable`.execute(trx);
  try {
    const done = await act();
    await sql`release savepoint undoable`.execute(trx);
    return done;
  } catch (error) {
    // Released too: one around it has the same name, and would be undone only as far as here.
    await sql`rollback to savepoint undoable`.execute(trx);
    await sql`release savepoint undoable`.execute(trx);
    throw error;
  }
}

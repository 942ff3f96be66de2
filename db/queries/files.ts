import type { FileType } from '#app/domain/organisations/file.ts';
import type { OrganisationKind } from '#app/domain/organisations/organisation.ts';
import type { Db, Trx } from '../schema.ts';

export type StoredFile = {
  id: number;
  organisationId: number;
  organisationKind: OrganisationKind;
  name: string;
  type: FileType;
  size: number;
};

export async function fileById(db: Db, id: number): Promise<StoredFile | undefined> {
  return db
    .selectFrom('files as f')
    .innerJoin('organisations as o', 'o.id', 'f.organisation_id')
    .where('f.id', '=', id)
    .select(['f.id', 'f.organisation_id as organisationId', 'o.kind as organisationKind', 'f.name', 'f.type', 'f.size'])
    .executeTakeFirst();
}

/** Apart from the rest, so that nobody's ten megabytes are read before it is known that they may be seen. */
export async function contentOf(db: Db, id: number): Promise<Buffer> {
  const { content } = await db.selectFrom('files').where('id', '=', id).select('content').executeTakeFirstOrThrow();
  return content;
}

export async function countFiles(db: Db, organisationId: number): Promise<number> {
  const { files } = await db
    .selectFrom('files')
    .where('organisation_id', '=', organisationId)
    .select(({ fn }) => fn.countAll<number>().as('files'))
    .executeTakeFirstOrThrow();
  return files;
}

export type NewFile = {
  organisationId: number;
  name: string;
  type: FileType;
  sha256: Buffer;
  content: Buffer;
  uploadedAt: Date;
  uploadedBy: number;
};

/** The same bytes under the same name, kept for the organisation before. */
export async function sameFile(
  db: Db,
  { organisationId, name, sha256 }: Pick<NewFile, 'organisationId' | 'name' | 'sha256'>,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('files')
    .where('organisation_id', '=', organisationId)
    .where('sha256', '=', sha256)
    .where('name', '=', name)
    .select('id')
    .executeTakeFirst();
  return row?.id;
}

export async function insertFile(trx: Trx, file: NewFile): Promise<number> {
  const { id } = await trx
    .insertInto('files')
    .values({
      organisation_id: file.organisationId,
      name: file.name,
      type: file.type,
      size: file.content.length,
      sha256: file.sha256,
      content: file.content,
      uploaded_at: file.uploadedAt,
      uploaded_by: file.uploadedBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

import type { Day } from '#app/domain/calendar.ts';
import type { Order } from '#app/domain/orders/order.ts';
import type { ActKind } from '#app/domain/organisations/act.ts';
import type { Answers } from '#app/domain/reports/form.ts';
import type { Db, Trx } from '../schema.ts';

export type ActFacts = { kind: ActKind; number: string; date: Day; title: string; fileId: number | null };
export type RegisteredAct = ActFacts & {
  id: number;
  fileName: string | null;
  fileSize: number | null;
  version: number;
  createdAt: Date;
  createdBy: string;
  /** When and by whom it was taken off the register; null while it stands there. */
  removedAt: Date | null;
  removedBy: string | null;
};

function acts(db: Db, schoolId: number) {
  return db
    .selectFrom('acts as a')
    .innerJoin('users as u', 'u.id', 'a.created_by')
    .leftJoin('users as w', 'w.id', 'a.removed_by')
    .leftJoin('files as f', 'f.id', 'a.file_id')
    .where('a.organisation_id', '=', schoolId)
    .select([
      'a.id',
      'a.kind',
      'a.number',
      'a.date',
      'a.title',
      'a.file_id as fileId',
      'f.name as fileName',
      'f.size as fileSize',
      'a.version',
      'a.created_at as createdAt',
      'u.name as createdBy',
      'a.removed_at as removedAt',
      'w.name as removedBy',
    ]);
}

/** The register of a school, those taken off it included; the newest document first. */
export async function actsOfSchool(db: Db, schoolId: number): Promise<RegisteredAct[]> {
  return acts(db, schoolId).orderBy('a.date', 'desc').orderBy('a.id', 'desc').execute();
}

export async function actOfSchool(db: Db, schoolId: number, id: number): Promise<RegisteredAct | undefined> {
  return acts(db, schoolId).where('a.id', '=', id).executeTakeFirst();
}

/** The documents on the register with that kind and date. */
export async function actsOfDay(
  db: Db,
  schoolId: number,
  { kind, date }: Pick<ActFacts, 'kind' | 'date'>,
): Promise<RegisteredAct[]> {
  return acts(db, schoolId)
    .where('a.kind', '=', kind)
    .where('a.date', '=', date)
    .where('a.removed_at', 'is', null)
    .execute();
}

export async function insertAct(
  trx: Trx,
  { fileId, ...facts }: ActFacts,
  of: { schoolId: number; at: Date; by: number },
): Promise<number> {
  const { id } = await trx
    .insertInto('acts')
    .values({ ...facts, file_id: fileId, organisation_id: of.schoolId, created_at: of.at, created_by: of.by })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Writes over the version that the person had opened; false when somebody else's change came first. */
export async function updateAct(
  trx: Trx,
  { id, version }: { id: number; version: number },
  { fileId, ...facts }: Partial<ActFacts>,
): Promise<boolean> {
  const result = await trx
    .updateTable('acts')
    .set({ ...facts, file_id: fileId, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Takes it off the register, or back onto it (`removed` null); false when somebody else's change came first. */
export async function setActRemoved(
  trx: Trx,
  { id, version }: { id: number; version: number },
  removed: { at: Date; by: number } | null,
): Promise<boolean> {
  const result = await trx
    .updateTable('acts')
    .set({ removed_at: removed?.at ?? null, removed_by: removed?.by ?? null, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export type LastFiling = {
  reportId: number;
  ordinal: number;
  formId: string;
  asOf: Day;
  answers: Answers;
  order: Order;
};

/** What the school declares now: of each campaign's form the last filing that counts. */
export async function lastFilingsOf(db: Db, schoolId: number): Promise<LastFiling[]> {
  return db
    .selectFrom('filings as f')
    .innerJoin('campaigns as c', 'c.id', 'f.campaign_id')
    .where('f.organisation_id', '=', schoolId)
    .where('f.counts_from', 'is not', null)
    .distinctOn(['f.campaign_id', 'f.form_id'])
    .orderBy('f.campaign_id')
    .orderBy('f.form_id')
    .orderBy('f.as_of', 'desc')
    .orderBy('f.counts_from', 'desc')
    .orderBy('f.ordinal', 'desc')
    .select([
      'f.report_id as reportId',
      'f.ordinal',
      'f.form_id as formId',
      'f.as_of as asOf',
      'f.answers',
      'c.definition as order',
    ])
    .execute();
}

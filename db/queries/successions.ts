/** Schools that closed into others, and what became of their work. */
import type { Day } from '#app/domain/calendar.ts';
import type { SuccessionKind } from '#app/domain/organisations/organisation.ts';
import type { Db, Trx } from '../schema.ts';
import { byName } from './by-name.ts';
import { question } from './together.ts';

export type Succession = {
  kind: SuccessionKind;
  /** The school that closed, and one that works in its place. */
  from: { id: number; name: string };
  to: { id: number; name: string };
  since: Day;
  document: string;
};

/** What a school closed into and what closed into it, the oldest first. */
export function successionsOf(db: Db, schoolId: number) {
  const closings = db
    .selectFrom('successions as x')
    .innerJoin('organisations as a', 'a.id', 'x.from_id')
    .innerJoin('organisations as b', 'b.id', 'x.to_id')
    .where((eb) => eb.or([eb('x.from_id', '=', schoolId), eb('x.to_id', '=', schoolId)]))
    .select([
      'x.kind',
      'x.since',
      'x.document',
      'a.id as fromId',
      'a.name as fromName',
      'b.id as toId',
      'b.name as toName',
    ])
    .orderBy('x.since')
    .orderBy('a.id')
    .orderBy('b.id');
  return question(closings, {}, (rows) =>
    rows.map(
      ({ fromId, fromName, toId, toName, ...succession }): Succession => ({
        ...succession,
        from: { id: fromId, name: fromName },
        to: { id: toId, name: toName },
      }),
    ),
  );
}

export async function insertSuccessions(
  trx: Trx,
  closing: {
    fromId: number;
    toIds: number[];
    kind: SuccessionKind;
    since: Day;
    document: string;
    at: Date;
    by: number;
  },
): Promise<void> {
  const { fromId, toIds, ...rest } = closing;
  await trx
    .insertInto('successions')
    .values(toIds.map((toId) => ({ from_id: fromId, to_id: toId, ...rest })))
    .execute();
}

export async function deleteSuccessions(trx: Trx, fromId: number): Promise<void> {
  await trx.deleteFrom('successions').where('from_id', '=', fromId).execute();
}

/** Whether a successor of the school has filed for a day on which it worked in its place. */
export async function successorsHaveFiled(db: Db, fromId: number): Promise<boolean> {
  const filed = await db
    .selectFrom('successions as x')
    .innerJoin('filings as f', 'f.organisation_id', 'x.to_id')
    .where('x.from_id', '=', fromId)
    .whereRef('f.as_of', '>=', 'x.since')
    .select('f.id')
    .limit(1)
    .executeTakeFirst();
  return filed !== undefined;
}

/** Schools of the municipality that are not closed by the day, those that have yet to open too; in the Russian order. */
export async function schoolsToSucceed(
  db: Db,
  { municipalityId, on }: { municipalityId: number; on: Day },
): Promise<{ id: number; name: string }[]> {
  const schools = await db
    .selectFrom('organisations as s')
    .innerJoin('placements as p', 'p.organisation_id', 's.id')
    .where('s.kind', '=', 'school')
    .where('p.parent_id', '=', municipalityId)
    .where((eb) => eb.or([eb('p.until', 'is', null), eb('p.until', '>', on)]))
    .where((eb) => eb.or([eb('s.closed', 'is', null), eb('s.closed', '>', on)]))
    .select(['s.id', 's.name'])
    .distinct()
    .execute();
  return schools.sort(byName);
}

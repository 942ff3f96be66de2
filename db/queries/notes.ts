import type { Month } from '#app/domain/calendar.ts';
import type { SavedNote } from '#app/domain/editions/note.ts';
import type { Db, Trx } from '../schema.ts';

export type NoteVersion = {
  editionId: number;
  /** The number of its edition. */
  number: number;
  version: number;
  content: SavedNote;
  writtenAt: Date;
  writtenBy: string;
};

function versions(db: Db, campaignId: number) {
  return db
    .selectFrom('notes as n')
    .innerJoin('editions as e', 'e.id', 'n.edition_id')
    .innerJoin('users as u', 'u.id', 'n.written_by')
    .where('e.campaign_id', '=', campaignId)
    .select([
      'n.edition_id as editionId',
      'e.number',
      'n.version',
      'n.content',
      'n.written_at as writtenAt',
      'u.name as writtenBy',
    ]);
}

/** The note as it was saved last for the month: for the edition of that number, or for the newest one before it. */
export async function noteUpTo(
  db: Db,
  { campaignId, month, number }: { campaignId: number; month: Month; number: number },
): Promise<NoteVersion | undefined> {
  return versions(db, campaignId)
    .where('e.month', '=', month)
    .where('e.number', '<=', number)
    .orderBy('e.number', 'desc')
    .orderBy('n.version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The note of the campaign that was saved last, of whatever month: who signed it will sign the next one. */
export async function lastNote(db: Db, campaignId: number): Promise<NoteVersion | undefined> {
  return versions(db, campaignId).orderBy('n.id', 'desc').limit(1).executeTakeFirst();
}

/** Adds the next version; false when somebody else has just added it. */
export async function insertNote(
  trx: Trx,
  note: { editionId: number; version: number; content: SavedNote; at: Date; by: number },
): Promise<boolean> {
  const added = await trx
    .insertInto('notes')
    .values({
      edition_id: note.editionId,
      version: note.version,
      content: JSON.stringify(note.content),
      written_at: note.at,
      written_by: note.by,
    })
    .onConflict((conflict) => conflict.constraint('notes_once').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

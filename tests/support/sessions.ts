/** Who is signed in, as pages learn it. */
import type { User } from '#app/domain/people/people.ts';
import { newSecret, type SignedIn, signedIn } from '#app/use-cases/people/sign-in.server.ts';
import { type Database, inTransaction } from '#db/client.ts';
import { insertSession } from '#db/queries/sessions.ts';
import type { Door } from '#db/schema.ts';

/** The token of a new session that lasts an hour. */
export async function tokenOf({ db }: Database, { id }: { id: number }, now: Date): Promise<string> {
  const { secret, secretHash } = newSecret();
  const expiresAt = new Date(now.getTime() + 3_600_000);
  const session = { tokenHash: secretHash, userId: id, createdAt: now, expiresAt };
  await inTransaction(db, { id: null }, (trx) => insertSession(trx, session));
  return secret;
}

/** What every page of the person says of them at that moment. */
export async function frameOf(database: Database, person: { id: number }, now: Date): Promise<SignedIn> {
  const seen = await signedIn(database.db, await tokenOf(database, person, now), now);
  if (!seen) throw new Error('Nobody is signed in');
  return seen;
}

export async function userOfToken(db: Door, token: string, now: Date): Promise<User | undefined> {
  return (await signedIn(db, token, now))?.user;
}

import { z } from 'zod';
import { day, dayIn, type Zone } from '#app/domain/calendar.ts';
import type { Clock } from '#app/domain/people/people.ts';
import { changesOf } from '#app/domain/trust/audit.ts';
import { insertRegion, regions } from '#db/queries/organisations.ts';
import { insertPerson } from '#db/queries/people.ts';
import { insertInvitation } from '#db/queries/sessions.ts';
import { userByEmail } from '#db/queries/users.ts';
import { type Context, transact } from '../context.server.ts';
import { fields, read, refuseField } from '../typed-fields.server.ts';
import { spellingsOf } from './email-address.server.ts';
import { type Invitation, invitationDays } from './manage-people.server.ts';
import { newSecret } from './sign-in.server.ts';

const facts = z.object({
  region: fields.line(200),
  zone: fields.line(60).refine(isZone, 'notAChoice'),
  email: fields.email,
  name: fields.line(200),
});

/**
 * What a fresh installation begins with, asked for at the server's own command line: its region, where there is none yet,
 * and somebody who administers it, with a link to set the password by. For an administrator who is there already it
 * makes a new link: the way back in when the last one has lost theirs.
 */
export async function createAdministrator(
  ctx: Context<Clock>,
  typed: Record<string, string>,
): Promise<{ region: string; newRegion: boolean; invitation: Invitation }> {
  const { region: name, zone, email, name: person } = read(facts, typed);
  return transact(ctx, async ({ trx, now, audit }) => {
    const existing = await regions(trx);
    const known = existing.find((region) => region.name === name);
    // A second region by a slip of the pen could never be taken away again.
    if (!known && existing.length > 0) return refuseField('region', 'otherRegion');
    const regionId = known?.id ?? (await insertRegion(trx, { name, zone: zone as Zone, opened: longAgo }));
    const at = { subjectId: regionId, organisationId: regionId };
    const named = changesOf(null, { name });
    if (!known) await audit({ action: 'organisation.create', subject: 'organisation', ...at, changes: named });

    const user = await userByEmail(trx, spellingsOf(email));
    if (user && (user.role !== 'administrator' || user.organisationId !== regionId))
      return refuseField('email', 'taken');
    const role = 'administrator' as const;
    const added = { name: person, email, position: null, phone: null, role, organisationId: regionId };
    const userId = user?.id ?? (await insertPerson(trx, added));
    const subject = { subject: 'user', subjectId: userId, organisationId: regionId } as const;
    const changes = changesOf(null, { name: person, email, role, organisation: regionId });
    if (!user) await audit({ action: 'person.create', ...subject, changes });
    const { secret, secretHash } = newSecret();
    const expiresAt = new Date(now.getTime() + invitationDays * 86_400_000);
    await insertInvitation(trx, { codeHash: secretHash, userId, expiresAt });
    await audit({ action: 'person.invite', ...subject });
    return { region: name, newRegion: !known, invitation: { code: secret, expiresAt } };
  });
}

/** Before any school or campaign: what belongs to a region is never older than it. */
const longAgo = day('1900-01-01');

function isZone(zone: string): boolean {
  try {
    return dayIn(zone as Zone, new Date(0)) !== null;
  } catch {
    return false;
  }
}

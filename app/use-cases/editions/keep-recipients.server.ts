/** To whom a campaign's editions are sent. */
import { z } from 'zod';
import { may } from '#app/domain/people/permissions.ts';
import { deleteRecipient, insertRecipient, setSendsBySelf } from '#db/queries/edition-delivery.ts';
import { allowed, refuse, transact, type UserContext, type WriteContext } from '../context.server.ts';
import { ownerOf, seenWhole } from '../territory/summary.server.ts';
import { fields, read, refuseTaken } from '../typed-fields.server.ts';

const facts = z.object({ name: fields.line(200), email: fields.email });

type Write = WriteContext<UserContext['user']>;

export async function addRecipient(
  ctx: UserContext,
  { campaignId, typed }: { campaignId: number; typed: Record<string, string> },
): Promise<void> {
  await transact(ctx, async (write) => {
    const subject = await campaignToSend(write, campaignId);
    const recipient = read(facts, typed);
    await insertRecipient(write.trx, { campaignId, ...recipient }, { id: write.user.id, at: write.now });
    const changes = { name: [null, recipient.name], email: [null, recipient.email] } as const;
    await write.audit({ action: 'campaign.addRecipient', ...subject, changes });
  }).catch(refuseTaken);
}

/** What has been sent stays known. */
export async function removeRecipient(
  ctx: UserContext,
  { campaignId, recipientId }: { campaignId: number; recipientId: number },
): Promise<void> {
  await transact(ctx, async (write) => {
    const subject = await campaignToSend(write, campaignId);
    const gone = await deleteRecipient(write.trx, campaignId, recipientId);
    if (!gone) return refuse({ kind: 'notFound' });
    const changes = { name: [gone.name, null], email: [gone.email, null] } as const;
    await write.audit({ action: 'campaign.removeRecipient', ...subject, changes });
  });
}

/** Editions go out by themselves once they are vouched for, or wait for somebody to send them. */
export async function sendBySelf(
  ctx: UserContext,
  { campaignId, bySelf }: { campaignId: number; bySelf: boolean },
): Promise<void> {
  await transact(ctx, async (write) => {
    const subject = await campaignToSend(write, campaignId);
    await setSendsBySelf(write.trx, campaignId, bySelf);
    await write.audit({ action: 'campaign.sendBySelf', ...subject, details: { bySelf } });
  });
}

async function campaignToSend({ trx, user }: Write, campaignId: number) {
  const scope = await seenWhole({ db: trx, user }, campaignId);
  allowed(may.handInEditions(user, ownerOf(scope)));
  return { subject: 'campaign', subjectId: campaignId, organisationId: scope.campaign.scopeId } as const;
}

/** An edition goes to those who wait for it: an analyst vouches for it, then it is sent, once to each address. */
import type { Day, Month } from '#app/domain/calendar.ts';
import { coverageTarget, type Order, type Share } from '#app/domain/orders/order.ts';
import { may } from '#app/domain/people/permissions.ts';
import { lockCampaign } from '#db/queries/campaigns.ts';
import {
  deliveredEditions,
  insertApproval,
  insertSendings,
  noteLetter,
  type Recipient,
  recipientsOf,
  sendsBySelf,
} from '#db/queries/edition-delivery.ts';
import { insertLetterTo } from '#db/queries/letters.ts';
import { allowed, found, refuse, transact, type UserContext, type WriteContext } from '../context.server.ts';
import { ownerOf, seenWhole } from '../territory/summary.server.ts';

/** What a letter says of an edition. */
export type EditionFacts = {
  campaignId: number;
  region: string;
  order: Pick<Order, 'kind' | 'number' | 'date'>;
  month: Month;
  number: number;
  complete: boolean;
  asOf: Day;
  covered: Share;
  municipalitiesMet: Share;
  target: { threshold: Share; by: Day } | null;
};

/** The words of a letter to one of the recipients. */
export type ComposeEdition = (edition: EditionFacts, to: { name: string }) => { subject: string; text: string };

type Ask = { campaignId: number; month: Month; number: number };
type Write = WriteContext<UserContext['user']>;

/** The analyst has looked at the figures. Where the campaign says so, the edition goes out with that. */
export async function approveEdition(ctx: UserContext, ask: Ask, compose: ComposeEdition): Promise<{ sent: number }> {
  return transact(ctx, async (write) => {
    const { trx, user, now, audit } = write;
    const { edition, scope } = await editionToHandIn(write, ask);
    allowed(may.approveEdition(user, ownerOf(scope)));
    if (await insertApproval(trx, edition.id, { id: user.id, at: now })) {
      await audit({ action: 'edition.approve', ...subjectOf(edition.id, scope, ask) });
    }
    return (await sendsBySelf(trx, ask.campaignId)) ? send(write, { edition, scope }, ask, compose) : { sent: 0 };
  });
}

/** To all recipients to whom it has not gone yet, however often it is asked for. Answers how many letters were written. */
export async function sendEdition(ctx: UserContext, ask: Ask, compose: ComposeEdition): Promise<{ sent: number }> {
  return transact(ctx, async (write) => {
    const found = await editionToHandIn(write, ask);
    allowed(may.handInEditions(write.user, ownerOf(found.scope)));
    if (found.edition.approvedAt === null) return refuse({ kind: 'notApproved' });
    return send(write, found, ask, compose);
  });
}

type Found = Awaited<ReturnType<typeof editionToHandIn>>;

async function editionToHandIn({ trx, user }: Write, { campaignId, month, number }: Ask) {
  await lockCampaign(trx, campaignId);
  const scope = await seenWhole({ db: trx, user }, campaignId);
  const editions = await deliveredEditions(trx, campaignId, { from: month, to: month });
  const edition = found(
    editions.find((one) => one.number === number),
    () => true,
  );
  return { edition, scope };
}

async function send({ trx, user, now, audit }: Write, { edition, scope }: Found, ask: Ask, compose: ComposeEdition) {
  const to: Recipient[] = await recipientsOf(trx, ask.campaignId);
  const { campaign, region } = scope;
  const { kind, number, date } = campaign.order;
  const target = coverageTarget(campaign.order);
  const facts: EditionFacts = {
    ...ask,
    region: region.name,
    order: { kind, number, date },
    complete: edition.complete,
    asOf: edition.point.asOf,
    covered: edition.point.covered,
    municipalitiesMet: edition.point.municipalitiesMet,
    target: target && { threshold: target.threshold, by: target.by },
  };
  const fresh = await insertSendings(trx, edition.id, to, { id: user.id, at: now });
  for (const { name, email } of fresh) {
    const letterId = await insertLetterTo(trx, { address: email, ...compose(facts, { name }) }, now);
    await noteLetter(trx, edition.id, email, letterId);
  }
  if (fresh.length > 0) {
    const { details, ...subject } = subjectOf(edition.id, scope, ask);
    await audit({ action: 'edition.send', ...subject, details: { ...details, recipients: fresh.length } });
  }
  return { sent: fresh.length };
}

function subjectOf(subjectId: number, { campaign }: Found['scope'], { month, number }: Ask) {
  const details = { campaign: campaign.id, month, number };
  return { subject: 'edition', subjectId, organisationId: campaign.scopeId, details } as const;
}

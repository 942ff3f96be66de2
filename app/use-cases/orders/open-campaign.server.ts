import { dayIn } from '#app/domain/calendar.ts';
import { movedByYears } from '#app/domain/orders/order.ts';
import { may } from '#app/domain/people/permissions.ts';
import { orderById } from '#app/orders/index.ts';
import { campaignsOfRegion, insertCampaign } from '#db/queries/campaigns.ts';
import { municipalitiesOfScope } from '#db/queries/organisations.ts';
import { allowed, refuse, today, transact, type UserContext } from '../context.server.ts';
import { openDatesOf } from '../reports/open-reporting-dates.server.ts';
import { refuseTaken } from '../typed-fields.server.ts';

/**
 * Brings an order to life for the region or one of its municipalities, its dates as written (0) or moved by whole
 * years, and creates what is owed so far. The order is copied into the campaign: later changes to the preset do not reach it.
 */
export async function openCampaign(
  ctx: UserContext,
  ask: { orderId: string; scopeId: number; years: number },
): Promise<{ campaignId: number }> {
  return transact(ctx, async (write) => {
    const { trx, user, now, audit } = write;
    allowed(may.administer(user, { regionId: user.region.id }));
    const order = orderById(ask.orderId);
    const scopes = [user.region.id, ...(await municipalitiesOfScope(trx, user.region.id)).map(({ id }) => id)];
    if (!order) return refuse({ kind: 'fields', faults: [{ field: 'order', code: 'notAChoice' }] });
    if (!scopes.includes(ask.scopeId))
      return refuse({ kind: 'fields', faults: [{ field: 'scope', code: 'notAChoice' }] });
    // A school would owe the same report twice: once for its municipality and once for the region.
    const overlaps = [ask.scopeId, user.region.id];
    const taken = (await campaignsOfRegion(trx, user.region.id)).some(
      ({ orderId, scopeId, movedByYears: moved }) =>
        orderId === order.id && moved === ask.years && (overlaps.includes(scopeId) || ask.scopeId === user.region.id),
    );
    if (taken) return refuse({ kind: 'fields', faults: [{ field: 'order', code: 'alreadyOpen' }] });

    const moved = movedByYears(order, ask.years);
    const campaign = { order: moved, scopeId: ask.scopeId, movedByYears: ask.years, openedAt: now, closing: null };
    const campaignId = await insertCampaign(trx, campaign);
    await audit({
      action: 'campaign.open',
      subject: 'campaign',
      subjectId: campaignId,
      organisationId: ask.scopeId,
      details: { order: order.id, years: ask.years },
    });
    await openDatesOf(write, { id: campaignId, ...campaign }, dayIn(user.region.zone, now), today(ctx));
    return { campaignId };
  }).catch(refuseTaken);
}

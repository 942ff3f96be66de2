import { sql } from 'kysely';
import type { Day, Month } from '#app/domain/calendar.ts';
import type { Closing } from '#app/domain/orders/campaign.ts';
import type { Order } from '#app/domain/orders/order.ts';
import type { OrganisationKind } from '#app/domain/organisations/organisation.ts';
import type { Db, Trx } from '../schema.ts';
import { placeOfSchool } from './organisations.ts';
import { type Question, question } from './together.ts';

export type Campaign = {
  id: number;
  orderId: string;
  scopeId: number;
  scopeKind: OrganisationKind;
  scopeName: string;
  order: Order;
  movedByYears: number;
  openedAt: Date;
  /** Everybody may see its last edition's figures of territories. */
  published: boolean;
  /** Null while nobody has said by which day it ends. */
  closing: Closing | null;
};

/** Of a campaign `c`. */
const closingOf = sql<Closing | null>`case when c.closed_on is not null
  then jsonb_build_object('on', c.closed_on, 'document', c.closed_document, 'reason', c.closed_reason) end`;

function campaigns(db: Db) {
  return (
    db
      .selectFrom('campaigns as c')
      .innerJoin('organisations as o', 'o.id', 'c.scope_id')
      .select([
        'c.id',
        'c.order_id as orderId',
        'c.scope_id as scopeId',
        'o.kind as scopeKind',
        'o.name as scopeName',
        'c.definition as order',
        'c.moved_by_years as movedByYears',
        'c.opened_at as openedAt',
        'c.published',
        closingOf.as('closing'),
      ])
      // For everybody it has never been.
      .where('c.withdrawn_at', 'is', null)
      // The newest first: it is what people are busy with.
      .orderBy('c.opened_at', 'desc')
      .orderBy('c.id', 'desc')
  );
}

export async function campaignById(db: Db, id: number): Promise<Campaign | undefined> {
  return campaigns(db).where('c.id', '=', id).executeTakeFirst();
}

/** Those whose figures everybody may see. */
export async function publishedCampaigns(db: Db): Promise<Campaign[]> {
  return campaigns(db).where('c.published', '=', true).execute();
}

export async function setPublished(trx: Trx, campaignId: number, published: boolean): Promise<void> {
  await trx.updateTable('campaigns').set({ published }).where('id', '=', campaignId).execute();
}

/** Campaigns that bind any of these organisations: a school is bound by its own municipality's and its region's. */
export async function campaignsOfScopes(db: Db, scopeIds: number[]): Promise<Campaign[]> {
  return campaigns(db).where('c.scope_id', 'in', scopeIds).execute();
}

/** Campaigns that bind a school where it stands on the day, and those that it has reports of from where it stood before. */
export function campaignsOfSchool(db: Db, schoolId: number, on: Day): Question<Campaign> {
  const place = placeOfSchool(db, schoolId, on).clearSelect();
  const bound = campaigns(db).where((eb) =>
    eb.or([
      eb('c.scope_id', '=', place.select('m.id')),
      eb('c.scope_id', '=', place.select('r.id')),
      eb.exists(
        eb
          .selectFrom('reports as r')
          .innerJoin('reporting_dates as d', 'd.id', 'r.reporting_date_id')
          .where('r.organisation_id', '=', schoolId)
          .whereRef('d.campaign_id', '=', 'c.id')
          .select('r.id'),
      ),
    ]),
  );
  return question(bound, { openedAt: true });
}

/**
 * Campaigns that bind a municipality's schools, and those that schools placed in it on the day have reports of from where
 * they stood before: whoever answers for a school now has those to review too.
 */
export function campaignsOfMunicipality(db: Db, municipalityId: number, on: Day): Question<Campaign> {
  const bound = campaigns(db).where((eb) =>
    eb.or([
      eb('c.scope_id', '=', municipalityId),
      eb('c.scope_id', '=', (inner) =>
        inner
          .selectFrom('placements')
          .where('organisation_id', '=', municipalityId)
          .where('until', 'is', null)
          .select('parent_id'),
      ),
      eb.exists(
        eb
          .selectFrom('placements as p')
          .innerJoin('reports as r', 'r.organisation_id', 'p.organisation_id')
          .innerJoin('reporting_dates as d', 'd.id', 'r.reporting_date_id')
          .where('p.parent_id', '=', municipalityId)
          .where('p.since', '<=', on)
          .where(({ or, eb: is }) => or([is('p.until', 'is', null), is('p.until', '>', on)]))
          .whereRef('d.campaign_id', '=', 'c.id')
          .select('r.id'),
      ),
    ]),
  );
  return question(bound, { openedAt: true });
}

/** Every campaign of a region: its own and those of its municipalities. */
export async function campaignsOfRegion(db: Db, regionId: number): Promise<Campaign[]> {
  return campaigns(db)
    .where((eb) =>
      eb.or([
        eb('c.scope_id', '=', regionId),
        eb(
          'c.scope_id',
          'in',
          eb
            .selectFrom('placements')
            .where('parent_id', '=', regionId)
            .where('until', 'is', null)
            .select('organisation_id'),
        ),
      ]),
    )
    .execute();
}

export async function insertCampaign(
  trx: Trx,
  campaign: { order: Order; scopeId: number; movedByYears: number; openedAt: Date },
): Promise<number> {
  const { id } = await trx
    .insertInto('campaigns')
    .values({
      order_id: campaign.order.id,
      scope_id: campaign.scopeId,
      definition: JSON.stringify(campaign.order),
      moved_by_years: campaign.movedByYears,
      opened_at: campaign.openedAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/**
 * Holds the campaign until the transaction ends. By writing to it: a compilation that waited with a snapshot from before the
 * other's end then begins anew, and doesn't go on without what the other did.
 */
export async function lockCampaign(trx: Trx, id: number): Promise<void> {
  await trx
    .updateTable('campaigns')
    .set((eb) => ({ scope_id: eb.ref('scope_id') }))
    .where('id', '=', id)
    .execute();
}

/**
 * Holds the campaign against everything that files under it or frees it: who files holds it too (`reportById`), so that of a filing
 * and an end of the campaign that come at once one sees the other.
 */
export async function holdCampaign(trx: Trx, id: number): Promise<void> {
  await trx.selectFrom('campaigns').where('id', '=', id).select('id').forUpdate().execute();
}

/** From which day on it is closed, or not any more. */
export async function setClosing(trx: Trx, id: number, closing: Closing | null): Promise<void> {
  const { on = null, document = null, reason = null } = closing ?? {};
  await trx
    .updateTable('campaigns')
    .set({ closed_on: on, closed_document: document, closed_reason: reason })
    .where('id', '=', id)
    .execute();
}

/** Nobody sees it any more. Answers false when it was withdrawn before. */
export async function setWithdrawn(
  trx: Trx,
  id: number,
  { at, reason }: { at: Date; reason: string },
): Promise<boolean> {
  const result = await trx
    .updateTable('campaigns')
    .set({ withdrawn_at: at, withdrawn_reason: reason, published: false })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export type CampaignTraces = {
  /** The day of the last filing, and the last month that has an edition. */
  lastFiled: Day | null;
  lastEdition: Month | null;
  /** Reports that are owed and not filed, begun or not; returned ones; filings that nobody has reviewed. */
  open: number;
  begun: number;
  returned: number;
  waiting: number;
};

/** What has been done under a campaign, and what is open. */
export async function tracesOf(db: Db, id: number): Promise<CampaignTraces> {
  const { rows } = await sql<CampaignTraces>`
    select (select max(f.filed_on) from filings f where f.campaign_id = ${id}) as "lastFiled",
      (select max(e.month) from editions e where e.campaign_id = ${id}) as "lastEdition",
      count(*) filter (where r.status in ('due', 'draft') and r.not_required is null) as open,
      count(*) filter (where r.status = 'draft' and r.not_required is null) as begun,
      count(*) filter (where r.status = 'returned') as returned,
      count(*) filter (where r.status = 'filed' or r.amendment = 'filed') as waiting
    from reporting_dates d join reports r on r.reporting_date_id = d.id
    where d.campaign_id = ${id}`.execute(db);
  return rows[0] ?? { lastFiled: null, lastEdition: null, open: 0, begun: 0, returned: 0, waiting: 0 };
}

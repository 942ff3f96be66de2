import { z } from 'zod';
import { type Month, monthOf } from '#app/domain/calendar.ts';
import { dayInForce } from '#app/domain/orders/campaign.ts';
import { decidingForm, type Stage } from '#app/domain/orders/order.ts';
import type { Item } from '#app/domain/reports/form.ts';
import {
  type Exploration,
  explorationFrom,
  explorationQuery,
  type FigureTable,
  groupedBy,
  tablesOf,
} from '#app/domain/territory/explore.ts';
import { exploredEditions } from '#db/queries/explore.ts';
import { keepView, removeView, type View, viewsOf } from '#db/queries/views.ts';
import { consult, found, today, transact, type UserContext } from '../context.server.ts';
import { fields, read } from '../typed-fields.server.ts';
import { type CampaignHead, headOf } from './see-region.server.ts';
import { liveSummary, seenWhole } from './summary.server.ts';

export type Explored = {
  campaign: CampaignHead;
  region: string;
  demo: boolean;
  asked: Exploration;
  /** The address's query that asks the same. */
  query: string;
  /** Those that have figures, oldest first; the running one is counted now. */
  months: Month[];
  running: Month | null;
  tables: FigureTable[];
  /** What can be asked for. */
  items: Pick<Item, 'id' | 'number' | 'title' | 'kind'>[];
  stages: Pick<Stage, 'id' | 'title'>[];
  municipalities: { id: number; name: string }[];
  range: { first: Month; last: Month };
  views: View[];
};

/** Indicators by month and group, from the months' newest editions and, of the running month, from the state of today. */
export function explore(ctx: UserContext, ask: { campaignId: number; search: URLSearchParams }): Promise<Explored> {
  return consult(ctx, async (ctx) => {
    const scope = await seenWhole(ctx, ask.campaignId);
    const { campaign, region, municipalities } = scope;
    const head = headOf(campaign, region.zone);
    const on = dayInForce(campaign, today(ctx));
    const last = monthOf(on);
    const range = { first: head.firstMonth < last ? head.firstMonth : last, last };
    const asked = explorationFrom(ask.search, campaign.order, range);
    const { months, groups } = await exploredEditions(ctx.db, campaign.id, asked);
    const runs = asked.to === last && !months.includes(last);
    if (runs) {
      const among = ({ id }: { id: number }) =>
        asked.municipalityIds.length === 0 || asked.municipalityIds.includes(id);
      const items = asked.figures.flatMap(({ figure }) => (figure.kind === 'item' ? [figure.item] : []));
      const within = { ...scope, municipalities: municipalities.filter(among) };
      const { schools } = await liveSummary(ctx.db, ctx.user, within, { month: last, asOf: on, items });
      groups.push(...groupedBy(schools, last, asked));
      months.push(last);
    }
    return {
      campaign: head,
      region: region.name,
      demo: region.demo,
      asked,
      query: explorationQuery(asked),
      months,
      running: runs ? last : null,
      tables: tablesOf(groups, months, asked),
      items: (decidingForm(campaign.order)?.items ?? [])
        .filter(({ kind }) => kind === 'share' || kind === 'heading')
        .map(({ id, number, title, kind }) => ({ id, number, title, kind })),
      stages: campaign.order.stages.filter(({ reached }) => reached).map(({ id, title }) => ({ id, title })),
      municipalities,
      range,
      views: await viewsOf(ctx.db, { campaignId: campaign.id, userId: ctx.user.id }),
    };
  });
}

const keeping = z.object({ name: fields.line(100), query: z.string().max(4000, 'tooLong') });

/** Keeps the question under a name, for the person alone; its link can be sent to anybody who sees the region. */
export async function keepExploration(
  ctx: UserContext,
  ask: { campaignId: number; typed: Record<string, string> },
): Promise<{ query: string }> {
  const { campaign } = await consult(ctx, (ctx) => seenWhole(ctx, ask.campaignId));
  const { name, query: typed } = read(keeping, ask.typed);
  const range = {
    first: headOf(campaign, ctx.user.region.zone).firstMonth,
    last: monthOf(dayInForce(campaign, today(ctx))),
  };
  const query = explorationQuery(explorationFrom(new URLSearchParams(typed), campaign.order, range));
  await transact(ctx, async ({ trx, user, now, audit }) => {
    const id = await keepView(trx, { campaignId: campaign.id, userId: user.id, name, query, at: now });
    await audit({
      action: 'view.keep',
      subject: 'view',
      subjectId: id,
      organisationId: campaign.scopeId,
      details: { name },
    });
  });
  return { query };
}

export async function forgetExploration(ctx: UserContext, ask: { campaignId: number; viewId: number }): Promise<void> {
  const { campaign } = await consult(ctx, (ctx) => seenWhole(ctx, ask.campaignId));
  await transact(ctx, async ({ trx, user, audit }) => {
    const removed = await removeView(trx, { id: ask.viewId, campaignId: campaign.id, userId: user.id });
    found(removed, (was) => was);
    await audit({ action: 'view.remove', subject: 'view', subjectId: ask.viewId, organisationId: campaign.scopeId });
  });
}

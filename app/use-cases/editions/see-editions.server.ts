/** The archive of a campaign's editions: by whom each was compiled, checked and sent, whether in time, and whether both copies are sound. */
import { type Month, monthOf, monthsUpTo } from '#app/domain/calendar.ts';
import type { Changes, Since } from '#app/domain/editions/changes.ts';
import type { EditionHead } from '#app/domain/editions/edition.ts';
import { type HandIn, handInOf } from '#app/domain/editions/hand-in.ts';
import { firstSummaryMonth } from '#app/domain/job.ts';
import { type LetterState, letterState } from '#app/domain/notices/letter.ts';
import { dayInForce } from '#app/domain/orders/campaign.ts';
import { may } from '#app/domain/people/permissions.ts';
import { type ArchiveCheck, archiveChecks, archivedEditions } from '#db/queries/archive.ts';
import {
  changedSchools,
  changesOfEditions,
  type DeliveredEdition,
  deliveredEditions,
  type LineOfChange,
  type Recipient,
  recipientsOf,
  sendingsOf,
  sendsBySelf,
} from '#db/queries/edition-delivery.ts';
import { editionLines, editionOf } from '#db/queries/editions.ts';
import { latestRuns } from '#db/queries/job-runs.ts';
import { type PageAsk, type PageOf, pageOf } from '#db/queries/paging.ts';
import { allowed, consult, found, type Reading, refuse, today, type UserContext } from '../context.server.ts';
import { type CampaignHead, headOf } from '../territory/see-region.server.ts';
import { type CampaignScope, ownerOf, seenWhole } from '../territory/summary.server.ts';
import { documentOf } from './check-archive.server.ts';

/** The short word on what changed: the edition's page has the long one. */
export type ChangesInShort = Pick<Changes, 'since' | 'base' | 'gained' | 'lost' | 'joined' | 'left' | 'figures'>;
export type EditionLine = DeliveredEdition & { changes: ChangesInShort | null };
export type MonthLine = { month: Month; handIn: HandIn; editions: EditionLine[] };

type Rights = { approve: boolean; handIn: boolean; publish: boolean; check: boolean };

export type EditionsView = {
  campaign: CampaignHead;
  months: MonthLine[];
  /** Where the list goes on. */
  earlier: Month | null;
  /** The last month that is over: what its edition waits for is the question of the page. */
  last: MonthLine | null;
  recipients: number;
  checks: ArchiveCheck[];
  /** A check is asked for or at work. */
  checking: boolean;
  rights: Rights;
  /** Everybody may see its figures of territories. */
  published: boolean;
};

const monthsAtOnce = 12;
const checksShown = 6;

export function seeEditions(ctx: UserContext, ask: { campaignId: number; before?: Month }): Promise<EditionsView> {
  return consult(ctx, async (ctx) => {
    const scope = await seenWhole(ctx, ask.campaignId);
    const { campaign, region } = scope;
    const all = monthsUpTo(firstSummaryMonth(campaign, region.zone), dayInForce(campaign, today(ctx)));
    const reversed = [...all].reverse();
    const rest = reversed.filter((month) => ask.before === undefined || month < ask.before);
    const months = await monthLines(ctx, scope, rest.slice(0, monthsAtOnce));
    // The running month is not over, but the last one of a closed campaign may be.
    const over = reversed.filter((month) => month < monthOf(today(ctx))).slice(0, 1);
    const runs = await latestRuns(ctx.db, region.id, 'check-archive');
    return {
      campaign: headOf(campaign, region.zone),
      months,
      earlier: rest.length > monthsAtOnce ? (months.at(-1)?.month ?? null) : null,
      last: (await monthLines(ctx, scope, over))[0] ?? null,
      recipients: (await recipientsOf(ctx.db, campaign.id)).length,
      checks: await archiveChecks(ctx.db, campaign.id, checksShown),
      checking: runs.some(({ status }) => status === 'requested' || status === 'running'),
      rights: rightsOf(ctx, scope),
      published: campaign.published,
    };
  });
}

function rightsOf({ user }: UserContext, scope: CampaignScope): Rights {
  const at = ownerOf(scope);
  return {
    approve: may.approveEdition(user, at),
    handIn: may.handInEditions(user, at),
    publish: may.publish(user, at),
    check: may.checkArchive(user, at),
  };
}

async function monthLines(ctx: Reading, { campaign, region }: CampaignScope, months: Month[]): Promise<MonthLine[]> {
  const [to, from] = [months[0], months.at(-1)];
  if (!to || !from) return [];
  const editions = await deliveredEditions(ctx.db, campaign.id, { from, to });
  const changes = await changesOfEditions(
    ctx.db,
    editions.map(({ id }) => id),
  );
  return months.map((month) => {
    const ofMonth = editions.filter((edition) => edition.month === month);
    return {
      month,
      handIn: handInOf(campaign.order, month, { sentAt: firstSending(ofMonth), now: ctx.now, zone: region.zone }),
      editions: ofMonth.map((edition) => ({ ...edition, changes: inShort(changes.get(edition.id)) })),
    };
  });
}

/** Of the complete ones: what went out before the month was over is no summary of it. */
function firstSending(editions: readonly DeliveredEdition[]): Date | null {
  const sent = editions.flatMap(({ complete, sentAt }) => (complete && sentAt ? [sentAt] : []));
  return sent.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

function inShort(changes: Changes | undefined): ChangesInShort | null {
  if (!changes) return null;
  const { since, base, gained, lost, joined, left, figures } = changes;
  return { since, base, gained, lost, joined, left, figures };
}

type Sending = Awaited<ReturnType<typeof sendingsOf>>[number];

export type EditionView = {
  campaign: CampaignHead;
  edition: EditionLine;
  head: EditionHead;
  figuresSha256: string;
  /** The edition that it follows in the chain. */
  previous: { month: Month; number: number } | null;
  handIn: HandIn;
  /** Since the edition before of the month, and since the month before, as far as there are any. */
  since: Since[];
  changes: Changes | null;
  schools: PageOf<LineOfChange>;
  /** Names of municipalities that schools came from. */
  municipalities: Record<number, string>;
  /** Titles of the order's stages. */
  stages: Record<string, string>;
  /** How many wait for it altogether, and how many of them it has not gone to. */
  recipients: { all: number; waiting: number };
  /** Addresses are read by those alone who send. */
  sendings: (Omit<Sending, 'email'> & { email: string | null; state: LetterState })[];
  rights: Rights;
};

/** One edition: what it is by its hashes, what has changed in it, and what became of it. */
export function seeEdition(
  ctx: UserContext,
  ask: { campaignId: number; month: Month; number: number; since?: Since; page: PageAsk },
): Promise<EditionView> {
  return consult(ctx, async (ctx) => {
    const scope = await seenWhole(ctx, ask.campaignId);
    const { campaign, region, municipalities } = scope;
    const row = found(await editionOf(ctx.db, ask), () => true);
    const [line] = await monthLines(ctx, scope, [ask.month]);
    const edition = found(
      line?.editions.find(({ id }) => id === row.id),
      () => true,
    );
    const said: Changes[] = [];
    for await (const { line: one } of editionLines(ctx.reads, row.id, { kinds: ['changes'] })) {
      if (one.changes) said.push(one.changes);
    }
    const changes = said.find(({ since }) => ask.since === undefined || since === ask.since) ?? null;
    const schools: PageOf<LineOfChange> = changes
      ? await pageOf(ask.page, ({ direction, from, limit }) =>
          changedSchools(ctx.db, row.id, { since: changes.since, direction, from, limit }),
        )
      : { rows: [], previous: null, next: null };
    const sendings = await sendingsOf(ctx.db, row.id);
    const recipients = await recipientsOf(ctx.db, campaign.id);
    const rights = rightsOf(ctx, scope);
    const previous = (await archivedEditions(ctx.db, campaign.id)).find(({ sha256 }) => sha256 === row.head.previous);
    return {
      campaign: headOf(campaign, region.zone),
      edition,
      head: row.head,
      figuresSha256: row.figuresSha256.toString('hex'),
      previous: previous ? { month: previous.month, number: previous.number } : null,
      handIn: line?.handIn ?? refuse({ kind: 'notFound' }),
      since: said.map(({ since }) => since),
      changes,
      schools,
      municipalities: Object.fromEntries(municipalities.map(({ id, name }) => [id, name])),
      stages: Object.fromEntries(campaign.order.stages.map(({ id, title }) => [id, title])),
      recipients: {
        all: recipients.length,
        waiting: recipients.filter(({ email }) => !sendings.some((sending) => sending.email === email)).length,
      },
      sendings: sendings.map((sending) => ({
        ...sending,
        email: rights.handIn ? sending.email : null,
        state: letterState(sending, ctx.now),
      })),
      rights,
    };
  });
}

export type RecipientsView = { campaign: CampaignHead; recipients: Recipient[]; bySelf: boolean };

export function seeRecipients(ctx: UserContext, campaignId: number): Promise<RecipientsView> {
  return consult(ctx, async (ctx) => {
    const scope = await seenWhole(ctx, campaignId);
    const { campaign, region } = scope;
    allowed(rightsOf(ctx, scope).handIn);
    return {
      campaign: headOf(campaign, region.zone),
      recipients: await recipientsOf(ctx.db, campaignId),
      bySelf: await sendsBySelf(ctx.db, campaignId),
    };
  });
}

/** The edition as its file: byte for byte what its hash is over. */
export function editionDocument(
  ctx: UserContext,
  ask: { campaignId: number; month: Month; number: number },
): Promise<AsyncGenerator<string>> {
  return consult(ctx, async (ctx) => {
    await seenWhole(ctx, ask.campaignId);
    const editions = await archivedEditions(ctx.db, ask.campaignId);
    const edition = editions.find(({ month, number }) => month === ask.month && number === ask.number);
    return documentOf(
      ctx.reads,
      found(edition, () => true),
    );
  });
}

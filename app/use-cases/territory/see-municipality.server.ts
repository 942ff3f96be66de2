import { type Day, dayIn, daysBetween, type Month, monthOf, type Zone } from '#app/domain/calendar.ts';
import { isClosed, momentInForce } from '#app/domain/orders/campaign.ts';
import { decidingForm, type Share } from '#app/domain/orders/order.ts';
import { may } from '#app/domain/people/permissions.ts';
import type { Terms } from '#app/domain/reports/decision.ts';
import type { Item } from '#app/domain/reports/form.ts';
import { type Standing, standingOf, standings } from '#app/domain/reports/report.ts';
import type { PlanStep } from '#app/domain/territory/plan.ts';
import {
  type At,
  type Exclusion,
  type Excused,
  type MunicipalityLine,
  type SchoolLine,
  type Source,
  summarise,
} from '#app/domain/territory/summary.ts';
import { type Campaign, campaignsOfMunicipality as campaignsPlaced } from '#db/queries/campaigns.ts';
import { type Decision, decisionsOfCampaign } from '#db/queries/decisions.ts';
import { editionPoints } from '#db/queries/editions.ts';
import { type MunicipalityPlace, placeOfMunicipality } from '#db/queries/organisations.ts';
import { planVersions } from '#db/queries/plans.ts';
import {
  openedDates,
  type ReportingDate,
  type ReportLine,
  reportsOfMunicipality,
  reportsOwedByMunicipality,
  waitingReports,
} from '#db/queries/reports.ts';
import { filingTimes } from '#db/queries/reviews.ts';
import { type Answers, type Questions, question, together } from '#db/queries/together.ts';
import { consult, found, type Reading, refuse, today, type UserContext } from '../context.server.ts';
import { type Bands, bandsOf } from './bands.server.ts';
import { type Lags, lagsOf } from './lags.server.ts';
import { byUrgency, type CampaignHead, headOf, isRunning, type MonthPoint } from './see-region.server.ts';
import { type CampaignScope, loadCampaign, summaryAt } from './summary.server.ts';
import { type TerritoryNow, territoryNow } from './territory-now.server.ts';

/** The campaigns that bind a municipality's schools; the first is shown unless another is asked for. */
export function campaignsOfMunicipality(
  ctx: UserContext,
  municipalityId: number,
): Promise<{ municipality: MunicipalityPlace; campaigns: CampaignHead[] }> {
  return consult(ctx, async (ctx) => {
    const { municipality, campaigns } = await seenMunicipality(ctx, municipalityId, {});
    return { municipality, campaigns };
  });
}

/** The same under one of the campaigns, `whole` as it was opened. What is asked `besides` is asked in the same statement. */
export async function municipalityUnder<Q extends Questions>(
  ctx: Reading,
  { municipalityId, campaignId }: { municipalityId: number; campaignId: number },
  besides: Q,
) {
  const { bound, ...seen } = await seenMunicipality(ctx, municipalityId, besides);
  const isAsked = ({ id }: { id: number }) => id === campaignId;
  const campaign = found(seen.campaigns.find(isAsked), () => true);
  return { ...seen, campaign, whole: found(bound.find(isAsked), () => true) };
}

async function seenMunicipality<Q extends Questions>(ctx: Reading, municipalityId: number, besides: Q) {
  const { db, user } = ctx;
  const on = today(ctx);
  const own = {
    place: question(placeOfMunicipality(db, municipalityId), {}),
    bound: campaignsPlaced(db, municipalityId, on),
  };
  const { place, bound, ...answers } = await together(db, { ...besides, ...own });
  const municipality = found(place[0], (at) => may.seeMunicipality(user, at));
  const heads = bound.map((one) => {
    const head = headOf(one, user.region.zone);
    // Another municipality's order comes along with a school that moved in, and its plan stays there.
    return { ...head, asksForPlan: head.asksForPlan && [municipality.regionId, municipalityId].includes(one.scopeId) };
  });
  return { municipality, campaigns: byUrgency(heads, on), bound, answers: answers as unknown as Answers<Q> };
}

export type MunicipalityCoverage = {
  municipality: MunicipalityPlace;
  campaigns: CampaignHead[];
  campaign: CampaignHead;
  at: At;
  source: Source;
  asOf: Day;
  /** The shares of the deciding form and the headings over them, in the form's order. */
  items: Item[];
  line: MunicipalityLine;
  schools: SchoolLine[];
  /** What today's municipalities change, where the page shows them. */
  territory: TerritoryNow | null;
  excluded: Exclusion[];
  /** Reports due within the period that a decision has taken out of what is owed. */
  excused: Excused[];
  /** Of this municipality's schools, for each corridor of the order. */
  bands: Bands[];
  /** The months that have an edition, and today's state when that is what the page shows. */
  history: MonthPoint[];
  /** Its plan as it stands now; null without one, and where the order asks for none. */
  plan: PlanStep[] | null;
};

/** How far a municipality is from its target, with the schools behind the figure by name (MO-4.3). */
export function seeMunicipalityCoverage(
  ctx: UserContext,
  ask: { municipalityId: number; campaignId: number; at: At },
): Promise<MunicipalityCoverage> {
  return consult(ctx, async (ctx) => {
    const { municipality, campaigns } = await campaignsOfMunicipality(ctx, ask.municipalityId);
    const campaign = found(
      campaigns.find(({ id }) => id === ask.campaignId),
      () => true,
    );
    const scope = await loadCampaign(ctx.db, ask.campaignId);
    const only = { ...scope, municipalities: scope.municipalities.filter(({ id }) => id === ask.municipalityId) };
    const at = momentInForce(campaign, ask.at);
    const { totals, schools, source, line } = await figuresOf(ctx, scope, municipality, { at });
    const { month, asOf } = totals;
    return {
      municipality,
      campaigns,
      campaign,
      at,
      source,
      asOf: totals.asOf,
      items:
        decidingForm(scope.campaign.order)?.items.filter(({ kind }) => kind === 'share' || kind === 'heading') ?? [],
      line,
      schools,
      territory: await territoryNow(ctx.db, ctx.user, only, { at, today: today(ctx), totals }),
      excluded: totals.excluded,
      excused: totals.excused ?? [],
      // Each day's own municipalities stand behind them.
      bands: only.municipalities.length > 0 && !at.territory ? await bandsOf(ctx, only, totals.asOf) : [],
      history: municipalityHistory(await editionPoints(ctx.db, campaign.id), ask.municipalityId, {
        month,
        asOf,
        covered: line.covered,
        live: isRunning(campaign, { totals, source }, today(ctx)),
      }),
      plan:
        (await planVersions(ctx.db, { campaignId: campaign.id, municipalityId: ask.municipalityId }))[0]?.steps ?? null,
    };
  });
}

/** Its figures at that moment. Registered after the edition was made, or outside of the campaign with a school that moved in: nothing is counted. */
async function figuresOf(
  ctx: Reading,
  scope: CampaignScope,
  { municipalityId, name }: MunicipalityPlace,
  ask: { at: At; items?: string[]; only?: 'totals' },
) {
  const summary = await summaryAt(ctx.db, ctx.user, scope, { ...ask, today: today(ctx), municipalityId });
  const { month, asOf, municipalities } = summary.totals;
  const nothing = () => summarise(scope.campaign.order, [{ id: municipalityId, name }], [], { month, asOf });
  const line = municipalities[0] ?? nothing().totals.municipalities[0];
  return line ? { ...summary, line } : refuse({ kind: 'notFound' });
}

function municipalityHistory(
  points: Awaited<ReturnType<typeof editionPoints>>,
  municipalityId: number,
  { live, ...now }: { month: Month; asOf: Day; covered: Share; live: boolean },
): MonthPoint[] {
  const frozen = points
    .filter(({ month }) => !live || month !== now.month)
    .flatMap(({ month, asOf, municipalities }): MonthPoint[] => {
      const covered = municipalities[municipalityId];
      return covered ? [{ month, asOf, covered: { n: covered[0], of: covered[1] }, source: 'edition' }] : [];
    });
  return live ? [...frozen, { ...now, source: 'live' }] : frozen;
}

export type DueReport = ReportLine & {
  standing: Standing;
  firstFiledOn: Day | null;
  lastFiledOn: Day | null;
  /** The school has days of its own, or the date was moved for all. */
  changed: 'extended' | 'moved' | null;
};
export type MunicipalityReports = {
  municipality: MunicipalityPlace;
  campaigns: CampaignHead[];
  campaign: CampaignHead;
  /** Dates that have opened, the latest first: the last ones with the one asked for, or all. */
  dates: ReportingDate[];
  date: ReportingDate | null;
  /** Why the date shown was moved; null while the order's own stands. */
  move: Decision | null;
  /** Of the date shown: the decisions by which schools need not report. */
  excused: Decision[];
  counts: Record<Standing, number>;
  reports: DueReport[];
  /** With all dates: the last of them, oldest first, and every report of the municipality's schools for them, by school and date. */
  allDates: boolean;
  lastDates: ReportingDate[];
  last: DueReport[];
  /** Filed and not reviewed, over all dates: those that have waited longest, and how many there are. */
  waiting: DueReport[];
  allWaiting: number;
  /** What the municipality owes itself under the order, what is to be filed first. */
  own: DueReport[];
  mayFileOwn: boolean;
  /** How far it is to the target today. */
  line: MunicipalityLine;
  /** Of the date shown. */
  lags: Lags | null;
};

/** So many dates are seen beside each other, and the date that people are busy with is one of these. */
const lastDatesRead = 12;
/** The rest is one link away, on a page of its own. */
const waitingShown = 5;
const ownShown = 12;

type DatesAsk = { municipalityId: number; campaignId: number; asOf?: Day; formId?: string };

/** The campaign's last dates that have opened, or all of them, and the one asked for or else the nearest; refused when it isn't there. */
export function datesOfMunicipality(ctx: UserContext, { allDates, ...ask }: DatesAsk & { allDates: boolean }) {
  return consult(ctx, async (ctx) => {
    const on = today(ctx);
    const { campaignId, asOf, formId } = ask;
    const dates = openedDates(ctx.db, { campaignId, on, last: allDates ? null : lastDatesRead, asOf });
    const { answers, ...seen } = await municipalityUnder(ctx, ask, { dates });
    const opened = answers.dates.reverse();
    const asked = opened.find((one) => one.asOf === asOf && (formId === undefined || one.formId === formId));
    const date = asOf === undefined ? nearestDate(opened, on) : (asked ?? null);
    if (asOf !== undefined && !date) return refuse({ kind: 'notFound' });
    return { ...seen, dates: opened, date, on };
  });
}

/**
 * All schools of the municipality for one reporting date and how each stands; what waits for review over all dates. With
 * `allDates` the last dates side by side too, and all others by name.
 */
export function seeMunicipalityReports(
  ctx: UserContext,
  { allDates = false, ...ask }: DatesAsk & { allDates?: boolean },
): Promise<MunicipalityReports> {
  return consult(ctx, async (ctx) => {
    const { db, user } = ctx;
    const { on, whole, ...opened } = await datesOfMunicipality(ctx, { ...ask, allDates });
    const { municipality, dates, date } = opened;
    const lastDates = allDates ? dates.slice(0, lastDatesRead).reverse() : [];
    const at = { ...ask, on };
    const of = { ...at, reportingDateId: date?.id ?? 0 };
    const reportsFor = (some: (ReportingDate | null)[]) =>
      reportsOfMunicipality(db, user, { ...at, reportingDateIds: some.map((one) => one?.id ?? 0) });
    const seen = await together(db, {
      reports: reportsFor([date]),
      waiting: waitingReports(db, user, { ...at, first: waitingShown }),
      decisions: decisionsOfCampaign(user, { ...of, inForce: true }),
      times: filingTimes(db, user, of),
      own: reportsOwedByMunicipality(db, user, { ...at, last: ownShown }),
      ...(allDates && { last: reportsFor(lastDates) }),
    });
    const stands = (report: ReportLine) => dueReport(report, dates, { zone: user.region.zone, on });
    const reports = seen.reports.map(stands);
    const { line } = await figuresOf(ctx, scopeOfOne(ctx, whole, municipality), municipality, {
      at: { month: monthOf(on) },
      items: [],
      only: 'totals',
    });
    const counts = Object.fromEntries(
      standings.map((standing) => [standing, reports.filter((report) => report.standing === standing).length]),
    ) as Record<Standing, number>;
    return {
      ...opened,
      move: seen.decisions.find(({ kind }) => kind === 'move') ?? null,
      excused: seen.decisions.filter(({ kind }) => kind === 'notRequired'),
      counts,
      reports,
      allDates,
      lastDates,
      last: (seen.last ?? []).map(stands),
      // Nobody has to review anything any more.
      waiting: isClosed(opened.campaign, on) ? [] : seen.waiting.reports.map(stands),
      allWaiting: isClosed(opened.campaign, on) ? 0 : seen.waiting.all,
      own: seen.own.map(stands),
      mayFileOwn: may.fileOwn(user, municipality) && !isClosed(opened.campaign, on),
      line,
      lags: date && lagsOf(seen.times, { user, on }),
    };
  });
}

/** What `loadCampaign` answers, as far as it speaks of this municipality; it has none where a school brought the campaign along. */
function scopeOfOne(
  { user }: Reading,
  campaign: Campaign,
  { municipalityId: id, regionId, name }: MunicipalityPlace,
): CampaignScope {
  return {
    campaign,
    region: user.region,
    municipalities: [id, regionId].includes(campaign.scopeId) ? [{ id, name }] : [],
  };
}

function dueReport(
  report: ReportLine,
  dates: readonly ReportingDate[],
  { zone, on }: { zone: Zone; on: Day },
): DueReport {
  return {
    ...report,
    standing: standingOf(report, on),
    firstFiledOn: report.firstFiledAt && dayIn(zone, report.firstFiledAt),
    lastFiledOn: report.lastFiledAt && dayIn(zone, report.lastFiledAt),
    changed: changeOf(
      report,
      dates.find(({ id }) => id === report.reportingDateId),
    ),
  };
}

const days = ['due', 'fileUntil', 'changeUntil'] as const;

function changeOf(report: Terms, date: ReportingDate | undefined): DueReport['changed'] {
  if (!date) return null;
  if (days.some((day) => report[day] !== date[day])) return 'extended';
  return days.some((day) => date[day] !== date.original[day]) ? 'moved' : null;
}

/** The date that people are busy with: the one whose due day is nearest, before or after. */
function nearestDate(dates: ReportingDate[], on: Day): ReportingDate | null {
  const distance = ({ due }: ReportingDate) => Math.abs(daysBetween(on, due));
  return [...dates].sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

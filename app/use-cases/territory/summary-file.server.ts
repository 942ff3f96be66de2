/** What a month's Excel, CSV and JSON are made of: the edition once there is one, read while the file is written. */
import { type Changes, countChanges, type SchoolChange } from '#app/domain/editions/changes.ts';
import type { EditionPoint } from '#app/domain/editions/edition.ts';
import { lastDayOf, momentInForce } from '#app/domain/orders/campaign.ts';
import { problemsForm } from '#app/domain/orders/order.ts';
import { may } from '#app/domain/people/permissions.ts';
import type { Problem } from '#app/domain/problems/problem.ts';
import type { ProblemGroup } from '#app/domain/problems/problem-groups.ts';
import type { At, SchoolLine, SummaryTotals } from '#app/domain/territory/summary.ts';
import type { Again, HistoryPoint, NamedProblem, SummaryFile } from '#app/domain/territory/summary-file.ts';
import { type EditionRow, editionLines, editionPoints, editionSays, editionTotals } from '#db/queries/editions.ts';
import type { Reads } from '#db/queries/reads.ts';
import type { Db } from '#db/schema.ts';
import { consult, found, type Reading, today, type UserContext } from '../context.server.ts';
import { problemsOfSummary } from '../problems/summary-problems.server.ts';
import { fullSummary } from './full-summary.server.ts';
import {
  type CampaignScope,
  editionAt,
  loadCampaign,
  ownerOf,
  refuseBeforeStart,
  sourceOf,
  totalsOf,
} from './summary.server.ts';

type Municipality = { id: number; name: string };

/** Of the whole campaign, or of one municipality's schools alone. */
export function readSummaryFile(
  ctx: UserContext,
  ask: { campaignId: number; at: At; edition?: number; municipalityId?: number },
): Promise<SummaryFile> {
  return consult(ctx, async (ctx) => {
    const scope = await loadCampaign(ctx.db, ask.campaignId);
    const municipality = askedFor(ctx, scope, ask.municipalityId);
    const { order } = scope.campaign;
    const { name: region, demo } = scope.region;
    const about = { order, region, demo, municipality: municipality?.name ?? null };
    const at = momentInForce(scope.campaign, ask.at);
    const asked = { ...ask, at, today: today(ctx) };
    const edition = await editionAt(ctx.db, scope, asked);
    const points = await editionPoints(ctx.db, ask.campaignId);
    if (edition) {
      const file = await editionFile(ctx, scope, edition, municipality);
      return { ...about, ...file, history: historyOf(points, file.totals, municipality) };
    }
    refuseBeforeStart(scope, asked);
    const asOf = at.day ?? lastDayOf(scope.campaign, at.month, asked.today);
    const narrowed = municipality ? { ...scope, municipalities: [municipality] } : scope;
    const live = await fullSummary(ctx.db, ctx.user, narrowed, { month: at.month, asOf, readAt: ctx.now });
    return {
      ...about,
      source: { kind: 'live' },
      totals: live.totals,
      schools: live.schools,
      problems: live.problems && namedProblems(live.problems, live.schools),
      changes: null,
      history: historyOf(points, live.totals, municipality),
      hashes: null,
    };
  });
}

function askedFor(ctx: UserContext, scope: CampaignScope, municipalityId?: number): Municipality | null {
  const regionId = scope.region.id;
  if (municipalityId === undefined) {
    found(scope, (one) => may.seeMunicipality(ctx.user, ownerOf(one)));
    return null;
  }
  return found(
    scope.municipalities.find(({ id }) => id === municipalityId),
    () => may.seeMunicipality(ctx.user, { municipalityId, regionId }),
  );
}

async function editionFile(
  { db, reads }: Reading,
  scope: CampaignScope,
  edition: EditionRow,
  municipality: Municipality | null,
) {
  const { head, sha256, figuresSha256 } = edition;
  const of = municipality ? { municipalityId: municipality.id } : {};
  const whole = await editionTotals(db, edition.id);
  const totals = municipality ? narrowed(whole, municipality.id) : whole;
  const schools = editionSays(reads, edition.id, 'school', of);
  return {
    source: sourceOf(edition),
    totals,
    schools,
    problems: await problemsOf(db, reads, scope, edition, { totals, schools }),
    changes: head.format > 1 ? await changesOf(reads, edition.id, totals, municipality) : null,
    hashes: {
      edition: sha256.toString('hex'),
      figures: figuresSha256.toString('hex'),
      order: typeof head.order === 'object' ? head.order.sha256 : null,
      previous: head.previous,
    },
  };
}

/** The region's places are taken by the municipality's own figures. */
function narrowed(whole: SummaryTotals, municipalityId: number): SummaryTotals {
  const totals = totalsOf(whole, municipalityId);
  const [line] = totals.municipalities;
  const [details] = totals.details ?? [];
  if (!line) return totals;
  return {
    ...totals,
    region: line,
    municipalitiesMet: { n: line.target === 'met' ? 1 : 0, of: line.covered.of > 0 ? 1 : 0 },
    targetsMet: undefined,
    ...(totals.bands && { bands: details?.bands ?? [] }),
    ...(totals.before && details && { before: { ...totals.before, covered: details.before } }),
  };
}

/** Of a municipality what changed there is summed up anew: the region's sums are not its coordinator's to see. */
async function changesOf(
  reads: Reads,
  editionId: number,
  { region, municipalitiesMet: met }: SummaryTotals,
  municipality: Municipality | null,
): Promise<NonNullable<SummaryFile['changes']>> {
  const schools = editionSays(reads, editionId, 'change');
  const heads: Changes[] = [];
  for await (const head of editionSays(reads, editionId, 'changes')) heads.push(head);
  if (!municipality) return { heads, schools };
  const own: SchoolChange[] = [];
  for await (const change of schools) if (change.municipalityId === municipality.id) own.push(change);
  return {
    heads: heads.map((head) => {
      const municipalities = head.municipalities.filter(({ id }) => id === municipality.id);
      const [change] = municipalities;
      // A municipality of which nothing differs is not among them.
      const was = change ? (change.covered.was ?? { n: 0, of: 0 }) : region.covered;
      const wasMet = change ? { n: change.target.was === 'met' ? 1 : 0, of: was.of > 0 ? 1 : 0 } : met;
      return {
        ...head,
        covered: { was, is: region.covered },
        municipalitiesMet: { was: wasMet, is: met },
        ...countChanges(own.filter(({ since }) => since === head.since)),
        municipalities,
      };
    }),
    schools: own,
  };
}

/** The newest edition of each month before, then the state itself. */
function historyOf(
  points: readonly (EditionPoint & { month: HistoryPoint['month'] })[],
  { month, region, municipalitiesMet }: SummaryTotals,
  municipality: Municipality | null,
): HistoryPoint[] {
  const before = points.filter((point) => point.month < month);
  if (!municipality) {
    return [
      ...before.map(({ month, covered, municipalitiesMet }) => ({ month, covered, municipalitiesMet })),
      { month, covered: region.covered, municipalitiesMet },
    ];
  }
  const own = before.flatMap(({ month, municipalities }) => {
    const [n, of] = municipalities[municipality.id] ?? [];
    return n === undefined || of === undefined ? [] : [{ month, covered: { n, of } }];
  });
  return [...own, { month, covered: region.covered }];
}

// ------------------------------------------------------------------------------------------------------------- problems

type Placed = { totals: SummaryTotals; schools: Again<SchoolLine> };

/** An edition of the first release kept none: its problems are gathered from what schools had filed by then. */
async function problemsOf(
  db: Db,
  reads: Reads,
  scope: CampaignScope,
  edition: EditionRow,
  { totals, schools }: Placed,
): Promise<Again<NamedProblem> | undefined> {
  if (!problemsForm(scope.campaign.order)) return undefined;
  if (edition.head.format > 1) return keptProblems(reads, edition.id, schools);
  const all: SchoolLine[] = [];
  for await (const school of schools) all.push(school);
  const groups = await problemsOfSummary(db, scope, { totals, schools: all, readAt: edition.readAt });
  return groups && namedProblems(groups, all);
}

function namedProblems(groups: readonly ProblemGroup[], schools: readonly SchoolLine[]): NamedProblem[] {
  const places = new Map(schools.map((school) => [school.id, school]));
  return groups.flatMap(({ wording, schools, problems }) =>
    problems.map((problem) => ({ wording, schools, problem, school: places.get(problem.schoolId) ?? null })),
  );
}

/** One group at a time is in memory, and of the schools where each stands. */
function keptProblems(reads: Reads, editionId: number, schools: Again<SchoolLine>): AsyncIterable<NamedProblem> {
  return {
    async *[Symbol.asyncIterator]() {
      const places = new Map<number, NonNullable<NamedProblem['school']>>();
      for await (const { id, name, municipalityId } of schools) places.set(id, { name, municipalityId });
      let wording = '';
      let problems: Problem[] = [];
      const told = () => {
        const schools = new Set(problems.map(({ schoolId }) => schoolId)).size;
        return problems.map((problem) => ({
          wording,
          schools,
          problem,
          school: places.get(problem.schoolId) ?? null,
        }));
      };
      for await (const { line } of editionLines(reads, editionId, { kinds: ['group', 'problem'] })) {
        if (line.group) {
          yield* told();
          wording = line.group.wording;
          problems = [];
        }
        if (line.problem && places.has(line.problem.schoolId)) problems.push(line.problem);
      }
      yield* told();
    },
  };
}

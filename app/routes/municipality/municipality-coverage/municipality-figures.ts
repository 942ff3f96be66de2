/** What the municipality's page shows of its use case's answer: no figures by school. */
import { type Day, monthsUpTo } from '#app/domain/calendar.ts';
import { dayInForce } from '#app/domain/orders/campaign.ts';
import type { User } from '#app/domain/people/people.ts';
import { may } from '#app/domain/people/permissions.ts';
import { plannedShare } from '#app/domain/territory/plan.ts';
import type { SchoolLine } from '#app/domain/territory/summary.ts';
import { targetsShown } from '#app/text/target-words.ts';
import type { MunicipalityCoverage } from '#app/use-cases/territory/see-municipality.server.ts';
import { stagesShown } from '../../_campaign/campaign.ts';
import { clockFigures } from '../../_campaign/clocks.tsx';

/** `cameFrom` is the municipality of the day shown, where the school has come from another since. */
export type SchoolRow = Pick<SchoolLine, 'id' | 'name' | 'covered' | 'last'> & {
  cameFrom?: { name: string; opens: boolean };
};

export function municipalityFigures(seen: MunicipalityCoverage, { user, today }: { user: User; today: Day }) {
  const { municipality, campaigns, campaign, at, source, asOf, line, items, schools, excluded, excused, bands } = seen;
  const { target } = campaign;
  const { territory } = seen;
  const cameFrom = new Map(territory?.replaced.map(({ id, from, opens }) => [id, { name: from, opens }]));
  return {
    municipality,
    campaigns: campaigns.map(({ id, order }) => ({ id, order })),
    campaign: {
      id: campaign.id,
      order: campaign.order,
      asksForProblems: campaign.asksForProblems,
      asksForPlan: campaign.asksForPlan,
      ladders: campaign.ladders,
      closing: campaign.closing,
      scope: campaign.scope,
      target: target && {
        threshold: target.threshold,
        by: target.by,
        /** Whether the report itself says since when; else the day of filing decides, and says nothing of its own. */
        hasSince: target.criterion.some(({ is }) => is === 'since'),
      },
    },
    at,
    months: monthsUpTo(campaign.firstMonth, dayInForce(campaign, today)),
    source,
    asOf,
    line: { covered: line.covered, target: line.target, stillNeeded: line.stillNeeded, figures: line.figures },
    clocks: clockFigures(line),
    items: items.map(({ id, number, title, kind, base }) => ({ id, number, title, kind, base })),
    schools: schools.map(
      ({ id, name, covered, last }): SchoolRow => ({ id, name, covered, last, cameFrom: cameFrom.get(id) }),
    ),
    territory,
    excluded: excluded.map(({ id, name, reason }) => ({ id, name, reason })),
    excused: excused.map(({ reportId, name, asOf, reason, document }) => ({
      reportId,
      school: name,
      asOf,
      reason,
      document,
    })),
    bands,
    targets: targetsShown([...(target ? [target] : []), ...campaign.further], line),
    corridors: line.corridors,
    history: seen.history,
    plan: (seen.plan ?? []).map((step) => ({ by: step.by, covered: plannedShare(step, line.covered.of) })),
    stages: stagesShown(campaign.stages, line.stages),
    seesRegion: may.seeRegion(user, municipality),
    today,
  };
}

export type MunicipalityFigures = ReturnType<typeof municipalityFigures>;

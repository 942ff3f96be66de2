import type { Day, Month } from '#app/domain/calendar.ts';
import type { Share } from '#app/domain/orders/order.ts';
import type { Speech } from '#app/text/index.tsx';
import { coveredText, thresholdText } from '#app/text/share-words.ts';
import type { DatedRow, LineChart } from './chart.ts';
import { figureOf, targetLevel } from './figure.ts';

/** A month of a region or of a municipality: its edition, or the state of today. */
type MonthFact = {
  month: Month;
  asOf: Day;
  covered: Share;
  /** A region alone has them. */
  municipalitiesMet?: Share;
  source: 'edition' | 'live';
};

type CoverageFacts = {
  /** Oldest first. */
  months: readonly MonthFact[];
  /** What the sentence says: the month that is looked at. */
  covered: Share;
  target: { threshold: Share } | null;
  /** A municipality's own steps towards it, the earliest first. */
  plan?: readonly { by: Day; covered: Share }[];
  href?: (month: Month) => string;
  behind?: (month: Month) => string;
};

/** Coverage by month against the target, and against the municipality's plan where there is one. */
export function coverageLine(facts: CoverageFacts, speech: Speech): LineChart {
  const { t, format } = speech;
  const { months, covered, target, plan = [], href, behind } = facts;
  const words = t.region.history;
  const against = target ? [target.threshold] : [];
  const now = coveredText(covered, target?.threshold, speech);
  const withMunicipalities = target !== null && months.some(({ municipalitiesMet }) => municipalitiesMet);
  const rows = months.map(({ month, asOf, covered: share, municipalitiesMet: met, source }): DatedRow => {
    const inForce = plan.findLast(({ by }) => by <= asOf);
    return {
      key: month,
      day: asOf,
      label: format.month(month),
      ...figureOf(share, inForce ? [...against, inForce.covered] : against, speech),
      href: href?.(month),
      behind: share.of > 0 ? behind?.(month) : undefined,
      more: [
        ...(plan.length > 0 ? [inForce ? planText(inForce.covered, speech) : '–'] : []),
        ...(withMunicipalities ? [met ? format.share(met.n, met.of) : '–'] : []),
        words[source],
      ],
    };
  });
  const title = target ? words.title(now, thresholdText(target.threshold, format)) : words.noTarget(now);
  return {
    kind: 'line',
    title,
    base: words.base,
    summary: t.charts.line.summary(title, rows[0], rows.at(-1)),
    heads: {
      caption: words.caption,
      label: t.everywhere.table.month,
      percent: words.percent,
      share: words.covered,
      more: [
        ...(plan.length > 0 ? [{ key: 'plan', text: t.charts.line.plan, numeric: true }] : []),
        ...(withMunicipalities ? [{ key: 'municipalities', text: words.municipalities, numeric: true }] : []),
        { key: 'source', text: words.source },
      ],
    },
    rows,
    ticks: months.map(({ month, asOf }) => ({ day: asOf, text: format.shortMonth(month) })),
    target: target && targetLevel(target.threshold, speech),
    plan: plan.map(({ by, covered: share }) => ({
      day: by,
      share,
      label: t.charts.line.planLabel(thresholdText(share, format)),
    })),
  };
}

function planText(share: Share, speech: Speech): string {
  return figureOf(share, [], speech).text;
}

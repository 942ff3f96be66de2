import type { Share } from '#app/domain/orders/order.ts';
import { compareShares } from '#app/domain/territory/coverage.ts';
import type { MunicipalityLine } from '#app/domain/territory/summary.ts';
import type { TargetState } from '#app/domain/territory/target.ts';
import type { TargetDay } from '#app/domain/territory/target-day.ts';
import type { Speech } from '#app/text/index.tsx';
import { thresholdText } from '#app/text/share-words.ts';
import { dayStateText } from '#app/text/target-words.ts';
import type { BarsChart, Tone } from './chart.ts';
import { figureOf, targetLevel } from './figure.ts';

type Municipality = Pick<MunicipalityLine, 'id' | 'name' | 'covered' | 'reported' | 'target' | 'stillNeeded'> & {
  /** How it stood on the target's own day, once that is over. */
  day?: TargetDay;
};

type BarsFacts = {
  municipalities: readonly Municipality[];
  municipalitiesMet: Share;
  target: { threshold: Share } | null;
  /** They come as the reader has sorted them; else the best covered are first. */
  inOrder?: boolean;
  href?: (municipalityId: number) => string;
  behind?: (municipalityId: number) => string;
};

const tones: Record<TargetState, Tone> = { met: 'good', missed: 'bad', pending: 'neutral' };

/** Every municipality as a bar, with the target as a rule across. */
export function municipalityBars(facts: BarsFacts, speech: Speech): BarsChart {
  const { t, format } = speech;
  const { municipalities, municipalitiesMet: met, target, inOrder, href, behind } = facts;
  const words = t.region.municipalities;
  const against = target ? [target.threshold] : [];
  const title = target ? words.title(format.share(met.n, met.of), met.of) : words.noTarget;
  const base = target ? words.base(thresholdText(target.threshold, format)) : t.charts.bars.base;
  const day = municipalities.find((one) => one.day)?.day;
  const bestFirst = byCoverage(municipalities);
  const counted = bestFirst.filter(({ covered }) => covered.of > 0);
  const named = ({ name, covered }: Municipality) => `${name} ${figureOf(covered, against, speech).text}`;
  return {
    kind: 'bars',
    title,
    base: href ? `${base} ${words.opens}` : base,
    summary: t.charts.bars.summary(
      title,
      counted[0] && named(counted[0]),
      counted[1] && named(counted.at(-1) as Municipality),
    ),
    heads: {
      caption: words.caption,
      label: t.everywhere.table.municipality,
      percent: words.percent,
      share: words.covered,
      more: [
        ...(day ? [{ key: 'day', text: t.targets.day.by(format.day(day.by)) }] : []),
        ...(target ? [{ key: 'needed', text: words.needed, numeric: true }] : []),
        { key: 'reported', text: words.reported, numeric: true },
      ],
      state: target ? t.everywhere.table.status : undefined,
    },
    rows: (inOrder ? municipalities : bestFirst).map((municipality) => {
      const { id, name, covered, reported, target: state, stillNeeded } = municipality;
      const figure = figureOf(covered, against, speech);
      return {
        key: String(id),
        label: name,
        named: true,
        ...figure,
        percent: covered.of > 0 ? figure.percent : words.noSchools,
        href: href?.(id),
        behind: covered.of > 0 ? behind?.(id) : undefined,
        met: state === 'met' || (target === null && covered.of > 0),
        state: state ? { word: t.region.states[state], tone: tones[state] } : undefined,
        more: [
          ...(day ? [municipality.day ? dayStateText(municipality.day, speech) : '–'] : []),
          ...(target ? [format.integer(stillNeeded)] : []),
          reported.of > 0 ? format.share(reported.n, reported.of) : '–',
        ],
      };
    }),
    target: target && targetLevel(target.threshold, speech),
  };
}

/** Equals keep their order; who has no schools is last. */
function byCoverage(municipalities: readonly Municipality[]): Municipality[] {
  const withSchools = municipalities.filter(({ covered }) => covered.of > 0);
  return [
    ...withSchools.sort((a, b) => compareShares(b.covered, a.covered)),
    ...municipalities.filter(({ covered }) => covered.of === 0),
  ];
}

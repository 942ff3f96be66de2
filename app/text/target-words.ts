/** How a coverage target stands, in the same words on the region's page, the municipality's and the open one. */
import type { CoverageTarget } from '#app/domain/orders/order.ts';
import type { DayMet, DayState, TargetDay } from '#app/domain/territory/target-day.ts';
import type { TargetFigures, TargetMet } from '#app/domain/territory/target-figures.ts';
import type { Speech } from './index.tsx';
import { coveredText, thresholdText } from './share-words.ts';

/** A target with a territory's figures; without them in editions made before they were kept. */
export type TargetShown = Pick<CoverageTarget, 'id' | 'title' | 'threshold' | 'per' | 'by'> & {
  figures?: Pick<TargetFigures, 'covered'> & { day?: TargetDay | null };
  /** Of the region: in how many municipalities it is met. */
  met?: Pick<TargetMet, 'met'> & { day?: DayMet | null };
};

export function targetsShown(
  targets: readonly CoverageTarget[],
  line: { targets?: readonly (NonNullable<TargetShown['figures']> & { id: string })[] },
  targetsMet?: readonly (NonNullable<TargetShown['met']> & { id: string })[],
): TargetShown[] {
  return targets.map(({ id, title, threshold, per, by }) => ({
    id,
    title,
    threshold,
    per,
    by,
    figures: line.targets?.find((one) => one.id === id),
    met: targetsMet?.find((one) => one.id === id),
  }));
}

/** Once the target's day is over, how it stood then, by what was known that evening and by what is known now; null before. */
export function dayTitle({ threshold, per, by, figures, met }: TargetShown, speech: Speech): string | null {
  const { t, format } = speech;
  const words = t.targets.day;
  const day = figures?.day;
  if (!day) return null;
  const target = thresholdText(threshold, format);
  if (met?.day && per === 'municipality') {
    const { evening, known } = met.day;
    return words.met(target, format.day(by), format.share(known.n, known.of), known.of, format.integer(evening.n));
  }
  if (day.state === null) return null;
  const [known, evening] = [coveredText(day.known, threshold, speech), coveredText(day.evening, threshold, speech)];
  if (day.state === 'later' && day.reachedOn) {
    return words.later(target, format.day(by), format.day(day.reachedOn), known, evening);
  }
  return words[day.state === 'inTime' ? 'inTime' : 'missed'](target, format.day(by), known, evening);
}

/** «в срок», «позже, 14.10.2012», «нет». */
export function dayStateText(
  { state, reachedOn }: { state: DayState | null; reachedOn: TargetDay['reachedOn'] },
  { t, format }: Speech,
): string {
  const words = t.targets.day;
  if (state === null) return '–';
  return state === 'later' ? words.laterOn(reachedOn ? format.day(reachedOn) : '–') : words.states[state];
}

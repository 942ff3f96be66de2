import type { TargetState } from '#app/domain/territory/target.ts';
import type { DayState } from '#app/domain/territory/target-day.ts';
import { useText } from '#app/text/index.tsx';
import { Tag, type Tone } from '#app/ui/tag.tsx';

const tones: Record<TargetState, Tone> = { met: 'good', missed: 'bad', pending: 'neutral' };

export function TargetTag({ state }: { state: TargetState }) {
  const { t } = useText();
  return <Tag tone={tones[state]}>{t.region.states[state]}</Tag>;
}

const dayTones: Record<DayState, Tone> = { inTime: 'good', later: 'warning', missed: 'bad' };

/** Once the target's day is over. */
export function DayTag({ state }: { state: DayState }) {
  const { t } = useText();
  return <Tag tone={dayTones[state]}>{t.targets.day.tags[state]}</Tag>;
}

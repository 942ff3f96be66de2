import type { TargetState } from '#app/domain/territory/target.ts';
import { useText } from '#app/text/index.tsx';
import { Tag, type Tone } from '#app/ui/tag.tsx';

const tones: Record<TargetState, Tone> = { met: 'good', missed: 'bad', pending: 'neutral' };

export function TargetTag({ state }: { state: TargetState }) {
  const { t } = useText();
  return <Tag tone={tones[state]}>{t.region.states[state]}</Tag>;
}

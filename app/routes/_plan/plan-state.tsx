import type { PlanStanding, PlanState, Shortfall } from '#app/domain/territory/plan.ts';
import { useText } from '#app/text/index.tsx';
import { Tag, type Tone } from '#app/ui/tag.tsx';

const tones = { ahead: 'good', asPlanned: 'good', behind: 'bad' } as const satisfies Record<PlanState['kind'], Tone>;

/** «отставание на 3 школы». */
export function PlanStateTag({ state: { kind, by } }: { state: PlanState }) {
  const { t, format } = useText();
  const words = t.plans.states;
  return <Tag tone={tones[kind]}>{kind === 'asPlanned' ? words.asPlanned : words[kind](format.integer(by), by)}</Tag>;
}

const standingTones = { inTime: 'good', late: 'warning', none: 'bad' } as const satisfies Record<PlanStanding, Tone>;

export function StandingTag({ standing }: { standing: PlanStanding }) {
  const { t } = useText();
  return <Tag tone={standingTones[standing]}>{t.plans.all.standings[standing]}</Tag>;
}

/** That the plan as it stands does not reach the order's target. */
export function ShortTag({ short }: { short: Pick<Shortfall, 'kind'> }) {
  const { t } = useText();
  return <Tag tone="warning">{short.kind === 'tooFew' ? t.plans.short.tag : t.plans.short.lateTag}</Tag>;
}

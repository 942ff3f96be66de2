import { CartesianGrid, LineChart as Lines, ReferenceLine, ResponsiveContainer } from 'recharts';
import type { LineChart as Description, Step } from '#app/charts/chart.ts';
import { at, DayAxis, EndLabel, height, PercentAxis, PointTooltip, pointOf, targetLabel, targetLine } from './axes.tsx';
import { FactLine } from './fact-line.tsx';

/** How far the last step is drawn: it has no end of its own. */
const lastStepDays = 15;

/** A share over time, from 0 to 100 %, against the line it should reach and the steps towards it. */
export function LineChart({ chart: { rows, ticks, target, plan } }: { chart: Description }) {
  const points = rows.map(pointOf);
  const days = [...points.map((point) => point.at), ...plan.map(({ day }) => at(day))];
  const end = Math.max(...points.map((point) => point.at), ...plan.slice(-1).map(({ day }) => at(day) + lastStepDays));
  const last = points.findLast(({ value }) => value !== null);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <Lines data={points} margin={{ top: 28, right: 24, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <DayAxis days={[...days, end]} ticks={ticks} />
        <PercentAxis />
        {target && <ReferenceLine y={height(target)} {...targetLine} label={targetLabel(target)} />}
        {runsOf(plan, end).map(({ step, from, to, rise }) => (
          <ReferenceLine
            key={`${step.day} ${rise}`}
            segment={[
              { x: from, y: rise ?? height(step) },
              { x: to, y: height(step) },
            ]}
            stroke="var(--edge)"
            strokeWidth={2}
            label={
              step === plan.at(-1) && rise === null
                ? ({ viewBox }) => (
                    <EndLabel box={viewBox} text={step.label} above={(last?.value ?? 0) < height(step)} />
                  )
                : undefined
            }
          />
        ))}
        <PointTooltip />
        <FactLine rows={rows} />
      </Lines>
    </ResponsiveContainer>
  );
}

type Run = { step: Step; from: number; to: number; rise: number | null };

/** Each step as the level from its day to the next one's, and the rise to it from the one before. */
function runsOf(plan: readonly Step[], end: number): Run[] {
  return plan.flatMap((step, index) => {
    const before = plan[index - 1];
    const from = at(step.day);
    const next = plan[index + 1];
    const level = { step, from, to: next ? at(next.day) : end, rise: null };
    return before ? [{ step, from, to: from, rise: height(before) }, level] : [level];
  });
}

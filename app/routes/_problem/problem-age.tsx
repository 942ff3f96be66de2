/** What has become of a problem, said beside it wherever it stands. */
import type { Problem } from '#app/domain/problems/problem.ts';
import type { ProblemState } from '#app/domain/problems/problem-state.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { Tag, type Tone } from '#app/ui/tag.tsx';
import css from './problem-age.module.css';

export type Age = { state: ProblemState; reopened: boolean; since: string; until: string | null; days: number };

/** The ages of a school's problems, by key. */
export function agesOf(ledger: readonly Problem[]): Record<string, Age> {
  return Object.fromEntries(
    ledger.map(({ key, state, reopened, since, until, days }) => [key, { state, reopened, since, until, days }]),
  );
}

/** «названа 15.05.2012, открыта 128 дней»; nothing for a problem that no report has named yet. */
export function ProblemAge({ age }: { age: Age | undefined }) {
  const speech = useText();
  return age ? (
    <div className={css.age} data-age>
      {ageText(age, speech)}
    </div>
  ) : null;
}

function ageText({ state, reopened, since, until, days }: Age, { t, format }: Speech): string {
  const words = t.problems;
  const from = format.day(since);
  const said =
    state === 'solved' && days === 0
      ? words.solvedAtOnce(from)
      : words.age[state](from, format.days(days), until ? format.day(until) : '');
  return reopened ? `${said}; ${words.reopened}` : said;
}

const tones: Record<ProblemState, Tone> = { open: 'bad', partly: 'waiting', solved: 'good', gone: 'neutral' };

export function ProblemStateTag({ state, count }: { state: ProblemState; count?: string }) {
  const { t } = useText();
  return (
    <Tag tone={tones[state]}>
      {t.problems.states[state]}
      {count && `: ${count}`}
    </Tag>
  );
}

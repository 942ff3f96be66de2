import type { Refusal } from '#app/domain/refusal.ts';
import type { Terms } from '#app/domain/reports/decision.ts';
import { useText } from '#app/text/index.tsx';
import { DecisionForm } from '../../_terms/decision-form.tsx';
import { becauseText } from '../../_terms/decision-words.ts';
import { DecisionsTable } from '../../_terms/decisions-table.tsx';

type Decisions = Parameters<typeof DecisionsTable>[0]['decisions'];

type DateInDetailProps = {
  date: Terms & {
    id: number;
    asOf: string;
    original: Terms;
    move: { id: number; kind: 'move' | 'extension' | 'notRequired'; reason: string } | null;
    moves: Decisions;
    schools: Decisions;
  };
  mayMove: boolean;
  answer: { refusal: Refusal; typed: Record<string, string> } | undefined;
};

/** One date: every move of it, what was decided about schools, and the form to move it. */
export function DateInDetail({ date, mayMove, answer }: DateInDetailProps) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.calendar;
  const { move, due, original } = date;
  return (
    <section id="date">
      <h2>{words.date(format.day(date.asOf))}</h2>
      {move && <p>{becauseText(move, { due, originalDue: original.due }, speech)}.</p>}
      {date.moves.length === 0 ? (
        <p>{words.decisionsNone}</p>
      ) : (
        <DecisionsTable decisions={date.moves} caption={words.decisionsCaption} mayRevoke={() => mayMove} />
      )}
      {date.schools.length > 0 && (
        <>
          <h3>{words.schools(format.integer(date.schools.length))}</h3>
          <DecisionsTable decisions={date.schools} caption={words.schools(String(date.schools.length))} withSchool />
        </>
      )}
      {mayMove && (
        <>
          <h3>{words.move.title}</h3>
          <p>{words.move.text}</p>
          <DecisionForm kind="move" intent="move" submit={words.move.submit} current={move} answer={answer}>
            <input type="hidden" name="date" value={date.id} />
          </DecisionForm>
        </>
      )}
    </section>
  );
}

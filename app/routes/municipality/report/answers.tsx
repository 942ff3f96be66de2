import type { ReactNode } from 'react';
import type { Answers as AnswersGiven } from '#app/domain/reports/form.ts';
import { useText } from '#app/text/index.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { AnswersTable, ProblemsView } from '../../_report/answer-view.tsx';
import { Explanations } from '../../_report/explanations.tsx';
import { Comparison } from './comparison.tsx';
import type { ReportShown } from './report-shown.ts';

type AnswersProps = {
  shown: ReportShown;
  answers: AnswersGiven;
  /** Where the coordinator pins a remark: under an item, or under the table of problems. */
  pin?: (item: string, label: string) => ReactNode;
};

/** The answers on the form they were given to, what they change, and what was said about single lines. */
export function Answers({ shown, answers, pin }: AnswersProps) {
  const { t } = useText();
  const words = t.review.report;
  const { form, school, previous, changed, explanations } = shown;
  const explained = (of: string | null) => <Explanations form={form} explained={explanations} of={of} />;
  const isExplained = (of: string) => explanations.some(({ found }) => found.item === of);
  const under = (item: string, label: string) =>
    pin || isExplained(item) ? (
      <>
        {explained(item)}
        {pin?.(item, label)}
      </>
    ) : null;
  return (
    <>
      {shown.comparisons.map((comparison) => (
        <Comparison
          key={comparison.why}
          comparison={comparison}
          reportId={shown.id}
          form={form}
          organisation={school.name}
          answers={answers}
        />
      ))}
      <h2>{words.answers}</h2>
      <Changes shown={shown} />
      {explained(null)}
      <AnswersTable
        form={form}
        organisation={school.name}
        answers={answers}
        previous={previous}
        changed={changed}
        papers={shown.papers}
        under={(id) => {
          const item = form.items.find((one) => one.id === id);
          return item && item.kind !== 'heading' ? under(id, words.remarkTo(item.number)) : null;
        }}
      />
      {form.problems && (
        <>
          <h2 lang="ru">{form.problems.title}</h2>
          {previous && changed.includes('problems') && (
            <p>
              <Tag tone="waiting">{t.review.answers.changed}</Tag>
            </p>
          )}
          <ProblemsView problems={answers.problems} columns={form.problems.columns} ages={shown.ages} />
          {under('problems', words.remarkToProblems)}
        </>
      )}
    </>
  );
}

/** How the answers differ from the report before; a draft is named as one. */
function Changes({ shown }: { shown: ReportShown }) {
  const { t, format } = useText();
  const words = t.review.report;
  const { form, filing, rounds, previous, changed } = shown;
  const numberOf = (id: string) => form.items.find((item) => item.id === id)?.number ?? words.problemsItem;
  return (
    <>
      {!filing && <p>{rounds.length > 0 ? words.draftAfterReturn : words.draft}</p>}
      {!previous ? (
        shown.repeats && <p>{words.noPrevious}</p>
      ) : changed.length === 0 ? (
        <p>{words.unchanged}</p>
      ) : (
        <p>{words.changedSincePrevious(format.integer(changed.length), changed.map(numberOf).join(', '))}</p>
      )}
    </>
  );
}

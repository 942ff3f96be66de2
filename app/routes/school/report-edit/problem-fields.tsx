import type { ReactNode } from 'react';
import type { Form } from '#app/domain/reports/form.ts';
import { useText } from '#app/text/index.tsx';
import { Select, TextArea } from '#app/ui/field.tsx';
import { type Age, ProblemAge } from '../../_problem/problem-age.tsx';
import { ProblemsView } from '../../_report/answer-view.tsx';
import css from './answer-fields.module.css';
import { Beside, ChangedMark, type Props, previousTitle, type Shared } from './answer-fields.tsx';
import { TableRows } from './table-rows.tsx';

type ProblemFieldsProps = Shared & {
  problems: NonNullable<Form['problems']>;
  changed: boolean;
  notes?: ReactNode;
  /** Of the school's problems, by key. */
  ages: Record<string, Age>;
};

/** The table of problems and how they were solved (KG-App.3). */
export function ProblemFields({ problems, typed, errors, previous, theirs, changed, notes, ages }: ProblemFieldsProps) {
  const speech = useText();
  const { t } = speech;
  const words = t.report.edit;
  const props: Props = (part) => {
    const name = `problems:${part}`;
    return { name, defaultValue: typed[name], error: errors[name] };
  };
  const solved = (['fully', 'partly', 'no'] as const).map((value) => ({ value, label: words.solved[value] }));
  return (
    <section className={css.item}>
      <h2 className={css.heading} lang="ru">
        {problems.title}
      </h2>
      <ChangedMark of="problems" changed={changed} />
      {notes}
      <div className={css.body}>
        <TableRows typed={typed} prefix="problems" legend={words.problem}>
          {(row) => {
            const key = typed[`problems:${row}:key`];
            return (
              <>
                <input type="hidden" name={`problems:${row}:key`} defaultValue={key ?? ''} />
                <ProblemAge age={key ? ages[key] : undefined} />
                <TextArea {...props(`${row}:text`)} label={problems.columns[0]} rows={2} />
                <Select
                  {...props(`${row}:solved`)}
                  label={problems.columns[1]}
                  options={solved}
                  placeholder={words.choose}
                />
                <TextArea {...props(`${row}:how`)} label={words.how} rows={2} />
              </>
            );
          }}
        </TableRows>
        {previous && previous.answers.problems.length > 0 && (
          <Beside title={previousTitle(previous, speech)}>
            <ProblemsView problems={previous.answers.problems} columns={problems.columns} />
          </Beside>
        )}
        {theirs?.items.includes('problems') && (
          <Beside title={words.now}>
            <ProblemsView problems={theirs.theirs?.problems ?? []} columns={problems.columns} />
          </Beside>
        )}
      </div>
    </section>
  );
}

/** A report's answers to be read: beside the last report's on the report's page, for the check before filing, on paper. */
import { Fragment, type ReactNode } from 'react';
import { type Act, type AnswerOf, type Answers, type Form, fillBlanks, type Item } from '#app/domain/reports/form.ts';
import { percentOf } from '#app/domain/territory/coverage.ts';
import { useText } from '#app/text/index.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { FileLink } from '../_documents/file-link.tsx';
import { type Age, ProblemAge } from '../_problem/problem-age.tsx';
import css from './answer-view.module.css';

type Answer = Answers['items'][string];

/** One item's answer in words. What a school typed and what the order calls it stay Russian on an English page. */
export function AnswerView({ item, answer }: { item: Item; answer: Answer | undefined }) {
  const { t } = useText();
  if (item.kind === 'heading') return null;
  if (answer === undefined) return <span className={css.blank}>{t.report.edit.unanswered}</span>;
  switch (item.kind) {
    case 'text':
    case 'longText':
      return (
        <span lang="ru" className={css.typed}>
          {answer as AnswerOf['text']}
        </span>
      );
    case 'person':
      return (
        <span lang="ru">{listed((answer as AnswerOf['person']).name, (answer as AnswerOf['person']).position)}</span>
      );
    case 'approval':
      return <DocumentView act={answer as AnswerOf['approval']} />;
    case 'acts':
      return <ActsView answer={answer as AnswerOf['acts']} />;
    case 'share':
      return <ShareView answer={answer as AnswerOf['share']} />;
    case 'yesNo':
      return <>{answer === 'yes' ? t.report.edit.yes : t.report.edit.no}</>;
    case 'day':
      return <DayView answer={answer as AnswerOf['day']} />;
  }
}

function listed(...parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join(', ');
}

/** «№ 45 от 16.04.2012», or that there is none yet. */
function DocumentView({ act }: { act: AnswerOf['approval'] }) {
  const { t, format } = useText();
  if (act.none) return <>{t.report.edit.none}</>;
  return <>{t.review.answers.document(act.number ?? '', act.date ? format.day(act.date) : '')}</>;
}

function ActsView({ answer }: { answer: AnswerOf['acts'] }) {
  const { t } = useText();
  if (answer.none) return <>{t.report.edit.none}</>;
  return (
    <ul className={css.acts}>
      {(answer.rows ?? []).map((act: Act, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of the form has no other name than its place
        <li key={row}>
          <span lang="ru">{act.title}</span> <DocumentView act={{ number: act.number, date: act.date }} />
        </li>
      ))}
    </ul>
  );
}

/** «40 из 50 · 80,0 %», with the classes under it. */
function ShareView({ answer: { n, of, classes } }: { answer: AnswerOf['share'] }) {
  const { t, format } = useText();
  const counted = n !== undefined && of !== undefined;
  const known = (count: number | undefined) => (count === undefined ? '–' : format.integer(count));
  return (
    <>
      <span className={css.share}>
        {counted ? format.share(n, of) : t.review.answers.partialShare(known(n), known(of))}
        {counted && ` · ${format.percent(percentOf({ n, of }))}`}
      </span>
      {classes && (
        <span className={css.classes}>
          {t.report.edit.classes}: <span lang="ru">{classes}</span>
        </span>
      )}
    </>
  );
}

function DayView({ answer }: { answer: AnswerOf['day'] }) {
  const { t, format } = useText();
  if (answer.none) return <>{t.report.edit.noneInUse}</>;
  return <>{answer.date ? format.day(answer.date) : t.report.edit.unanswered}</>;
}

type AnswersTableProps = {
  form: Pick<Form, 'items' | 'columns' | 'title'>;
  /** The school's name, for the order's blanks. */
  organisation: string;
  answers: Answers;
  /** The report that this one builds on. */
  previous?: { asOf: string; answers: Answers } | null;
  /** Items that differ from it. */
  changed?: readonly string[];
  /** The copies that go with the answers. */
  papers?: readonly { item: string; fileId: number; fileName: string | null; fileSize: number | null }[];
  /** Stands below an item's row, over its whole width: a question, a remark, an explanation; null where there is none. */
  under?: (itemId: string) => ReactNode;
};

/** The form as a table, its items numbered and worded as in the order. On a narrow screen each row becomes a block. */
export function AnswersTable({
  form,
  organisation,
  answers,
  previous,
  changed = [],
  papers = [],
  under,
}: AnswersTableProps) {
  const { t, format } = useText();
  const [number, item, answer] = form.columns;
  const before = previous && t.review.answers.previous(format.day(previous.asOf));
  return (
    <table className={css.table}>
      <caption className="visually-hidden" lang="ru">
        {form.title}
      </caption>
      <thead>
        <tr>
          {[number, item, answer].map((head) => (
            <th key={head} scope="col" lang="ru">
              {head}
            </th>
          ))}
          {before && <th scope="col">{before}</th>}
        </tr>
      </thead>
      <tbody>
        {form.items.map((one) => {
          const below = under?.(one.id);
          return (
            <Fragment key={one.id}>
              <tr className={[one.kind === 'heading' && css.heading, below && css.over].filter(Boolean).join(' ')}>
                <td className={css.number}>{one.number}</td>
                <th scope="row" lang="ru" className={css.item}>
                  {fillBlanks(one.title, { organisation })}
                </th>
                {one.kind === 'heading' ? (
                  <td colSpan={before ? 2 : 1} className={css.nothing} />
                ) : (
                  <>
                    <td className={css.answer}>
                      <AnswerView item={one} answer={answers.items[one.id]} />
                      {papers
                        .filter(({ item }) => item === one.id)
                        .map(({ item, ...file }) => (
                          <p key={item}>
                            <FileLink {...file} />
                          </p>
                        ))}
                      {previous && changed.includes(one.id) && (
                        <span className={css.changed}>
                          <Tag tone="waiting">{t.review.answers.changed}</Tag>
                        </span>
                      )}
                    </td>
                    {previous && (
                      <td className={css.before}>
                        <span className={css.label}>{before}: </span>
                        <AnswerView item={one} answer={previous.answers.items[one.id]} />
                      </td>
                    )}
                  </>
                )}
              </tr>
              {below && (
                <tr>
                  <td className={css.number} />
                  <td colSpan={before ? 3 : 2}>{below}</td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

type ProblemsViewProps = {
  problems: Answers['problems'];
  columns: readonly [string, string];
  /** What has become of them, by key. */
  ages?: Record<string, Age>;
};

/** The table of problems under the items (KG-App.3); said in words when there are none. The heading is the page's. */
export function ProblemsView({ problems, columns, ages = {} }: ProblemsViewProps) {
  const { t } = useText();
  if (problems.length === 0) return <p>{t.review.answers.noProblems}</p>;
  return (
    <table className={css.table}>
      <thead>
        <tr>
          {['№', ...columns].map((head) => (
            <th key={head} scope="col" lang="ru">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {problems.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row of the form has no other name than its place
          <tr key={at}>
            <td className={css.number}>{at + 1}</td>
            <td className={css.typed} lang="ru">
              {row.text}
            </td>
            <td className={css.answer}>
              {row.solved ? t.report.edit.solved[row.solved] : t.report.edit.unanswered}
              {row.how && (
                <span className={`${css.typed} ${css.classes}`} lang="ru">
                  {row.how}
                </span>
              )}
              {row.key !== undefined && <ProblemAge age={ages[row.key]} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

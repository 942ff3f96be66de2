import { type Answers, type Form, fillBlanks } from '#app/domain/reports/form.ts';
import { filingNumber } from '#app/domain/reports/report.ts';
import { useText } from '#app/text/index.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { AnswerView, ProblemsView } from '../../_report/answer-view.tsx';
import { RemarkNote } from '../../_report/correction.tsx';
import css from './comparison.module.css';
import type { ComparisonShown } from './report-shown.ts';

type ComparisonProps = {
  comparison: ComparisonShown;
  reportId: number;
  form: Pick<Form, 'items' | 'problems'>;
  organisation: string;
  answers: Answers;
};

/** Line by line what a version changes in the one that was returned, or accepted: was, became, and the remark that asked for it. */
export function Comparison({ comparison, reportId, form, organisation, answers }: ComparisonProps) {
  const { t } = useText();
  const words = t.review.report;
  const { why, ordinal, before, differences } = comparison;
  const number = filingNumber(reportId, ordinal);
  const changedLines = differences
    .filter(({ changed }) => changed)
    .map(({ item }) => form.items.find(({ id }) => id === item)?.number ?? words.problemsItem)
    .join(', ');
  const said =
    why === 'returned'
      ? { some: words.afterReturn, none: words.afterReturnNothing }
      : { some: words.byAmendment, none: words.byAmendmentNothing };
  const isRemarked = differences.some(({ remark }) => remark !== null);
  return (
    <section>
      <h2>{why === 'returned' ? words.sinceReturned(number) : words.sinceAccepted(number)}</h2>
      <p>{changedLines ? said.some(changedLines) : said.none}</p>
      <ul className={css.lines}>
        {differences.map(({ item, changed, remark }) => (
          <li key={item} className={css.line}>
            <p className={css.title}>
              <span lang="ru">{titleOf(item)}</span> <Verdict {...{ changed, remark, isRemarked }} />
            </p>
            <dl className={css.values}>
              <div>
                <dt>{words.was}</dt>
                <dd>{answerOf(item, before)}</dd>
              </div>
              {changed && (
                <div>
                  <dt>{words.became}</dt>
                  <dd>{answerOf(item, answers)}</dd>
                </div>
              )}
            </dl>
            {remark !== null && <RemarkNote text={remark} />}
          </li>
        ))}
      </ul>
    </section>
  );

  function titleOf(id: string) {
    const item = form.items.find((one) => one.id === id);
    return item ? `${item.number}. ${fillBlanks(item.title, { organisation })}` : form.problems?.title;
  }

  function answerOf(id: string, of: Answers) {
    const item = form.items.find((one) => one.id === id);
    if (item) return <AnswerView item={item} answer={of.items[id]} />;
    return form.problems && <ProblemsView problems={of.problems} columns={form.problems.columns} />;
  }
}

/** In words, whether a remark was followed; in a comparison without remarks there is nothing to say. */
function Verdict({ changed, remark, isRemarked }: { changed: boolean; remark: string | null; isRemarked: boolean }) {
  const { t } = useText();
  const words = t.review.report;
  if (!isRemarked) return null;
  if (remark === null) return <Tag>{words.changedUnasked}</Tag>;
  return changed ? <Tag tone="good">{words.changedByRemark}</Tag> : <Tag tone="warning">{words.unchangedByRemark}</Tag>;
}

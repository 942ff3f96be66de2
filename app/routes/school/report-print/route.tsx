import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { inFormOrder } from '#app/domain/reports/check.ts';
import { type AnswerOf, type Answers, fillBlanks, type Item } from '#app/domain/reports/form.ts';
import { filingNumber } from '#app/domain/reports/report.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { filingFrom, idFrom, noSuchPage } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { speechOf, TextProvider, useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { reportDay } from '#app/text/report-day.ts';
import { ButtonRow, LinkButton } from '#app/ui/button.tsx';
import { PrintButton } from '#app/ui/print-button.tsx';
import { seeReport } from '#app/use-cases/reports/see-report.server.ts';
import { AnswerView } from '../../_report/answer-view.tsx';
import { findingPlace, findingText } from '../../_report/finding.ts';
import css from './print.module.css';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, ({ t, format }) =>
    data
      ? `${t.report.title(reportDay({ asOf: data.report.asOf, formName: data.form.name }, format))} – ${data.school.name}`
      : t.everywhere.navigation.reports,
  );

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const seen = await answer(() => seeReport(ctx, idFrom(params.reportId)));
  const { report, form, draft, school } = seen;
  const filing = filingFrom(new URL(request.url).searchParams, seen);
  return {
    report: { id: report.id, asOf: report.asOf },
    form,
    answers: filing?.answers ?? draft ?? noSuchPage(),
    filing: filing && { ordinal: filing.ordinal, filedAt: filing.filedAt },
    explanations: inFormOrder(
      form,
      seen.explanations.flatMap(({ filingId, found, explanation }) =>
        filingId === filing?.id ? [{ item: found.item, found, explanation }] : [],
      ),
    ),
    school,
    zone: ctx.user.region.zone,
  };
}

/** The report on paper, in the form of the order (KG-App.3); always in Russian. */
export default function PrintReport() {
  const { report, form, answers, filing, explanations, school, zone } = useLoaderData<typeof loader>();
  const speech = useText();
  const { t, format } = speechOf('ru', zone);
  const words = t.report.print;
  const blanks = { organisation: school.name, asOf: format.day(report.asOf) };
  return (
    <>
      <div className={css.screenOnly}>
        <ButtonRow>
          <PrintButton>{speech.t.report.print.button}</PrintButton>
          <LinkButton look="secondary" href={paths.report(report.id)}>
            {speech.t.report.print.back}
          </LinkButton>
        </ButtonRow>
        <p data-instead-of-print>{speech.t.report.print.hint}</p>
      </div>
      <TextProvider lang="ru" zone={zone}>
        <article className={css.paper} lang="ru">
          <h1 className={css.heading}>{fillBlanks(form.heading, blanks)}</h1>
          <table className={css.table}>
            <thead>
              <tr>
                {form.columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {form.items.map((item) => (
                <PrintedItem key={item.id} item={item} answer={answers.items[item.id]} blanks={blanks} />
              ))}
            </tbody>
          </table>
          {form.problems && (
            <>
              <h2 className={css.subheading}>{form.problems.title}</h2>
              <table className={css.table}>
                <thead>
                  <tr>
                    {form.problems.columns.map((column) => (
                      <th key={column} scope="col">
                        {column}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {answers.problems.map((problem, row) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a printed row has no other name
                    <tr key={row}>
                      <td>{problem.text}</td>
                      <td>
                        {[problem.solved && t.report.edit.solved[problem.solved], problem.how]
                          .filter(Boolean)
                          .join('. ')}
                      </td>
                    </tr>
                  ))}
                  {answers.problems.length === 0 && (
                    <tr>
                      <td>–</td>
                      <td>–</td>
                    </tr>
                  )}
                </tbody>
              </table>
            </>
          )}
          {explanations.length > 0 && (
            <>
              <h2 className={css.subheading}>{t.checks.explanations}</h2>
              {explanations.map(({ found, explanation }) => (
                <p key={found.key} className={css.explanation}>
                  {findingPlace(found, form, { t })}. {findingText(found, form, { t, format })} {explanation}
                </p>
              ))}
            </>
          )}
          <p className={css.signature}>
            {words.director} ____________________ ({words.signature})
          </p>
          <p className={css.origin}>
            {filing
              ? words.filed(filingNumber(report.id, filing.ordinal), format.dateTime(filing.filedAt))
              : words.draft}
          </p>
        </article>
      </TextProvider>
    </>
  );
}

type PrintedItemProps = {
  item: Item;
  answer: Answers['items'][string] | undefined;
  blanks: { organisation: string; asOf: string };
};

/** A line of the form; local acts follow as lines of their own, 4.1, 4.2, as on the paper. */
function PrintedItem({ item, answer, blanks }: PrintedItemProps) {
  const { t, format } = useText();
  const acts = item.kind === 'acts' ? ((answer as AnswerOf['acts'] | undefined)?.rows ?? []) : [];
  return (
    <>
      <tr>
        <td className={css.number}>{item.number}.</td>
        <td>{fillBlanks(item.title, blanks)}</td>
        <td>
          {item.kind === 'heading' && item.hint}
          {answer !== undefined && acts.length === 0 && <AnswerView item={item} answer={answer} />}
        </td>
      </tr>
      {acts.map((act, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of the form has no other name than its place
        <tr key={row}>
          <td className={css.number}>
            {item.number}.{row + 1}.
          </td>
          <td>{act.title}</td>
          <td>{t.review.answers.document(act.number ?? '', act.date ? format.day(act.date) : '')}</td>
        </tr>
      ))}
    </>
  );
}

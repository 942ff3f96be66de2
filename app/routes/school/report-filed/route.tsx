import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { filingNumber } from '#app/domain/reports/report.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { reportDay } from '#app/text/report-day.ts';
import { ButtonRow, LinkButton } from '#app/ui/button.tsx';
import { Confirmation } from '#app/ui/notice.tsx';
import { seeLastFiling } from '#app/use-cases/reports/see-report.server.ts';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.report.filed.title);

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const reportId = idFrom(params.reportId);
  const { filing, formName, school } = await answer(() => seeLastFiling(ctx, reportId));
  if (!filing) throw redirect(paths.report(reportId));
  const { ordinal, asOf, filedAt } = filing;
  const late = filing.late && filing.amendmentReason === null;
  const { schoolId, name, level } = school;
  return {
    report: { id: reportId, asOf, formName },
    filing: { ordinal, filedAt, late },
    school: { schoolId, name, level },
  };
}

/** The number and the time that the school keeps. */
export default function FiledReport() {
  const { report, filing, school } = useLoaderData<typeof loader>();
  const { t, format } = useText();
  const words = t.report.filed;
  return (
    <>
      <Confirmation title={words.title}>
        <p>
          {words.number} <strong>{filingNumber(report.id, filing.ordinal)}</strong>
        </p>
        <p>
          {words.at} {format.dateTime(filing.filedAt)}
          {filing.late && `, ${words.late}`}
        </p>
      </Confirmation>
      <p>
        {school.name} · {t.report.title(reportDay(report, format))}
      </p>
      <h2>{words.next}</h2>
      <p>{words.nextText[school.level]}</p>
      <ButtonRow>
        <LinkButton href={paths.reporter(school)}>{words.toReporter[school.level]}</LinkButton>
        <LinkButton look="secondary" href={paths.printReport(report.id, filing.ordinal)}>
          {t.everywhere.buttons.print}
        </LinkButton>
      </ButtonRow>
    </>
  );
}

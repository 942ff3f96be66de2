import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { filingNumber } from '#app/domain/report.ts';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields } from '#app/http/form-fields.server.ts';
import { filingFrom, idFrom, noSuchPage } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { fieldWords, refusalWords } from '#app/text/refusal-words.ts';
import type { Crumb } from '#app/ui/breadcrumbs.tsx';
import { LinkButton } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { fieldId } from '#app/ui/field.tsx';
import { Link } from '#app/ui/link.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { SummaryList } from '#app/ui/summary-list.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { reviewReport } from '#app/use-cases/review-report.server.ts';
import { seeReport } from '#app/use-cases/see-report.server.ts';
import { orderName } from '../_campaign/campaign.ts';
import { AnswersTable, ProblemsView } from '../_report/answer-view.tsx';
import { StandingTag } from '../_report/standing-tag.tsx';
import { History } from './history.tsx';
import { type ReportShown, reportShown } from './report-shown.ts';
import { Review } from './review.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, ({ t, format }) =>
    data ? `${t.review.report.title(format.day(data.asOf))} – ${data.school.name}` : t.everywhere.navigation.reports,
  );

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const seen = await answer(() => seeReport(ctx, idFrom(params.reportId)));
  return reportShown(seen, { user: ctx.user, filing: filingFrom(new URL(request.url).searchParams, seen) });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const reportId = idFrom(params.reportId);
  const { intent, reason = '', ordinal: filing } = await formFields(request);
  const ordinal = idFrom(filing);
  if (intent !== 'accept' && intent !== 'return') return noSuchPage();
  const result = await attempt(() =>
    intent === 'return'
      ? reviewReport(ctx, { reportId, ordinal, decision: 'returned', reason })
      : reviewReport(ctx, { reportId, ordinal, decision: 'accepted' }),
  );
  if ('refusal' in result) return refusedWith(result.refusal, { reason });
  return redirect(paths.reviewedReport(reportId, intent === 'return' ? 'returned' : 'accepted'));
}

/** A report as it was filed, beside the one that it builds on; the coordinator decides on it here. */
export default function Report() {
  const shown = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const speech = useText();
  const { t, format } = speech;
  const words = t.review.report;
  const { school, form, answers, filing, previous, changed, can } = shown;
  const decidable = can.review && filing !== undefined && shown.isLatest;
  const fault = result?.refusal.kind === 'fields' ? result.refusal.faults[0] : undefined;
  const own = { missing: words.reasonMissing, tooLong: words.reasonTooLong };
  const wrongReason = fault && fieldWords(fault.code, speech, own);
  return (
    <Page
      breadcrumbs={crumbsOf(shown)}
      caption={<span lang="ru">{school.name}</span>}
      title={words.title(format.day(shown.asOf))}
      actions={
        <>
          {decidable && (
            <LinkButton look="secondary" href="#review">
              {words.toReview}
            </LinkButton>
          )}
          {can.save && <LinkButton href={paths.editReport(shown.id)}>{words.edit}</LinkButton>}
          {answers && (
            <LinkButton look="secondary" href={paths.printReport(shown.id, filing?.ordinal)}>
              {t.everywhere.buttons.print}
            </LinkButton>
          )}
        </>
      }
    >
      <ErrorSummary
        title={t.everywhere.form.errorsTitle}
        errors={wrongReason ? [{ href: `#${fieldId('reason')}`, text: wrongReason }] : []}
      />
      {result && !wrongReason && (
        <Notice kind="warning" announce="alert" title={refusalWords(result.refusal, speech).title}>
          <p>{refusalWords(result.refusal, speech).text}</p>
          {result.typed.reason && !can.review && (
            <p>
              {words.notSent} <q lang="ru">{result.typed.reason}</q>
            </p>
          )}
        </Notice>
      )}
      {!result && <Done shown={shown} />}
      <Head shown={shown} />
      {answers ? (
        <>
          <h2>{words.answers}</h2>
          <Changes shown={shown} />
          <AnswersTable
            form={form}
            organisation={school.name}
            answers={answers}
            previous={previous}
            changed={changed}
          />
          {form.problems && (
            <>
              <h2 lang="ru">{form.problems.title}</h2>
              {previous && changed.includes('problems') && (
                <p>
                  <Tag tone="waiting">{t.review.answers.changed}</Tag>
                </p>
              )}
              <ProblemsView problems={answers.problems} columns={form.problems.columns} />
            </>
          )}
        </>
      ) : (
        <State kind="noData" title={words.notFiled}>
          {words.notFiledText}
        </State>
      )}
      {decidable && <Review ordinal={filing.ordinal} reason={result?.typed.reason} error={wrongReason} />}
      <History reportId={shown.id} filings={shown.filings} />
    </Page>
  );
}

function crumbsOf({ campaignId, school, sees }: ReportShown): Crumb[] {
  const { municipalityId } = school;
  return [
    { text: school.region, href: sees.region ? paths.region(campaignId) : undefined },
    {
      text: school.municipality,
      href: sees.municipality ? paths.municipalityReports(campaignId, municipalityId) : undefined,
    },
    { text: school.name, href: paths.school(school.id) },
  ];
}

/** Right after the decision: that it is done, and where the next report waits. */
function Done({ shown: { campaignId, school, standing } }: { shown: ReportShown }) {
  const { t } = useText();
  const [params] = useSearchParams();
  const done = params.get('done');
  if (done !== standing || (done !== 'accepted' && done !== 'returned')) return null;
  return (
    <Notice kind="success" announce="status" title={t.review.report[done]}>
      <p>
        <Link href={paths.municipalityReports(campaignId, school.municipalityId)}>{t.review.report.next}</Link>
      </p>
    </Notice>
  );
}

function Head({ shown }: { shown: ReportShown }) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.review.report;
  const { filing, filings, id } = shown;
  const returned = filings.at(-1)?.decision === 'returned' ? filings.at(-1) : undefined;
  return (
    <>
      {!shown.isLatest && filing && (
        <Notice kind="warning" title={words.earlierFiling(filingNumber(id, filing.ordinal))}>
          <p>
            <Link href={paths.report(id)}>{words.toLatest}</Link>
          </p>
        </Notice>
      )}
      {shown.isLatest && shown.standing === 'returned' && returned && (
        <Notice
          kind="warning"
          title={words.returnedTitle(returned.reviewedBy ?? '', format.dateTime(returned.reviewedAt ?? ''))}
        >
          <p lang="ru">{returned.reason}</p>
        </Notice>
      )}
      <SummaryList
        rows={[
          {
            key: 'order',
            term: words.order,
            value: <Link href={paths.order(shown.campaignId)}>{orderName(shown.order, speech)}</Link>,
          },
          { key: 'due', term: words.due, value: format.day(shown.due) },
          { key: 'status', term: words.status, value: <StandingTag standing={shown.standing} /> },
          ...(filing
            ? [
                { key: 'number', term: words.number, value: filingNumber(id, filing.ordinal) },
                {
                  key: 'filed',
                  term: words.filed,
                  value: (
                    <>
                      {words.filedBy(format.dateTime(filing.filedAt), filing.filedBy)}{' '}
                      {filing.late && <Tag tone="warning">{t.school.late}</Tag>}
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
    </>
  );
}

/** How the answers differ from the report before, and from what the coordinator had returned. */
function Changes({ shown }: { shown: ReportShown }) {
  const { t, format } = useText();
  const words = t.review.report;
  const { form, filing, filings, previous, changed, afterReturn } = shown;
  const numberOf = (id: string) => form.items.find((item) => item.id === id)?.number ?? words.problemsItem;
  return (
    <>
      {!filing && <p>{filings.length > 0 ? words.draftAfterReturn : words.draft}</p>}
      {afterReturn && (
        <p>
          {afterReturn.length > 0 ? words.afterReturn(afterReturn.map(numberOf).join(', ')) : words.afterReturnNothing}
        </p>
      )}
      <p>
        {!previous
          ? words.noPrevious
          : changed.length > 0
            ? words.changedSincePrevious(format.integer(changed.length), changed.map(numberOf).join(', '))
            : words.unchanged}
      </p>
    </>
  );
}

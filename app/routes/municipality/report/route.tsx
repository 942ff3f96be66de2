import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerAtOnce } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields } from '#app/http/form-fields.server.ts';
import { filingFrom, idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { fieldWords, refusalWords } from '#app/text/refusal-words.ts';
import { reportDay } from '#app/text/report-day.ts';
import type { Crumb } from '#app/ui/breadcrumbs.tsx';
import { LinkButton } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { fieldId } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { termsBehind } from '#app/use-cases/reports/see-calendar.server.ts';
import { seeReport } from '#app/use-cases/reports/see-report.server.ts';
import { seeReview } from '#app/use-cases/reports/see-review.server.ts';
import { TermsNote } from '../../_terms/terms-note.tsx';
import { AmendmentUnderWay, BeginAmendment } from './amendment.tsx';
import { Answers } from './answers.tsx';
import { decide } from './decision.server.ts';
import { Done, Head } from './head.tsx';
import { History } from './history.tsx';
import { type ReportShown, reportShown } from './report-shown.ts';
import { decisionErrors, type Entered, Pin, Review } from './review.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, ({ t, format }) =>
    data ? `${t.review.report.title(reportDay(data, format))} – ${data.school.name}` : t.everywhere.navigation.reports,
  );

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { seen, review, behind } = await answerAtOnce(ctx, async (ctx) => {
    const seen = await seeReport(ctx, idFrom(params.reportId));
    return { seen, review: await seeReview(ctx, seen), behind: await termsBehind(ctx, seen.report) };
  });
  const filing = filingFrom(new URL(request.url).searchParams, seen);
  const shown = reportShown(seen, review, { user: ctx.user, filing });
  return { ...shown, behind, today: seen.today };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  return decide(ctx, idFrom(params.reportId), await formFields(request));
}

/** A report as it was filed, beside the one that it builds on; the coordinator decides on it here, its school amends it. */
export default function Report() {
  const shown = useLoaderData<typeof loader>();
  const entered = useEntered();
  const { t, format } = useText();
  const words = t.review.report;
  const { school, answers, filing, can } = shown;
  const decidable = can.review && filing !== undefined && shown.isLatest;
  // An amendment can be given back on any day: the accepted version stands.
  const closed =
    shown.locked && shown.amendment?.step !== 'filed'
      ? { reportId: shown.id, until: shown.terms.notRequired === null ? shown.terms.changeUntil : null }
      : undefined;
  return (
    <Page
      breadcrumbs={crumbsOf(shown)}
      caption={<span lang="ru">{school.name}</span>}
      title={words.title(reportDay(shown, format))}
      actions={
        <>
          {decidable && (
            <LinkButton look="secondary" href="#review">
              {words.toReview}
            </LinkButton>
          )}
          {can.save && !can.dropAmendment && <LinkButton href={paths.editReport(shown.id)}>{words.edit}</LinkButton>}
          {can.amend && (
            <LinkButton look="secondary" href="#amend">
              {t.amendment.begin}
            </LinkButton>
          )}
          {answers && (
            <LinkButton look="secondary" href={paths.printReport(shown.id, filing?.ordinal)}>
              {t.everywhere.buttons.print}
            </LinkButton>
          )}
        </>
      }
    >
      <Refused shown={shown} {...entered} />
      <TermsNote report={shown.terms} behind={shown.behind} school={school} today={shown.today} />
      <AmendmentUnderWay shown={shown} />
      <Head shown={shown} />
      {answers ? (
        <Answers
          shown={shown}
          answers={answers}
          pin={decidable && !closed ? (item, label) => <Pin item={item} label={label} {...entered} /> : undefined}
        />
      ) : (
        <State kind="noData" title={words.notFiled}>
          {words.notFiledText}
        </State>
      )}
      {decidable && <Review ordinal={filing.ordinal} reasons={shown.returnReasons} closed={closed} {...entered} />}
      <History reportId={shown.id} rounds={shown.rounds} form={shown.form} />
      {can.amend && <BeginAmendment until={shown.terms.changeUntil} {...entered} />}
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
    ...(school.level === 'school' ? [{ text: school.name, href: paths.school(school.schoolId) }] : []),
  ];
}

/** What was posted and refused, with the words for each field. */
function useEntered(): Entered {
  const result = useActionData<typeof action>();
  const speech = useText();
  if (!result) return { typed: {}, errors: {} };
  const { refusal, typed } = result;
  if (refusal.kind !== 'fields') return { typed, errors: {} };
  if (typed.intent !== 'amend') return { typed, errors: decisionErrors(refusal.faults, speech) };
  const { reasonMissing: missing, reasonTooLong: tooLong } = speech.t.amendment;
  return {
    typed,
    errors: Object.fromEntries(
      refusal.faults.map(({ field, code }) => [field, fieldWords(code, speech, { missing, tooLong })]),
    ),
  };
}

/** What is wrong: at the fields, or with the whole decision; then texts that have no field any more are shown here. */
function Refused({ shown, typed, errors }: Entered & { shown: ReportShown }) {
  const refusal = useActionData<typeof action>()?.refusal;
  const speech = useText();
  const { t } = speech;
  const words = t.review.report;
  if (!refusal) return <Done shown={shown} />;
  const numberOf = (id: string) => shown.form.items.find((item) => item.id === id)?.number ?? words.problemsItem;
  const placeOf = (field: string) =>
    field.startsWith('remark:') ? `${words.remarkTo(numberOf(field.slice(7)))}: ` : '';
  const faulty = Object.entries(errors);
  if (faulty.length > 0) {
    return (
      <ErrorSummary
        title={t.everywhere.form.errorsTitle}
        errors={faulty.map(([field, text]) => ({ href: `#${fieldId(field)}`, text: `${placeOf(field)}${text}` }))}
      />
    );
  }
  const lost = shown.can.review || shown.can.amend ? [] : Object.entries(typed).filter(isText);
  return (
    <Notice kind="warning" announce="alert" title={refusalWords(refusal, speech).title}>
      <p>{refusalWords(refusal, speech).text}</p>
      {lost.map(([field, text]) => (
        <p key={field}>
          {words.notSent} {placeOf(field)}
          <q lang="ru">{text}</q>
        </p>
      ))}
    </Notice>
  );
}

function isText([field, text]: [string, string | undefined]): boolean {
  return Boolean(text) && (field === 'reason' || field.startsWith('remark:'));
}

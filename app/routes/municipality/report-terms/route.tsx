import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { may } from '#app/domain/people/permissions.ts';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { oneOf } from '#app/http/form-fields.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { fileOf, uploadFrom } from '#app/http/uploads.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { reportDay } from '#app/text/report-day.ts';
import { Link } from '#app/ui/link.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { exempt, extend, revoke } from '#app/use-cases/reports/decide-dates.server.ts';
import { seeReportCalendar } from '#app/use-cases/reports/see-calendar.server.ts';
import { answerTo } from '../../_admin/form-answer.tsx';
import { listQuery } from '../../_admin/list-query.server.ts';
import { StandingTag } from '../../_report/standing-tag.tsx';
import { DecisionForm, isOvertaken, Overtaken } from '../../_terms/decision-form.tsx';
import { DecisionsTable } from '../../_terms/decisions-table.tsx';
import { TermsNote } from '../../_terms/terms-note.tsx';
import { Days } from './days.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, ({ t, format }) =>
    data
      ? `${t.calendar.report.title(reportDay(data.report, format))} – ${data.school.name}`
      : t.everywhere.navigation.reports,
  );

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { report, school, ...view } = await answer(() => seeReportCalendar(ctx, idFrom(params.reportId)));
  const { order: _order, ...shown } = report;
  return {
    ...view,
    report: shown,
    school,
    sees: { region: may.seeRegion(ctx.user, school), municipality: may.seeMunicipality(ctx.user, school) },
    mayRevoke: may.extend(ctx.user, school),
    done: listQuery(request).choice('done', ['extended', 'exempted', 'revoked']),
  };
}

/** Both forms of the page have a reason and a document. */
const exemptPrefix = 'exempt:';
const done = { extend: 'extended', exempt: 'exempted', revoke: 'revoked' } as const;

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const reportId = idFrom(params.reportId);
  const upload = await uploadFrom(request);
  const intent = oneOf(upload.fields.intent, ['extend', 'exempt', 'revoke']);
  const prefix = intent === 'exempt' ? exemptPrefix : '';
  const plain = Object.entries(upload.fields).map(([name, value]) => [name.replace(prefix, ''), value]);
  const decided = { reportId, typed: Object.fromEntries(plain), file: fileOf(upload, `${prefix}file`) };
  const { fields: typed } = upload;
  const acts = {
    revoke: () => revoke(ctx, { decisionId: idFrom(typed.decision) }),
    exempt: () => exempt(ctx, decided),
    extend: () => extend(ctx, decided),
  };
  const result = await attempt<unknown>(acts[intent]);
  if ('refusal' in result) return refusedWith(result.refusal, typed);
  return redirect(paths.terms(reportId, done[intent]));
}

/** One school's days for one report: why they are what they are, and the coordinator's decisions about them. */
export default function ReportTerms() {
  const view = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t, format } = useText();
  const words = t.calendar;
  const { report, school, sees, can } = view;
  return (
    <Page
      breadcrumbs={[
        { text: school.region, href: sees.region ? paths.region(report.campaignId) : undefined },
        {
          text: school.municipality,
          href: sees.municipality ? paths.municipalityReports(report.campaignId, school.municipalityId) : undefined,
        },
        ...(school.level === 'school' ? [{ text: school.name, href: paths.reporter(school) }] : []),
        { text: t.school.report(reportDay(report, format)), href: paths.report(report.id) },
      ]}
      caption={<span lang="ru">{school.name}</span>}
      title={words.report.title(reportDay(report, format))}
    >
      {view.done && !result && <Notice kind="success" title={words.done[view.done]} announce="status" />}
      {result?.typed.intent === 'revoke' && isOvertaken(result.refusal) && <Overtaken />}
      <p>
        <StandingTag standing={view.standing} />
      </p>
      <TermsNote report={report} behind={view.behind} school={school} today={view.today} />
      <Days report={report} original={view.original} forAll={view.forAll} />
      <p>
        <Link href={paths.calendar(report.campaignId)}>{words.link}</Link>
      </p>
      <h2>{words.decisions}</h2>
      {view.decisions.length === 0 ? (
        <p>{words.decisionsNone}</p>
      ) : (
        <DecisionsTable
          decisions={view.decisions}
          caption={words.decisionsCaption}
          mayRevoke={(kind) => kind !== 'move' && view.mayRevoke}
        />
      )}
      {can.extend && (
        <>
          <h2 id="extend">{words.extend.title}</h2>
          <DecisionForm
            kind="extension"
            intent="extend"
            submit={words.extend.submit}
            current={view.extension}
            answer={answerTo('extend', result)}
          />
        </>
      )}
      {can.exempt && (
        <>
          <h2 id="exempt">{words.exempt.title}</h2>
          <details open={result?.typed.intent === 'exempt'}>
            <summary>{words.exempt.open}</summary>
            <p>{words.exempt.text}</p>
            <DecisionForm
              kind="notRequired"
              intent="exempt"
              prefix={exemptPrefix}
              submit={words.exempt.submit}
              current={null}
              answer={answerTo('exempt', result)}
            />
          </details>
        </>
      )}
    </Page>
  );
}

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { fillBlanks } from '#app/domain/form.ts';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields } from '#app/http/form-fields.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { refusalWords } from '#app/text/refusal-words.ts';
import { Button, ButtonRow, LinkButton } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { fieldId } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { fileReport } from '#app/use-cases/file-report.server.ts';
import { seeReport } from '#app/use-cases/see-report.server.ts';
import { AnswersTable } from '../_report/answer-view.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, ({ t }) => [t.report.check.title, data?.school.name].filter(Boolean).join(' – '));

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const seen = await answer(() => seeReport(ctx, idFrom(params.reportId)));
  if (!seen.can.file) throw redirect(paths.report(seen.report.id));
  const { report, form, answers, previous, missing, changed, school, today } = seen;
  const { id, asOf, due, version, status } = report;
  return {
    report: { id, asOf, due, version, status },
    form,
    answers,
    previous: previous && { asOf: previous.asOf, answers: previous.answers },
    missing,
    changed,
    school,
    today,
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const reportId = idFrom(params.reportId);
  const { version = '' } = await formFields(request);
  if (!/^\d{1,9}$/.test(version)) throw data(null, { status: 400 });
  const result = await attempt(() => fileReport(ctx, { reportId, version: Number(version) }), 'wrongStatus');
  return 'refusal' in result ? refusedWith(result.refusal, {}) : redirect(paths.filedReport(reportId));
}

/** Everything that will be filed, what is missing, and the one button that files it. */
export default function CheckReport() {
  const { report, form, answers, previous, missing, changed, school, today } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const speech = useText();
  const { t, format } = speech;
  const words = t.report.check;
  const unsaved = report.status === 'due';
  const disabledBecause = missing.length > 0 ? words.incomplete : unsaved ? words.saveFirst : undefined;
  const refused = refusal && refusal.kind !== 'faults' ? refusalWords(refusal, speech) : undefined;
  return (
    <Page
      title={words.title}
      caption={`${school.name} · ${t.report.title(format.day(report.asOf))}`}
      lead={words.lead}
      breadcrumbs={[
        { href: paths.school(school.schoolId), text: school.name },
        { href: paths.editReport(report.id), text: t.report.edit.title },
        { text: words.title },
      ]}
    >
      <ErrorSummary
        title={words.missingTitle(format.integer(missing.length))}
        errors={missing.map(({ field, item }) => ({
          href: `${paths.editReport(report.id)}#${fieldId(field)}`,
          text: missingText(item),
        }))}
      />
      {refused && (
        <Notice kind="problem" title={refused.title} announce="alert">
          <p>{refused.text}</p>
        </Notice>
      )}
      {unsaved && previous && <Notice kind="warning" title={words.unsaved} />}
      <AnswersTable form={form} answers={answers} previous={previous} changed={changed} organisation={school.name} />
      {report.due < today && report.status !== 'returned' && (
        <Notice kind="warning" title={words.late(format.day(report.due))} />
      )}
      <Form method="post">
        <input type="hidden" name="version" value={report.version} />
        <p>{words.confirm}</p>
        <ButtonRow>
          <Button disabledBecause={disabledBecause}>{words.file}</Button>
          <LinkButton look="secondary" href={paths.editReport(report.id)}>
            {words.change}
          </LinkButton>
        </ButtonRow>
      </Form>
    </Page>
  );

  function missingText(itemId: string): string {
    const item = form.items.find(({ id }) => id === itemId);
    const blanks = { organisation: school.name };
    return item ? `${item.number}. ${fillBlanks(item.title, blanks)}` : (form.problems?.title ?? itemId);
  }
}

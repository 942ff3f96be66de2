import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { largestFile } from '#app/domain/imports/import.ts';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { fileOf, uploadFrom } from '#app/http/uploads.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { fieldWords, refusalWords } from '#app/text/refusal-words.ts';
import { reportDay } from '#app/text/report-day.ts';
import { Button, ButtonRow, LinkButton } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { FileField, fieldId } from '#app/ui/field.tsx';
import { Link } from '#app/ui/link.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { importReport } from '#app/use-cases/imports/import-report.server.ts';
import { checkMayFill, seeReport } from '#app/use-cases/reports/see-report.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, ({ t }) => [t.imports.one.title, data?.school.name].filter(Boolean).join(' – '));

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { report, school, can } = await answer(() => seeReport(ctx, idFrom(params.reportId)));
  if (!can.save && !context.posted) throw redirect(paths.report(report.id));
  const { schoolId, name, level } = school;
  return { report: { id: report.id, asOf: report.asOf, formName: report.formName }, school: { schoolId, name, level } };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const reportId = idFrom(params.reportId);
  const file = fileOf(await uploadFrom(request), 'file');
  if (file === undefined || file === 'lost') {
    await answer(() => checkMayFill(ctx, reportId));
    const code = file === 'lost' ? 'fileLost' : 'missing';
    return refusedWith({ kind: 'fields', faults: [{ field: 'file', code }] }, {});
  }
  const result = await attempt(() => importReport(ctx, { reportId, file }));
  return 'refusal' in result ? refusedWith(result.refusal, {}) : redirect(paths.import(result.done.importId));
}

/** Where a filled-in form is chosen; what it would change is the next page's. */
export default function ImportReport() {
  const { report, school } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const speech = useText();
  const { t, format } = speech;
  const words = t.imports.one;
  const fault = refusal?.kind === 'fields' ? refusal.faults[0] : undefined;
  const error = fault && fieldWords(fault.code, speech, t.imports.refusals);
  const refused = refusal && !fault ? refusalWords(refusal, speech) : undefined;
  return (
    <Page
      title={words.title}
      caption={`${school.name} · ${t.report.title(reportDay(report, format))}`}
      lead={words.lead}
      breadcrumbs={[
        { href: paths.reporter(school), text: school.name },
        { href: paths.editReport(report.id), text: t.report.edit.title },
        { text: words.title },
      ]}
    >
      <ErrorSummary
        title={t.everywhere.form.errorsTitle}
        errors={error ? [{ href: `#${fieldId('file')}`, text: error }] : []}
      />
      {refused && (
        <Notice kind="problem" title={refused.title} announce="alert">
          <p>{refused.text}</p>
        </Notice>
      )}
      <p>
        {words.noForm} <Link href={paths.reportForm(report.id)}>{t.imports.download}</Link>
      </p>
      <form method="post" encType="multipart/form-data" noValidate>
        <FileField
          name="file"
          label={words.field}
          hint={words.hint}
          error={error}
          accept=".xlsx"
          largest={largestFile}
        />
        <ButtonRow>
          <Button>{words.check}</Button>
          <LinkButton look="secondary" href={paths.editReport(report.id)}>
            {t.everywhere.buttons.cancel}
          </LinkButton>
        </ButtonRow>
      </form>
    </Page>
  );
}

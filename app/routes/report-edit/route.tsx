import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { type Form, fillBlanks, writeAnswers } from '#app/domain/form.ts';
import type { Refusal } from '#app/domain/refusal.ts';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields } from '#app/http/form-fields.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { refusalWords } from '#app/text/refusal-words.ts';
import { Button, ButtonRow } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { fieldId } from '#app/ui/field.tsx';
import { Link } from '#app/ui/link.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { saveReport } from '#app/use-cases/save-report.server.ts';
import { seeReport, systemsNamed } from '#app/use-cases/see-report.server.ts';
import { TypedForm } from '../_report/typed-form.tsx';
import { AnswerFields, ProblemFields } from './answer-fields.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, ({ t }) => [t.report.edit.title, data?.school.name].filter(Boolean).join(' – '));

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const seen = await answer(() => seeReport(ctx, idFrom(params.reportId)));
  // A colleague may have filed it meanwhile: who has just posted the form needs the page with what they typed.
  if (!seen.can.save && !context.posted) throw redirect(paths.report(seen.report.id));
  const { report, form, answers, previous, filings, school, today } = seen;
  return {
    report: { id: report.id, asOf: report.asOf, due: report.due, status: report.status, version: report.version },
    saved: report.savedAt && { at: report.savedAt, by: report.savedBy ?? '' },
    /** The version that a redirect after saving names: only then is it news. */
    justSaved: new URL(request.url).searchParams.get('saved') === String(report.version),
    form,
    typed: writeAnswers(form, answers),
    previous: previous && { asOf: previous.asOf, answers: previous.answers },
    returned: report.status === 'returned' ? (filings.at(-1) ?? null) : null,
    school,
    today,
    systems: await systemsNamed(ctx, report.campaignId),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const reportId = idFrom(params.reportId);
  const { version = '', intent, ...typed } = await formFields(request);
  if (!/^\d{1,9}$/.test(version)) throw data(null, { status: 400 });
  const result = await attempt(() => saveReport(ctx, { reportId, version: Number(version), typed }));
  // With the version it was typed on: the page is made of the newest one, which has not been seen beside these answers.
  if ('refusal' in result) return refusedWith(result.refusal, { ...typed, version });
  return redirect(intent === 'check' ? paths.checkReport(reportId) : paths.editReport(reportId, result.done.version));
}

/** The form of the order with the last report's answers in it, and each previous answer beside its item. */
export default function EditReport() {
  const { report, saved, justSaved, form, typed, previous, returned, school, today, systems } =
    useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { t, format } = useText();
  const words = t.report.edit;
  const refusal = refused?.refusal;
  const conflict = refusal?.kind === 'changedMeanwhile' ? refusal : undefined;
  const closed = refusal?.kind === 'wrongStatus';
  const version = conflict?.version ?? refused?.typed.version ?? report.version;
  const errors = useErrors(refusal);
  const shared = { typed: refused?.typed ?? typed, errors, previous, systems, theirs: conflict };
  return (
    <Page
      title={fillBlanks(form.title, { organisation: school.name })}
      caption={`${school.name} · ${t.report.title(format.day(report.asOf))}`}
      lead={
        report.status === 'returned'
          ? words.fileAgain
          : !closed && `${t.report.due(format.day(report.due), format.due(report.due, today))}. ${words.lead}`
      }
      breadcrumbs={[{ href: paths.school(school.schoolId), text: school.name }, { text: words.title }]}
    >
      <ErrorSummary
        title={t.everywhere.form.errorsTitle}
        errors={Object.entries(errors).map(([field, text]) => ({
          href: `#${fieldId(field)}`,
          text: `${placeOf(field)}: ${text}`,
        }))}
      />
      {refusal && <RefusalNotice refusal={refusal} form={form} reportId={report.id} />}
      {justSaved && saved && !refused && (
        <Notice kind="success" title={words.saved(format.time(saved.at))} announce="status" />
      )}
      {returned?.reason && (
        <Notice
          kind="warning"
          title={words.returned(returned.reviewedBy ?? '', format.dateTime(returned.reviewedAt ?? ''))}
        >
          <p>{returned.reason}</p>
        </Notice>
      )}
      {report.status === 'due' && previous && <p>{words.carriedOver(format.day(previous.asOf))}</p>}
      {saved && !justSaved && <p>{words.lastSaved(saved.by, format.dateTime(saved.at))}</p>}
      <TypedForm key={version}>
        <input type="hidden" name="version" value={version} />
        {form.items.map((item) => (
          <AnswerFields key={item.id} item={item} school={school.name} {...shared} />
        ))}
        {form.problems && <ProblemFields problems={form.problems} {...shared} />}
        <ButtonRow>
          <Button name="intent" value="check">
            {words.saveAndCheck}
          </Button>
          <Button name="intent" value="save" look="secondary">
            {words.save}
          </Button>
        </ButtonRow>
      </TypedForm>
    </Page>
  );

  /** «Строка 5.2», or the row of the problems, which stand in no numbered line. */
  function placeOf(field: string): string {
    const [itemId = '', row = ''] = field.split(':');
    return itemId === 'problems' ? words.problem(format.integer(Number(row) + 1)) : words.item(nameOf(form, itemId));
  }
}

/** What the order calls it: the number of the line, the title of the table of problems. */
function nameOf({ items, problems }: Pick<Form, 'items' | 'problems'>, itemId: string): string {
  return items.find(({ id }) => id === itemId)?.number ?? problems?.title.replace(/:$/, '') ?? itemId;
}

function useErrors(refusal: Refusal | undefined): Record<string, string> {
  const { t } = useText();
  if (refusal?.kind !== 'faults') return {};
  return Object.fromEntries(refusal.faults.map(({ field, code }) => [field, t.refusals.faults[code]]));
}

/** What is wrong with the whole save rather than with one field. */
function RefusalNotice({ refusal, form, reportId }: { refusal: Refusal; form: Form; reportId: number }) {
  const speech = useText();
  if (refusal.kind === 'faults') return null;
  const words = speech.t.report.edit;
  const { title, text } = refusalWords(refusal, speech);
  return (
    <Notice kind="problem" title={title} announce="alert">
      <p>{text}</p>
      {refusal.kind === 'changedMeanwhile' && refusal.items.length > 0 && (
        <p>
          {words.differing} {refusal.items.map((id) => nameOf(form, id)).join(', ')}
        </p>
      )}
      {refusal.kind === 'wrongStatus' && (
        <p>
          {words.typedKept} <Link href={paths.report(reportId)}>{words.toReport}</Link>
        </p>
      )}
    </Notice>
  );
}

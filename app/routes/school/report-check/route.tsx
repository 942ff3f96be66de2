import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { actsNamed } from '#app/domain/organisations/act.ts';
import type { Refusal } from '#app/domain/refusal.ts';
import { explanationField } from '#app/domain/reports/check.ts';
import { type Fault, type Form, fillBlanks } from '#app/domain/reports/form.ts';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields } from '#app/http/form-fields.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { type Text, useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { refusalWords } from '#app/text/refusal-words.ts';
import { reportDay } from '#app/text/report-day.ts';
import { Button, ButtonRow, LinkButton } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { fieldId } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { fileReport } from '#app/use-cases/reports/file-report.server.ts';
import { checkMayFill, seeReport } from '#app/use-cases/reports/see-report.server.ts';
import { AnswersTable, ProblemsView } from '../../_report/answer-view.tsx';
import { findingPlace } from '../../_report/finding.ts';
import { TypedForm } from '../../_report/typed-form.tsx';
import { type Asking, QuestionsAhead, questionsOf, UnderItem } from './asking.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, ({ t }) => [t.report.check.title, data?.school.name].filter(Boolean).join(' – '));

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const seen = await answer(() => seeReport(ctx, idFrom(params.reportId)));
  if (!seen.can.file) throw redirect(paths.report(seen.report.id));
  const { report, form, answers, previous, faults, missing, papers, warnings, hints, changed, school, today } = seen;
  const { id, asOf, due, version, status } = report;
  const faulty = new Set(faults.map(({ item }) => item));
  return {
    report: { id, asOf, due, version, status },
    form,
    answers,
    previous: previous && { asOf: previous.asOf, answers: previous.answers },
    lacking: [...faults, ...missing.filter(({ item }) => !faulty.has(item))],
    warnings,
    /** What the school has explained before in this report, the last sentence for each question. */
    sentences: Object.fromEntries(
      seen.explanations.map(({ found, explanation }) => [explanationField(found.key), explanation]),
    ),
    hints,
    changed,
    papers: papers.papers,
    withoutFile: papers.withoutFile,
    school,
    today,
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const reportId = idFrom(params.reportId);
  const { version = '', ...typed } = await formFields(request);
  if (!/^\d{1,9}$/.test(version)) {
    await answer(() => checkMayFill(ctx, reportId));
    throw data(null, { status: 400 });
  }
  const prefix = explanationField('');
  const explanations = Object.fromEntries(
    Object.entries(typed).flatMap(([field, text]) =>
      field.startsWith(prefix) ? [[field.slice(prefix.length), text]] : [],
    ),
  );
  const file = { reportId, version: Number(version), explanations };
  const result = await attempt(() => fileReport(ctx, file), 'wrongStatus');
  return 'refusal' in result ? refusedWith(result.refusal, typed) : redirect(paths.filedReport(reportId));
}

/** Everything that will be filed, what is missing, what has to be explained, and the one button that files it. */
export default function CheckReport() {
  const loaded = useLoaderData<typeof loader>();
  const { report, form, answers, previous, lacking, warnings, hints, changed, papers, school, today } = loaded;
  const refused = useActionData<typeof action>();
  const speech = useText();
  const { t, format } = speech;
  const words = t.report.check;
  const unsaved = report.status === 'due';
  const complete = lacking.length === 0;
  const disabledBecause = !complete ? words.incomplete : unsaved ? words.saveFirst : undefined;
  const errors = explanationErrors(refused?.refusal, t);
  const asking: Asking = { form, warnings, sentences: { ...loaded.sentences, ...refused?.typed }, errors };
  const ask = (of: string | null) => (complete && !unsaved ? questionsOf(asking, of) : null);
  const under = (of: string) => {
    const hint = hints.find(({ item }) => item === of);
    const questions = ask(of);
    return hint || questions ? <UnderItem hint={hint}>{questions}</UnderItem> : null;
  };
  return (
    <Page
      title={words.title}
      caption={`${school.name} · ${t.report.title(reportDay({ asOf: report.asOf, formName: form.name }, format))}`}
      lead={words.lead}
      breadcrumbs={[
        { href: paths.reporter(school), text: school.name },
        { href: paths.editReport(report.id), text: t.report.edit.title },
        { text: words.title },
      ]}
    >
      <ErrorSummary
        title={words.missingTitle(format.integer(lacking.length))}
        errors={lacking.map((fault) => ({
          href:
            fault.code === 'noCopy'
              ? copyPath(fault.item, loaded)
              : `${paths.editReport(report.id)}#${fieldId(fault.field)}`,
          text: lackingText(fault, form, school.name, t),
        }))}
      />
      {complete && (
        <ErrorSummary
          title={t.everywhere.form.errorsTitle}
          errors={warnings.flatMap((found) => {
            const field = explanationField(found.key);
            const text = `${findingPlace(found, form, speech)}: ${errors[field]}`;
            return errors[field] ? [{ href: `#${fieldId(field)}`, text }] : [];
          })}
        />
      )}
      <Refused refusal={refused?.refusal} />
      {unsaved && previous && <Notice kind="warning" title={words.unsaved} />}
      {!unsaved && <QuestionsAhead form={form} warnings={warnings} now={complete} />}
      <TypedForm>
        <input type="hidden" name="version" value={report.version} />
        {ask(null)}
        <AnswersTable
          form={form}
          answers={answers}
          previous={previous}
          changed={changed}
          papers={papers}
          organisation={school.name}
          under={under}
        />
        {form.problems && (
          <>
            <h2 lang="ru">{form.problems.title}</h2>
            <ProblemsView problems={answers.problems} columns={form.problems.columns} />
            {under('problems')}
          </>
        )}
        {report.due < today && (report.status === 'due' || report.status === 'draft') && (
          <Notice kind="warning" title={words.late(format.day(report.due))} />
        )}
        <p>{words.confirm}</p>
        <ButtonRow>
          <Button disabledBecause={disabledBecause}>{words.file}</Button>
          <LinkButton look="secondary" href={paths.editReport(report.id)}>
            {words.change}
          </LinkButton>
        </ButtonRow>
      </TypedForm>
    </Page>
  );
}

function Refused({ refusal }: { refusal: Refusal | undefined }) {
  const speech = useText();
  if (!refusal || refusal.kind === 'faults') return null;
  const { title, text } = refusalWords(refusal, speech);
  return (
    <Notice kind="problem" title={title} announce="alert">
      <p>{text}</p>
    </Notice>
  );
}

/** Where the copy of the item's document is handed in; the page comes back here. */
function copyPath(
  itemId: string,
  { form, answers, school, report, withoutFile }: ReturnType<typeof useLoaderData<typeof loader>>,
): string {
  const named = actsNamed(form, answers).find(({ itemId: id }) => id === itemId);
  const { kind, number, date, title } = named ?? {};
  const registered = withoutFile[itemId];
  const back = String(report.id);
  return registered === undefined
    ? paths.newAct(school.schoolId, { kind, number, date, title, report: back })
    : paths.act(school.schoolId, registered, { report: back });
}

/** By field. */
function explanationErrors(refusal: Refusal | undefined, t: Text): Record<string, string> {
  const faults = refusal?.kind === 'faults' ? refusal.faults : [];
  const own: Record<string, string> = { tooLong: t.checks.ask.tooLong };
  return Object.fromEntries(faults.map(({ field, code }) => [field, own[code] ?? t.refusals.faults[code]]));
}

/** The line as the order has it, and what is wrong with what was typed there. */
function lackingText({ item: itemId, code }: Fault, form: Form, organisation: string, t: Text): string {
  const item = form.items.find(({ id }) => id === itemId);
  const line = item ? `${item.number}. ${fillBlanks(item.title, { organisation })}` : form.problems?.title;
  return code === 'missing' ? (line ?? itemId) : `${line ?? itemId} – ${t.refusals.faults[code]}`;
}

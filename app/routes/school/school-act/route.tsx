import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { actKinds } from '#app/domain/organisations/act.ts';
import { acceptedEndings, largestFile } from '#app/domain/organisations/file.ts';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { fileOf, uploadFrom } from '#app/http/uploads.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Button, ButtonRow, LinkButton } from '#app/ui/button.tsx';
import { Checkbox, DateField, FileField, Select, TextField } from '#app/ui/field.tsx';
import { Page } from '#app/ui/page.tsx';
import { addAct, changeAct, seeAct } from '#app/use-cases/organisations/keep-acts.server.ts';
import { useFormAnswer } from '../../_admin/form-answer.tsx';
import { listQuery } from '../../_admin/list-query.server.ts';
import { FileLink } from '../../_documents/file-link.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, ({ t }) => (data?.act ? t.documents.act.change : t.documents.act.new));

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const seen = await answer(() => seeAct(ctx, { schoolId: idFrom(params.schoolId), actId: actFrom(params.actId) }));
  const { searchParams } = new URL(request.url);
  const known = (name: string) => searchParams.get(name) ?? '';
  return {
    ...seen,
    known: { kind: known('kind'), number: known('number'), date: known('date'), title: known('title') },
    report: listQuery(request).id('report') ?? null,
  };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const schoolId = idFrom(params.schoolId);
  const actId = actFrom(params.actId);
  const upload = await uploadFrom(request);
  const sent = { schoolId, typed: upload.fields, file: fileOf(upload, 'file') };
  const result = await attempt(async () =>
    actId === null ? (await addAct(ctx, sent)).id : changeAct(ctx, { ...sent, actId }).then(() => actId),
  );
  const [chosen] = upload.files;
  const typed: Record<string, string> = { ...upload.fields, ...(chosen && { file: chosen.name }) };
  if ('refusal' in result) return refusedWith(result.refusal, typed);
  const report = listQuery(request).id('report');
  if (report !== undefined) return redirect(paths.checkReport(report));
  return redirect(paths.acts(schoolId, { done: 'saved', act: String(result.done) }));
}

/** null: a new one. */
function actFrom(param: string | undefined): number | null {
  return param === 'new' ? null : idFrom(param);
}

/** One document of the register: a new one, or one to change. */
export default function ActForm() {
  const { school, act, known, report } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const { t } = useText();
  const { documents } = t;
  const current = act ?? known;
  const shown = {
    kind: current.kind,
    number: current.number,
    date: typedDay(current.date),
    title: current.title,
    version: String(act?.version ?? ''),
  };
  const { field, version, summary } = useFormAnswer(answered, shown, {
    faults: documents.faults,
    choices: documents.kinds,
    labels: { ...documents.act, title: documents.act.name },
  });
  return (
    <Page
      breadcrumbs={[
        { text: school.name, href: paths.school(school.schoolId) },
        { text: documents.acts.title, href: paths.acts(school.schoolId) },
      ]}
      title={act ? documents.act.change : documents.act.new}
    >
      {summary}
      <form method="post" encType="multipart/form-data" noValidate>
        <input type="hidden" name="version" value={version} />
        <Select
          {...field('kind')}
          label={documents.act.kind}
          placeholder={documents.act.chooseKind}
          options={actKinds.map((kind) => ({ value: kind, label: documents.kinds[kind] }))}
        />
        <TextField
          {...field('number')}
          label={documents.act.number}
          hint={documents.act.numberHint}
          width="medium"
          maxLength={60}
          autoComplete="off"
        />
        <DateField {...field('date')} label={documents.act.date} />
        <TextField {...field('title')} label={documents.act.name} maxLength={300} autoComplete="off" />
        <ActFile
          act={act}
          required={report !== null}
          error={field('file').error}
          lost={answered?.typed.file !== undefined}
        />
        <ButtonRow>
          <Button>{t.everywhere.buttons.save}</Button>
          <LinkButton look="secondary" href={report === null ? paths.acts(school.schoolId) : paths.checkReport(report)}>
            {t.everywhere.buttons.cancel}
          </LinkButton>
        </ButtonRow>
      </form>
    </Page>
  );
}

/** A day as the date control takes it. */
function typedDay(day: string): string {
  return day.split('-').reverse().join('.');
}

type ActFileProps = {
  act: { fileId: number | null; fileName: string | null; fileSize: number | null } | null;
  error: string | undefined;
  /** A report waits for the copy. */
  required: boolean;
  /** The form came back: the browser has forgotten which file was chosen. */
  lost: boolean;
};

function ActFile({ act, error, required, lost }: ActFileProps) {
  const { t } = useText();
  const words = t.documents.file;
  const hint = act?.fileId ? words.replaceHint : words.hint;
  return (
    <>
      {act?.fileId && (
        <>
          <p>
            {words.now}: <FileLink {...act} fileId={act.fileId} />
          </p>
          <Checkbox name="withoutFile" label={words.withoutFile} />
        </>
      )}
      <FileField
        name="file"
        label={required ? words.label : `${words.label} (${t.everywhere.form.optional})`}
        hint={lost && !error ? `${hint} ${words.again}` : hint}
        error={error}
        accept={acceptedEndings}
        largest={largestFile}
      />
    </>
  );
}

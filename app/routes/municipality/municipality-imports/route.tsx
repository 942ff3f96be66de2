import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { filesOfFolder } from '#app/documents/report-form/folder.server.ts';
import { mostFiles } from '#app/domain/imports/import.ts';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { uploadFrom } from '#app/http/uploads.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { fieldWords } from '#app/text/refusal-words.ts';
import { Button } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { FileField, fieldId } from '#app/ui/field.tsx';
import { Link } from '#app/ui/link.tsx';
import { Page } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { importFolder } from '#app/use-cases/imports/import-folder.server.ts';
import { seeImports } from '#app/use-cases/imports/see-import.server.ts';
import { workOnImports } from '#app/use-cases/imports/work-on-imports.server.ts';
import { orderName } from '../../_campaign/campaign.ts';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, ({ t }) => [t.imports.many.title, data?.municipality.name].filter(Boolean).join(' – '));

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const where = { campaignId: idFrom(params.campaignId), municipalityId: idFrom(params.municipalityId) };
  const { municipality, campaign, imports, dates } = await answer(() => seeImports(ctx, where));
  return { municipality, campaign: { id: campaign.id, order: campaign.order }, imports, dates };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const where = { campaignId: idFrom(params.campaignId), municipalityId: idFrom(params.municipalityId) };
  // Too many of them are refused with words, not as a damaged form.
  const { files: sent, fields } = await uploadFrom(request, { mostFiles: mostFiles * 4 });
  const lost = sent.length === 0 && (fields.files || fields.archive);
  // Rights are asked before files are unpacked.
  await answer(() => seeImports(ctx, where));
  if (lost) return refusedWith({ kind: 'fields', faults: [{ field: 'files', code: 'fileLost' }] }, {});
  const files = await filesOfFolder(sent);
  if ('refusal' in files) {
    return refusedWith({ kind: 'fields', faults: [{ field: 'archive', code: files.refusal }] }, {});
  }
  const result = await attempt(() => importFolder(ctx, { ...where, files }));
  if ('refusal' in result) return refusedWith(result.refusal, {});
  context.background((stopping) => workOnImports(context, stopping));
  return redirect(paths.import(result.done.importId));
}

/** Where a coordinator brings the schools' filled-in forms, and what was brought before. */
export default function MunicipalityImports() {
  const { municipality, campaign, imports, dates } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const speech = useText();
  const { t, format } = speech;
  const words = t.imports.many;
  const [fault] = refusal?.kind === 'fields' ? refusal.faults : [];
  const error = fault && fieldWords(fault.code, speech, { ...t.imports.refusals, ...words.faults });
  const { municipalityId } = municipality;
  return (
    <Page
      title={words.title}
      caption={`${municipality.name}. ${orderName(campaign.order, speech)}`}
      lead={words.lead}
      breadcrumbs={[
        { href: paths.municipalityReports(campaign.id, municipalityId), text: municipality.name },
        { text: words.title },
      ]}
    >
      <ErrorSummary
        title={t.everywhere.form.errorsTitle}
        errors={fault && error ? [{ href: `#${fieldId(fault.field)}`, text: error }] : []}
      />
      <ul>
        {dates.map((asOf) => (
          <li key={asOf}>
            <Link href={paths.municipalityForms(campaign.id, municipalityId, asOf)}>
              {words.downloadFor(format.day(asOf))}
            </Link>
          </li>
        ))}
      </ul>
      <form method="post" encType="multipart/form-data" noValidate>
        <FileField
          name="files"
          label={words.files}
          hint={words.filesHint}
          error={fault?.field === 'files' ? error : undefined}
          multiple
          {...{ webkitdirectory: '' }}
        />
        <FileField
          name="archive"
          label={words.archive}
          hint={words.archiveHint}
          error={fault?.field === 'archive' ? error : undefined}
          accept=".zip"
        />
        <Button>{words.upload}</Button>
      </form>
      <h2>{words.former}</h2>
      <Table
        caption={words.former}
        captionHidden
        columns={[
          {
            key: 'at',
            head: words.at,
            rowHeader: true,
            cell: ({ id, at }) => <Link href={paths.import(id)}>{format.dateTime(at)}</Link>,
          },
          { key: 'by', head: words.by, cell: ({ by }) => by },
          { key: 'count', head: words.count, align: 'end', cell: ({ files }) => format.integer(files) },
          { key: 'state', head: words.state, cell: ({ confirmed }) => words.stateOf[confirmed ?? 'open'] },
        ]}
        rows={imports}
        rowKey={({ id }) => id}
        empty={words.formerEmpty}
      />
      <p>{words.kept(format.days(30))}</p>
    </Page>
  );
}

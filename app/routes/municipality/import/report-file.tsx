import type { useActionData } from '@remix-run/react';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { refusalWords } from '#app/text/refusal-words.ts';
import { reportDay } from '#app/text/report-day.ts';
import { Button, ButtonRow, LinkButton } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Choice, fieldId } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import type { SeenFile } from '#app/use-cases/imports/see-import.server.ts';
import { FileView, ItemAnswer, ItemName } from '../../_import/file-view.tsx';
import { placeOf } from '../../_import/words.ts';
import type { action } from './route.tsx';

type ReportFileProps = { shown: SeenFile; refused: ReturnType<typeof useActionData<typeof action>> };

/** The dry run of a school's file, and the button that puts it into the draft. */
export function ReportFile({ shown, refused }: ReportFileProps) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.imports.file;
  const { form, school, reportId, asOf, version, merge, read, can } = shown;
  const refusal = refused?.refusal;
  const typed: Record<string, string | undefined> = refused?.typed ?? {};
  const missing = refusal?.kind === 'fields' ? refusal.faults.filter(({ field }) => field.startsWith('keep:')) : [];
  const said = refusal && refusal.kind !== 'fields' ? refusalWords(refusal, speech) : undefined;
  const nothing = merge.taken.length === 0 && merge.both.length === 0;
  return (
    <Page
      title={words.title}
      caption={`${school.name} · ${t.report.title(reportDay({ asOf, formName: form.name }, format))}`}
      lead={(read.outcome ? words.leadDone : words.lead)(shown.file.name)}
      breadcrumbs={[
        { href: paths.school(school.schoolId), text: school.name },
        { href: paths.editReport(reportId), text: t.report.edit.title },
        { text: words.title },
      ]}
    >
      <ErrorSummary
        title={t.everywhere.form.errorsTitle}
        errors={missing.map(({ field }) => ({
          href: `#${fieldId(field)}`,
          text: `${placeOf(form, field.slice(5), speech)}: ${words.chooseMissing}`,
        }))}
      />
      {said && (
        <Notice kind="problem" title={said.title} announce="alert">
          <p>{said.text}</p>
        </Notice>
      )}
      {read.outcome && <Notice kind="success" title={read.outcome.kind === 'saved' ? words.saved : words.nothingNew} />}
      {!read.outcome && !can.confirm && read.faults.length === 0 && <Notice kind="warning" title={words.closed} />}
      <FileView shown={shown} />
      {can.confirm ? (
        <form method="post">
          <input type="hidden" name="version" value={version} />
          {merge.both.length > 0 && (
            <section>
              <h2>{words.both}</h2>
              <p>{words.bothText}</p>
              {merge.both.map((item) => (
                <Choice
                  key={item}
                  name={`keep:${item}`}
                  label={<ItemName form={form} item={item} />}
                  error={missing.some(({ field }) => field === `keep:${item}`) ? words.chooseMissing : undefined}
                  defaultValue={typed[`keep:${item}`]}
                  options={[
                    {
                      value: 'file',
                      label: words.fromFile,
                      hint: <ItemAnswer form={form} item={item} draft={shown.after} />,
                    },
                    {
                      value: 'draft',
                      label: words.fromDraft,
                      hint: <ItemAnswer form={form} item={item} draft={shown.before} />,
                    },
                  ]}
                />
              ))}
            </section>
          )}
          <ButtonRow>
            {!nothing && <Button>{words.confirm}</Button>}
            <Another reportId={reportId} />
          </ButtonRow>
        </form>
      ) : (
        <ButtonRow>
          {read.outcome ? (
            <LinkButton href={paths.report(reportId)}>{words.toReport}</LinkButton>
          ) : (
            <Another reportId={reportId} />
          )}
        </ButtonRow>
      )}
    </Page>
  );
}

function Another({ reportId }: { reportId: number }) {
  const { t } = useText();
  return (
    <LinkButton look="secondary" href={paths.importReport(reportId)}>
      {t.imports.file.another}
    </LinkButton>
  );
}

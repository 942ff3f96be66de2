import type { useActionData, useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { differingItems, readDraft } from '#app/domain/reports/draft.ts';
import { carriedOver, fillBlanks } from '#app/domain/reports/form.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { reportDay } from '#app/text/report-day.ts';
import { Button, ButtonRow } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { Script } from '#app/ui/script.tsx';
import { AmendmentNotice, CorrectionNotice, RemarkNote } from '../../_report/correction.tsx';
import { SoftNotices } from '../../_report/soft-notices.tsx';
import { TypedForm } from '../../_report/typed-form.tsx';
import { Unreachable } from '../../_report/unreachable.tsx';
import { TermsNote } from '../../_terms/terms-note.tsx';
import { AnswerFields } from './answer-fields.tsx';
import { DraftModels } from './draft-models.tsx';
import { ExcelLinks } from './excel-links.tsx';
import { FaultList } from './fault-list.tsx';
import type { Handed, Opened } from './keeping.ts';
import { ProblemFields } from './problem-fields.tsx';
import { RefusalNotice } from './refusal-notice.tsx';
import type { action, loader } from './route.tsx';
import { SaveState } from './save-state.tsx';

type Shown = ReturnType<typeof useLoaderData<typeof loader>>;
type Refused = ReturnType<typeof useActionData<typeof action>>;

/**
 * The page of the form; a script of its own brings it to life (`live-form.ts`). With a refusal of its posting it keeps
 * still: what stands there is saved by the button alone.
 */
export function ReportForm({ shown, refused }: { shown: Shown; refused: Refused }) {
  const { report, saved, justSaved, form, previous, correction, school, today, others } = shown;
  const { t, format } = useText();
  const words = t.report.edit;
  const refusal = refused?.refusal;
  const opened = openedOf(shown, refused);
  const closed = refusal?.kind === 'wrongStatus' || refusal?.kind === 'locked';
  const fields = (
    <>
      <input type="hidden" name="version" value={opened.version} autoComplete="off" />
      <input type="hidden" name="person" value={shown.personId} autoComplete="off" />
      <Fields shown={shown} opened={opened} refusal={refusal} />
    </>
  );
  return (
    <Page
      title={fillBlanks(form.title, { organisation: school.name })}
      caption={`${school.name} · ${t.report.title(reportDay({ asOf: report.asOf, formName: form.name }, format))}`}
      lead={
        report.status === 'returned'
          ? words.fileAgain
          : report.amendment === 'draft'
            ? t.amendment.until(format.day(report.changeUntil))
            : !closed && `${t.report.due(format.day(report.due), format.due(report.due, today))}. ${words.lead}`
      }
      breadcrumbs={[{ href: paths.reporter(school), text: school.name }, { text: words.title }]}
      actions={school.level === 'school' && <ExcelLinks reportId={report.id} />}
    >
      <div data-faults>{justSaved && !refusal && <FaultList {...{ form }} {...opened} />}</div>
      {refusal && <RefusalNotice refusal={refusal} form={form} reportId={report.id} />}
      {justSaved && saved && !refusal && (
        <div data-just-saved>
          <Notice
            kind="success"
            title={(shown.faults.length > 0 ? t.draft.savedWithFaults : words.saved)(format.time(saved.at))}
            announce="status"
          />
        </div>
      )}
      <TermsNote {...{ report, school, today }} behind={shown.behind} />
      {shown.amendmentReason !== null && <AmendmentNotice reason={shown.amendmentReason} />}
      {correction && <CorrectionNotice correction={correction} />}
      {previous && (
        <p>
          {previous.school !== null
            ? t.territory.carriedOver(previous.school, format.day(previous.asOf))
            : report.status === 'due' && words.carriedOver(format.day(previous.asOf))}{' '}
          {t.draft.changedSince(format.day(previous.asOf))}
        </p>
      )}
      <p role="status" data-others>
        {others.length > 0 && t.draft.others(others.join(', '))}
      </p>
      {refusal ? (
        <TypedForm>
          {fields}
          <Buttons />
          <Script name="formFields" />
        </TypedForm>
      ) : (
        <>
          <div data-news />
          <form method="post" noValidate data-draft>
            {fields}
            <SaveState opened={opened} />
            <Buttons />
            <Unreachable />
          </form>
          <Living shown={shown} opened={opened} />
        </>
      )}
    </Page>
  );
}

/** What makes the form keep itself: the script, what it has to know, and the models of what it may show. */
function Living({ shown: { form, previous, zone }, opened }: { shown: Shown; opened: Opened }) {
  const { lang, t } = useText();
  // The long words of the form stand on the page already.
  const items = form.items.map(({ hint, ...item }) => ({ ...item, title: '' }));
  const handed: Handed = {
    ...opened,
    form: { ...form, items, heading: '', note: null },
    lang,
    zone,
    begun: previous && carriedOver(form, previous.answers),
    faultWords: t.refusals.faults,
  };
  return (
    <>
      <DraftModels />
      <script
        type="application/json"
        data-handed
        // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON in which no element can begin
        dangerouslySetInnerHTML={{ __html: JSON.stringify(handed).replaceAll('<', '\\u003c') }}
      />
      <Script name={lang === 'en' ? 'reportFormEn' : 'reportFormRu'} />
    </>
  );
}

/** A refused form shows what was typed, under the version that it has to be saved over. */
function openedOf(shown: Shown, refused: Refused): Opened {
  const { form, today, personId, report, faults, warnings, saved, others } = shown;
  const opened = { form, today, personId, reportId: report.id, warnings, saved, others };
  if (!refused) return { ...opened, version: report.version, typed: shown.typed, faults };
  const { version, ...typed } = refused.typed;
  const standing = refused.refusal.kind === 'changedMeanwhile' ? refused.refusal.version : Number(version);
  return { ...opened, version: standing, typed, faults: readDraft(form, typed, today).faults };
}

type FieldsProps = { shown: Shown; opened: Opened; refusal: NonNullable<Refused>['refusal'] | undefined };

function Fields({ shown, opened: { typed, faults, warnings }, refusal }: FieldsProps) {
  const { form, previous, correction, hints, school, systems, ages, today } = shown;
  const { t } = useText();
  const errors = Object.fromEntries(faults.map(({ field, code }) => [field, t.refusals.faults[code]]));
  const remarks = new Map(correction?.remarks.map(({ item, text }) => [item, text]));
  const notesOf = (of: string): ReactNode => (
    <>
      {remarks.has(of) && <RemarkNote text={remarks.get(of) ?? ''} />}
      <SoftNotices {...{ form, of, warnings, hints }} />
    </>
  );
  const begun = previous && { answers: carriedOver(form, previous.answers), unread: {} };
  const changed = begun ? differingItems(form, begun, readDraft(form, typed, today)) : [];
  const theirs = refusal?.kind === 'changedMeanwhile' ? refusal : undefined;
  const shared = { typed, errors, previous, systems, theirs };
  return (
    <>
      {form.items.map((item) => (
        <AnswerFields
          key={item.id}
          item={item}
          school={school.name}
          changed={changed.includes(item.id)}
          notes={item.kind !== 'heading' && notesOf(item.id)}
          {...shared}
        />
      ))}
      {form.problems && (
        <ProblemFields
          problems={form.problems}
          changed={changed.includes('problems')}
          notes={notesOf('problems')}
          ages={ages}
          {...shared}
        />
      )}
    </>
  );
}

function Buttons() {
  const words = useText().t.report.edit;
  return (
    <ButtonRow>
      <Button name="intent" value="check">
        {words.saveAndCheck}
      </Button>
      <Button name="intent" value="save" look="secondary">
        {words.save}
      </Button>
    </ButtonRow>
  );
}

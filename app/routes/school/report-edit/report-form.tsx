import type { useActionData, useLoaderData } from '@remix-run/react';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { differingItems, readDraft } from '#app/domain/reports/draft.ts';
import { carriedOver, fillBlanks } from '#app/domain/reports/form.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { reportDay } from '#app/text/report-day.ts';
import { Button, ButtonRow } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { AmendmentNotice, CorrectionNotice, RemarkNote } from '../../_report/correction.tsx';
import { SoftNotices } from '../../_report/soft-notices.tsx';
import { TypedForm } from '../../_report/typed-form.tsx';
import { TermsNote } from '../../_terms/terms-note.tsx';
import { AnswerFields } from './answer-fields.tsx';
import { DraftForm } from './draft-form.tsx';
import { DraftNews } from './draft-news.tsx';
import { ExcelLinks } from './excel-links.tsx';
import { FaultList } from './fault-list.tsx';
import { ProblemFields } from './problem-fields.tsx';
import { RefusalNotice } from './refusal-notice.tsx';
import type { action, loader } from './route.tsx';
import { SaveState } from './save-state.tsx';
import { type Draft, useDraft } from './use-draft.ts';

type Shown = ReturnType<typeof useLoaderData<typeof loader>>;
type Refused = ReturnType<typeof useActionData<typeof action>>;

const choiceId = 'choice';

/** The page of the form. With a refusal of its posting it keeps still: what stands there is saved by the button alone. */
export function ReportForm({ shown, refused }: { shown: Shown; refused: Refused }) {
  const { report, saved, justSaved, form, previous, correction, school, today } = shown;
  const { t, format } = useText();
  const words = t.report.edit;
  const refusal = refused?.refusal;
  const draft = useDraft(openedOf(shown, refused), !refusal);
  const { keeper, keeping } = draft;
  const [asked, setAsked] = useState(0);
  const choice = useRef<HTMLElement>(null);
  const closed = refusal?.kind === 'wrongStatus' || refusal?.kind === 'locked';

  const fields = <Fields shown={shown} keeping={keeping} refusal={refusal} />;
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
      {(asked > 0 || justSaved) && !refusal && (
        <FaultList key={asked} form={form} faults={keeping.faults} typed={keeping.mine} />
      )}
      {refusal && <RefusalNotice refusal={refusal} form={form} reportId={report.id} />}
      {justSaved && saved && asked === 0 && !refusal && (
        <Notice
          kind="success"
          title={(shown.faults.length > 0 ? t.draft.savedWithFaults : words.saved)(format.time(saved.at))}
          announce="status"
        />
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
      <p role="status">{keeping.others.length > 0 && t.draft.others(keeping.others.join(', '))}</p>
      <DraftNews {...{ keeper, keeping, form, today, choiceId }} choiceRef={choice} />
      {refusal ? (
        <TypedForm>
          <input type="hidden" name="version" value={keeping.version} />
          <input type="hidden" name="person" value={shown.personId} />
          {fields}
          <Buttons />
        </TypedForm>
      ) : (
        <DraftForm
          {...draft}
          reportId={report.id}
          personId={shown.personId}
          unsaved={keeping.saved === null}
          onSaved={() => setAsked(asked + 1)}
          onChoice={() => choice.current?.focus()}
        >
          {fields}
          <SaveState {...{ keeping, asked, choiceId }} reportId={report.id} onRetry={keeper.now} />
          <Buttons />
        </DraftForm>
      )}
    </Page>
  );
}

/** A refused form shows what was typed, under the version that it has to be saved over. */
function openedOf(shown: Shown, refused: Refused): Parameters<typeof useDraft>[0] {
  const { form, today, personId, report, faults, warnings, saved, others } = shown;
  const opened = { form, today, personId, reportId: report.id, warnings, saved, others };
  if (!refused) return { ...opened, version: report.version, typed: shown.typed, faults };
  const { version, ...typed } = refused.typed;
  const standing = refused.refusal.kind === 'changedMeanwhile' ? refused.refusal.version : Number(version);
  return { ...opened, version: standing, typed, faults: readDraft(form, typed, today).faults };
}

type FieldsProps = { shown: Shown; keeping: Draft['keeping']; refusal: NonNullable<Refused>['refusal'] | undefined };

function Fields({ shown, keeping, refusal }: FieldsProps) {
  const { form, previous, correction, hints, school, systems, ages, today } = shown;
  const { t } = useText();
  const { faults, warnings, mine } = keeping;
  const errors = useMemo(
    () => Object.fromEntries(faults.map(({ field, code }) => [field, t.refusals.faults[code]])),
    [faults, t],
  );
  const notes = useMemo(() => {
    const remarks = new Map(correction?.remarks.map(({ item, text }) => [item, text]));
    const noteOf = (of: string): ReactNode => (
      <>
        {remarks.has(of) && <RemarkNote text={remarks.get(of) ?? ''} />}
        <SoftNotices {...{ form, of, warnings, hints }} />
      </>
    );
    return Object.fromEntries([...form.items.map(({ id }) => id), 'problems'].map((of) => [of, noteOf(of)]));
  }, [correction, warnings, hints, form]);
  const changed = useMemo(() => {
    if (!previous) return [];
    const begun = { answers: carriedOver(form, previous.answers), unread: {} };
    return differingItems(form, begun, readDraft(form, mine, today));
  }, [form, previous, mine, today]);
  const theirs = refusal?.kind === 'changedMeanwhile' ? refusal : undefined;
  const shared = { typed: keeping.shown, errors, previous, systems, theirs };
  const given = (item: string) => `${item} ${keeping.given[item] ?? 0}`;
  return (
    <>
      {form.items.map((item) => (
        <AnswerFields
          key={given(item.id)}
          item={item}
          school={school.name}
          changed={changed.includes(item.id)}
          notes={notes[item.id]}
          {...shared}
        />
      ))}
      {form.problems && (
        <ProblemFields
          key={given('problems')}
          problems={form.problems}
          changed={changed.includes('problems')}
          notes={notes.problems}
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

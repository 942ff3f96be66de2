/** Correcting an accepted report: how the school begins, goes on and gives it up, and what all others see of it. */
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Button, ButtonRow, LinkButton } from '#app/ui/button.tsx';
import { TextArea } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { AmendmentNotice } from '../../_report/correction.tsx';
import { TypedForm } from '../../_report/typed-form.tsx';
import type { ReportShown } from './report-shown.ts';
import type { Entered } from './review.tsx';

/** Of an amendment that is under way. */
export function AmendmentUnderWay({ shown }: { shown: ReportShown }) {
  const { t } = useText();
  const words = t.amendment;
  const { amendment, can, filing } = shown;
  if (!amendment) return null;
  if (amendment.step === 'filed') {
    // An earlier version is not what waits.
    if (filing && filing.amendmentReason === null) return null;
    return (
      <Notice title={words.waiting}>
        <p>
          {words.because} <span lang="ru">{amendment.reason}</span>
        </p>
        <p>{words.waitingText}</p>
      </Notice>
    );
  }
  if (!can.dropAmendment) return <Notice title={words.beingWritten} />;
  return (
    <>
      <AmendmentNotice reason={amendment.reason} />
      <ButtonRow>
        {can.save && <LinkButton href={paths.editReport(shown.id)}>{words.open}</LinkButton>}
        <form method="post">
          <input type="hidden" name="version" value={shown.version} />
          <Button look="danger" name="intent" value="dropAmendment">
            {words.drop}
          </Button>
        </form>
      </ButtonRow>
      <p>{words.dropText}</p>
    </>
  );
}

/** At the end of an accepted report, for its school, within its days. */
export function BeginAmendment({ until, typed, errors }: Entered & { until: string }) {
  const { t, format } = useText();
  const words = t.amendment;
  return (
    <section id="amend">
      <h2>{words.title}</h2>
      <p>
        {words.about} {words.until(format.day(until))}
      </p>
      <TypedForm>
        <TextArea
          name="reason"
          label={words.reason}
          hint={words.reasonHint}
          rows={3}
          defaultValue={typed.reason}
          error={errors.reason}
        />
        <Button look="secondary" name="intent" value="amend">
          {words.begin}
        </Button>
      </TypedForm>
    </section>
  );
}

/** The coordinator's decision: one form, its fields for remarks beside the items that they are pinned to. */
import type { ReturnReason } from '#app/domain/orders/order.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { fieldWords } from '#app/text/refusal-words.ts';
import { Button, ButtonRow } from '#app/ui/button.tsx';
import { Select, TextArea } from '#app/ui/field.tsx';
import { Link } from '#app/ui/link.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { TypedForm } from '../../_report/typed-form.tsx';
import css from './review.module.css';

const formId = 'review-form';

/** What was typed and what is wrong with it, by field. */
export type Entered = { typed: Record<string, string | undefined>; errors: Record<string, string> };

type ReviewProps = Entered & {
  ordinal: number;
  reasons: readonly ReturnReason[];
  /** Why nothing can be returned any more: the last day to change, or null where nothing is owed; absent while it can. */
  closed?: { reportId: number; until: string | null };
};

/** Accepting with remarks typed is refused, so that nobody throws them away by the wrong button. */
export function Review({ ordinal, reasons, closed, typed, errors }: ReviewProps) {
  const { t, format } = useText();
  const words = t.review.report;
  return (
    <section id="review">
      <h2>{words.review}</h2>
      <TypedForm id={formId}>
        <input type="hidden" name="ordinal" value={ordinal} />
        <ButtonRow>
          <Button name="intent" value="accept">
            {words.accept}
          </Button>
        </ButtonRow>
        {closed ? (
          <Notice>
            <p>{closed.until === null ? words.notRequiredReturn : words.lockedReturn(format.day(closed.until))}</p>
            <p>
              <Link href={paths.terms(closed.reportId)}>{words.toTerms}</Link>
            </p>
          </Notice>
        ) : (
          <>
            <h3>{words.returning}</h3>
            <Select
              name="category"
              label={words.category}
              placeholder={words.categoryChoose}
              options={reasons.map(({ id, title }) => ({ value: id, label: title }))}
              defaultValue={typed.category}
              error={errors.category}
              lang="ru"
            />
            <TextArea
              name="reason"
              label={words.reasonLabel}
              hint={words.reasonHint}
              defaultValue={typed.reason}
              error={errors.reason}
            />
            <p>{words.remarksHow}</p>
            <Button look="secondary" name="intent" value="return">
              {words.return}
            </Button>
          </>
        )}
      </TypedForm>
    </section>
  );
}

type PinProps = Entered & { item: string; label: string };

/** Folded away under an item; unfolds by itself where something is typed or wrong. Belongs to the decision's form. */
export function Pin({ item, label, typed, errors }: PinProps) {
  const { t } = useText();
  const name = `remark:${item}`;
  return (
    <details className={css.pin} open={Boolean(typed[name] || errors[name])}>
      <summary>{label}</summary>
      <TextArea
        name={name}
        label={label}
        labelHidden
        hint={t.review.report.remarkHint}
        rows={2}
        form={formId}
        defaultValue={typed[name]}
        error={errors[name]}
      />
    </details>
  );
}

/** What is wrong with the decision, by field, in the words of this page. */
export function decisionErrors(faults: readonly { field: string; code: string }[], speech: Speech) {
  const words = speech.t.review.report;
  const own: Record<string, Record<string, string>> = {
    category: { missing: words.categoryMissing },
    reason: { missing: words.reasonMissing, tooLong: words.reasonTooLong, withRemarks: words.withRemarks },
  };
  const ofRemark = { tooLong: words.remarkTooLong };
  return Object.fromEntries(faults.map(({ field, code }) => [field, fieldWords(code, speech, own[field] ?? ofRemark)]));
}

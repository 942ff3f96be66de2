import { Form } from '@remix-run/react';
import { useText } from '#app/text/index.tsx';
import { Button } from '#app/ui/button.tsx';
import { TextArea } from '#app/ui/field.tsx';
import { TypedForm } from '../_report/typed-form.tsx';

type ReviewProps = { ordinal: number; reason?: string; error?: string };

/** Accept, or return with a reason: two forms, so that neither is sent by the other's Enter key. */
export function Review({ ordinal, reason, error }: ReviewProps) {
  const { t } = useText();
  const words = t.review.report;
  return (
    <section id="review">
      <h2>{words.review}</h2>
      <Form method="post">
        <input type="hidden" name="ordinal" value={ordinal} />
        <Button name="intent" value="accept">
          {words.accept}
        </Button>
      </Form>
      <h3>{words.returning}</h3>
      <TypedForm>
        <input type="hidden" name="ordinal" value={ordinal} />
        <TextArea name="reason" label={words.reasonLabel} hint={words.reasonHint} defaultValue={reason} error={error} />
        <Button look="secondary" name="intent" value="return">
          {words.return}
        </Button>
      </TypedForm>
    </section>
  );
}

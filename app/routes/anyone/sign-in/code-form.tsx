import type { Refusal } from '#app/domain/refusal.ts';
import type { Interrupted } from '#app/http/interrupted.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { fieldWords, refusalWords } from '#app/text/refusal-words.ts';
import { Button, ButtonRow, LinkButton } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { fieldId } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { CodeField } from '../second-factor/code-field.tsx';

type CodeFormProps = {
  /** Where to go afterwards. */
  to?: string;
  /** What was typed when the session turned out to be over: carried on unseen. */
  interrupted?: Interrupted;
  refusal?: Refusal;
};

/** The second step of signing in. */
export function CodeForm({ to, interrupted, refusal }: CodeFormProps) {
  const speech = useText();
  const { t } = speech;
  const words = t.secondFactor;
  const fault = refusal?.kind === 'fields' ? refusal.faults[0] : undefined;
  const error = fault && fieldWords(fault.code, speech, words.faults);
  const refused = refusal && !fault && refusalWords(refusal, speech);
  return (
    <Page title={words.signIn.title} lead={words.signIn.lead}>
      {refused && (
        <Notice kind="problem" title={refused.title} announce="alert">
          <p>{refused.text}</p>
        </Notice>
      )}
      <ErrorSummary
        title={t.everywhere.form.errorsTitle}
        errors={error ? [{ href: `#${fieldId('code')}`, text: error }] : []}
      />
      <form method="post" action={paths.signInCode()}>
        {to && <input type="hidden" name="to" value={to} />}
        {interrupted && <input type="hidden" name="interrupted" value={JSON.stringify(interrupted)} />}
        <CodeField label={words.anyCode} hint={words.anyCodeHint} error={error} />
        <ButtonRow>
          <Button>{words.signIn.submit}</Button>
          <LinkButton look="secondary" href={paths.signIn(to)}>
            {words.signIn.again}
          </LinkButton>
        </ButtonRow>
        <p>{words.signIn.lost}</p>
      </form>
    </Page>
  );
}

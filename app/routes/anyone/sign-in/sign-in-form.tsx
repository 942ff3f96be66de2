import type { Refusal } from '#app/domain/refusal.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { refusalWords } from '#app/text/refusal-words.ts';
import { Button, ButtonRow } from '#app/ui/button.tsx';
import { PasswordField, TextField } from '#app/ui/field.tsx';
import { Link } from '#app/ui/link.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';

type SignInFormProps = {
  /** Where to go afterwards. */
  to?: string;
  /** What was typed when the session turned out to be over: carried on unseen. */
  interrupted?: { path: string; fields: Record<string, string>; files?: string[] };
  email?: string;
  refusal?: Refusal;
  /** Some figures are there for everybody. */
  open?: boolean;
};

export function SignInForm({ to, interrupted, email, refusal, open }: SignInFormProps) {
  const speech = useText();
  const { t } = speech;
  const refused = refusal && refusalWords(refusal, speech);
  return (
    <Page title={t.signIn.title}>
      {refused && (
        <Notice kind="problem" title={refused.title} announce="alert">
          <p>{refused.text}</p>
        </Notice>
      )}
      {interrupted && !refused && (
        <Notice kind="warning" title={t.signIn.interrupted.title} announce="status">
          <p>{t.signIn.interrupted.text}</p>
          {interrupted.files && <p>{t.signIn.interrupted.files(interrupted.files.join(', '))}</p>}
        </Notice>
      )}
      <form method="post" action={paths.signIn()}>
        {to && <input type="hidden" name="to" value={to} />}
        {interrupted && <input type="hidden" name="interrupted" value={JSON.stringify(interrupted)} />}
        <TextField
          name="email"
          type="email"
          label={t.signIn.email}
          defaultValue={email}
          autoComplete="username"
          width="full"
          required
        />
        <PasswordField name="password" label={t.signIn.password} autoComplete="current-password" required />
        <ButtonRow>
          <Button>{t.signIn.submit}</Button>
        </ButtonRow>
        <p>{t.signIn.forgotten}</p>
      </form>
      {open && (
        <p>
          <Link href={paths.open()}>{t.openPage.title}</Link>
        </p>
      )}
    </Page>
  );
}

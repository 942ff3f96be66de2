import { useText } from '#app/text/index.tsx';
import { Button } from '#app/ui/button.tsx';
import { PasswordField, TextField } from '#app/ui/field.tsx';
import type { Proposal } from '#app/use-cases/people/second-factor.server.ts';
import { CodeField } from './code-field.tsx';

type TurnOnProps = { proposal: Proposal; email: string; errorOf: (field: string) => string | undefined };

/** Three steps: an app, the key into it, and one code as the proof that it works. */
export function TurnOn({ proposal: { secret, link }, email, errorOf }: TurnOnProps) {
  const { t } = useText();
  const words = t.secondFactor;
  return (
    <>
      <h2>{words.steps.app}</h2>
      <p>{words.steps.appText}</p>
      <h2>{words.steps.secret}</h2>
      <p>{words.steps.secretText}</p>
      <TextField name="secret" label={words.steps.secretLabel} defaultValue={secret} readOnly autoComplete="off" />
      <p>
        <a href={link}>{words.steps.link}</a>
      </p>
      <h2>{words.steps.confirm}</h2>
      <form method="post" noValidate>
        <input type="hidden" name="username" autoComplete="username" value={email} disabled />
        <CodeField label={words.code} hint={words.codeHint} error={errorOf('code')} />
        <PasswordField name="current" label={words.password} error={errorOf('current')} />
        <Button name="intent" value="on">
          {words.turnOn}
        </Button>
      </form>
    </>
  );
}

import { useText } from '#app/text/index.tsx';
import { Button, ButtonRow } from '#app/ui/button.tsx';
import { PasswordField } from '#app/ui/field.tsx';
import { SummaryList } from '#app/ui/summary-list.tsx';
import { CodeField } from './code-field.tsx';

type ChangeFactorProps = {
  on: { since: Date; codesLeft: number };
  required: boolean;
  email: string;
  errorOf: (field: string) => string | undefined;
};

/** New recovery codes, or the end of it: both by the password and a code. */
export function ChangeFactor({ on, required, email, errorOf }: ChangeFactorProps) {
  const { t, format } = useText();
  const words = t.secondFactor;
  return (
    <>
      <SummaryList
        rows={[
          { key: 'state', term: words.title, value: words.state.on(format.dateTime(on.since)) },
          { key: 'codes', term: words.codes.title, value: words.state.codesLeft(on.codesLeft) },
        ]}
      />
      <h2>{words.change.title}</h2>
      <p>{required ? words.change.required : words.change.text}</p>
      <form method="post" noValidate>
        <input type="hidden" name="username" autoComplete="username" value={email} disabled />
        <PasswordField name="current" label={words.password} error={errorOf('current')} />
        <CodeField label={words.anyCode} hint={words.anyCodeHint} error={errorOf('code')} />
        <ButtonRow>
          <Button look="secondary" name="intent" value="renew">
            {words.change.renew}
          </Button>
          {!required && (
            <Button look="danger" name="intent" value="off">
              {words.change.turnOff}
            </Button>
          )}
        </ButtonRow>
      </form>
      <p>{words.change.lost}</p>
    </>
  );
}

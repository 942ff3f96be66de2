import { useLocation } from '@remix-run/react';
import type { TurnedAwayFacts } from '#app/http/turned-away.server.ts';
import { useText } from '#app/text/index.tsx';
import { Button, LinkButton } from '#app/ui/button.tsx';
import { PasswordField } from '#app/ui/field.tsx';
import { Page } from '#app/ui/page.tsx';

/** Nothing is wrong but the moment: the page to try again, with what had been typed for it. */
export function TryAgain({ turnedAway, typed }: TurnedAwayFacts) {
  const { t } = useText();
  const { pathname, search } = useLocation();
  const words = t.refusals.turnedAway;
  const { title, text, ofForm } = words[turnedAway];
  const passwords: Record<string, string> = {
    password: t.signIn.password,
    current: t.signIn.account.current,
    next: t.signIn.account.next,
  };
  if (!typed) {
    return (
      <Page title={title} lead={text}>
        <LinkButton href={pathname + search}>{words.tryAgain}</LinkButton>
      </Page>
    );
  }
  return (
    <Page title={title} lead={text}>
      <p>{ofForm}</p>
      {typed.files && <p>{t.signIn.interrupted.files(typed.files.join(', '))}</p>}
      <form method="post" action={typed.path}>
        {Object.entries(typed.fields).map(([name, value]) => (
          <textarea key={name} name={name} defaultValue={value} hidden readOnly />
        ))}
        {typed.passwords?.map((name) => (
          <PasswordField key={name} name={name} label={passwords[name] ?? name} required />
        ))}
        <Button>{words.sendAgain}</Button>
      </form>
    </Page>
  );
}

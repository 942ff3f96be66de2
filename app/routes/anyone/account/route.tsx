import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answer, answerAtOnce, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields, oneOf } from '#app/http/form-fields.server.ts';
import { endedSessionCookie, sessionToken } from '#app/http/session.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { fieldWords, refusalWords } from '#app/text/refusal-words.ts';
import { Button } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { fieldId, PasswordField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { SummaryList } from '#app/ui/summary-list.tsx';
import { chooseLetters, seeLetterChoice } from '#app/use-cases/notices/notices.server.ts';
import { seeFactor } from '#app/use-cases/people/second-factor.server.ts';
import { changePassword, signOutEverywhere } from '#app/use-cases/people/sign-in.server.ts';
import { listQuery } from '../../_admin/list-query.server.ts';
import { LettersForm } from './letters-form.tsx';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.signIn.account.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { name, email, role } = ctx.user;
  const done = listQuery(request).choice('done', ['letters', 'password']);
  const seen = await answerAtOnce(ctx, async (ctx) => ({
    letters: await seeLetterChoice(ctx),
    factor: await seeFactor(ctx),
  }));
  return { name, email, role, ...seen, done };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { intent: said, current = '', next = '', letters = '' } = await formFields(request);
  const intent = oneOf(said, ['password', 'letters', 'everywhere']);
  if (intent === 'letters') {
    const chosen = await attempt(() => chooseLetters(ctx, letters));
    return 'refusal' in chosen ? refusedWith(chosen.refusal, { letters }) : redirect(paths.account('letters'));
  }
  if (intent === 'everywhere') {
    await answer(() => signOutEverywhere(ctx));
    return redirect(paths.signIn(), { headers: { 'set-cookie': await endedSessionCookie(context.config) } });
  }
  const ask = { current, next, token: (await sessionToken(request.headers.get('cookie'))) ?? '', pool: context.pool };
  const result = await attempt(() => changePassword(ctx, ask));
  return 'refusal' in result ? refusedWith(result.refusal, {}) : redirect(paths.account('password'));
}

/** One's own name, password and sessions. */
export default function Account() {
  const { name, email, role, letters, factor, done } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const speech = useText();
  const { t, format } = speech;
  const { account } = t.signIn;
  const { state, ...factorWords } = t.secondFactor;
  const faults = refusal?.kind === 'fields' ? refusal.faults : [];
  const refused = refusal && refusal.kind !== 'fields' && refusalWords(refusal, speech);
  const errorOf = (field: string) => {
    const fault = faults.find((one) => one.field === field);
    return fault && fieldWords(fault.code, speech, t.signIn.faults);
  };
  return (
    <Page title={account.title}>
      {done === 'letters' && !refusal && <Notice kind="success" title={t.notices.choice.saved} announce="status" />}
      {done === 'password' && !refusal && (
        <Notice kind="success" title={account.changed} announce="status">
          <p>{account.changedText}</p>
        </Notice>
      )}
      {refused && (
        <Notice kind="problem" title={refused.title} announce="alert">
          <p>{refused.text}</p>
        </Notice>
      )}
      <ErrorSummary
        title={t.everywhere.form.errorsTitle}
        errors={faults.map(({ field, code }) => ({
          href: `#${fieldId(field)}`,
          text: fieldWords(code, speech, t.signIn.faults),
        }))}
      />
      <SummaryList
        rows={[
          { key: 'name', term: name, value: email },
          { key: 'role', term: account.role, value: t.everywhere.roles[role] },
          {
            key: 'factor',
            term: factorWords.title,
            value: factor.on ? state.on(format.dateTime(factor.on.since)) : state.off,
            action: {
              href: paths.secondFactor(),
              text: factor.on ? factorWords.toChange : factorWords.turnOn,
              about: factorWords.title,
            },
          },
        ]}
      />
      <LettersForm email={email} chosen={letters} error={errorOf('letters')} />
      <h2>{account.changePassword}</h2>
      <form method="post">
        <PasswordField name="current" label={account.current} error={errorOf('current')} />
        <PasswordField
          name="next"
          label={account.next}
          hint={t.signIn.invitation.passwordHint}
          autoComplete="new-password"
          error={errorOf('next')}
        />
        <p>{account.changeNote}</p>
        <Button name="intent" value="password">
          {account.change}
        </Button>
      </form>
      <h2>{account.everywhere}</h2>
      <p>{account.everywhereText}</p>
      <form method="post">
        <Button look="secondary" name="intent" value="everywhere">
          {account.everywhereButton}
        </Button>
      </form>
    </Page>
  );
}

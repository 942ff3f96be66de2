import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields, oneOf } from '#app/http/form-fields.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { fieldWords, refusalWords } from '#app/text/refusal-words.ts';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { fieldId } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import {
  proposedFactor,
  renewRecoveryCodes,
  seeFactor,
  turnFactorOff,
  turnFactorOn,
} from '#app/use-cases/people/second-factor.server.ts';
import { ChangeFactor } from './change-factor.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { TurnOn } from './turn-on.tsx';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.secondFactor.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context }, { owing: true });
  const proposal = await proposedFactor(ctx, context.config.secretKey);
  const done = new URL(request.url).searchParams.get('done') === 'off';
  return { ...(await seeFactor(ctx)), proposal, done, email: ctx.user.email };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context }, { owing: true });
  const { intent: said, current = '', code = '' } = await formFields(request);
  const intent = oneOf(said, ['on', 'off', 'renew']);
  const ask = { password: current, code, pool: context.pool, secretKey: context.config.secretKey };
  if (intent === 'off') {
    const result = await attempt(() => turnFactorOff(ctx, ask));
    return 'refusal' in result ? refusedWith(result.refusal, {}) : redirect(paths.secondFactor('off'));
  }
  const renewed = intent === 'renew';
  const result = await attempt(() => (renewed ? renewRecoveryCodes(ctx, ask) : turnFactorOn(ctx, ask)));
  if ('refusal' in result) return refusedWith(result.refusal, {});
  return data({ codes: result.done, renewed });
}

/** One's own second factor: how to turn it on, and off again. */
export default function SecondFactor() {
  const { required, on, proposal, done, email } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const speech = useText();
  const { t } = speech;
  const words = t.secondFactor;
  if (result && 'codes' in result) return <RecoveryCodes {...result} />;
  const refusal = result?.refusal;
  const faults = (refusal?.kind === 'fields' ? refusal.faults : []).map(({ field, code }) => ({
    field,
    text: fieldWords(code, speech, words.faults),
  }));
  const refused = refusal && refusal.kind !== 'fields' && refusalWords(refusal, speech);
  const errorOf = (field: string) => faults.find((one) => one.field === field)?.text;
  return (
    <Page
      title={words.title}
      lead={words.lead}
      breadcrumbs={required && !on ? undefined : [{ text: t.signIn.account.title, href: paths.account() }]}
    >
      {done && !result && <Notice kind="success" title={words.turnedOff} announce="status" />}
      {required && !on && (
        <Notice kind="warning" title={words.owed}>
          <p>{words.owedText}</p>
        </Notice>
      )}
      {refused && (
        <Notice kind="problem" title={refused.title} announce="alert">
          <p>{refused.text}</p>
        </Notice>
      )}
      <ErrorSummary
        title={t.everywhere.form.errorsTitle}
        errors={faults.map(({ field, text }) => ({ href: `#${fieldId(field)}`, text }))}
      />
      {on && <ChangeFactor {...{ on, required, email, errorOf }} />}
      {proposal && <TurnOn {...{ proposal, email, errorOf }} />}
    </Page>
  );
}

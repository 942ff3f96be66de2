import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields, oneOf } from '#app/http/form-fields.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { fieldWords, refusalWords } from '#app/text/refusal-words.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { removeAct, seeActs } from '#app/use-cases/organisations/keep-acts.server.ts';
import { Lacking, Register, Removed, RestoreForm } from './tables.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, ({ t }) => [t.documents.acts.title, data?.school.name].filter(Boolean).join(' – '));

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  return answer(() => seeActs(ctx, idFrom(params.schoolId)));
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const schoolId = idFrom(params.schoolId);
  const { intent: said, act, ...typed } = await formFields(request);
  const intent = oneOf(said, ['remove', 'restore']);
  const actId = idFrom(act);
  const result = await attempt(() => removeAct(ctx, { schoolId, actId, removed: intent === 'remove', typed }));
  if ('refusal' in result) return refusedWith(result.refusal, {});
  return redirect(paths.acts(schoolId, { done: intent === 'remove' ? 'removed' : 'restored', act: String(actId) }));
}

/** The register of a school's documents, and what its reports name that is not on it. */
export default function Acts() {
  const { school, acts, removed, lacking, mayKeep } = useLoaderData<typeof loader>();
  const { t } = useText();
  const words = t.documents.acts;
  return (
    <Page
      breadcrumbs={[{ text: school.name, href: paths.school(school.schoolId) }]}
      caption={school.municipality}
      title={words.title}
      lead={words.lead}
      actions={
        <>
          {mayKeep && <LinkButton href={paths.newAct(school.schoolId)}>{words.add}</LinkButton>}
          <LinkButton look="secondary" href={paths.responsible(school.schoolId)}>
            {words.toResponsible}
          </LinkButton>
        </>
      }
    >
      <Refused />
      <Done />
      <Register schoolId={school.schoolId} acts={acts} mayKeep={mayKeep} />
      <Lacking schoolId={school.schoolId} acts={lacking} mayKeep={mayKeep} />
      <Removed schoolId={school.schoolId} acts={removed} mayKeep={mayKeep} />
    </Page>
  );
}

function Refused() {
  const result = useActionData<typeof action>();
  const speech = useText();
  if (!result) return null;
  const { refusal } = result;
  const [fault] = refusal.kind === 'fields' ? refusal.faults : [];
  return (
    <Notice kind="warning" announce="alert" title={refusalWords(refusal, speech).title}>
      <p>{fault ? fieldWords(fault.code, speech, speech.t.documents.faults) : refusalWords(refusal, speech).text}</p>
    </Notice>
  );
}

/** What has just happened; a removal can be taken back on the spot. */
function Done() {
  const { school, acts, removed, mayKeep } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t } = useText();
  const words = t.documents.acts;
  const [params] = useSearchParams();
  const is = ({ id }: { id: number }) => String(id) === params.get('act');
  const done = params.get('done');
  const gone = removed.find(is);
  if (result || !mayKeep) return null;
  if (done === 'removed' && gone) {
    return (
      <Notice kind="success" announce="status" title={words.removedDone}>
        <p>{words.removedText}</p>
        <RestoreForm schoolId={school.schoolId} act={gone} />
      </Notice>
    );
  }
  if ((done !== 'saved' && done !== 'restored') || !acts.some(is)) return null;
  return <Notice kind="success" announce="status" title={words[done]} />;
}

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answer, answerAtOnce, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields, oneOf } from '#app/http/form-fields.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { pageTitle } from '#app/text/page-title.ts';
import { saveReport } from '#app/use-cases/reports/save-report.server.ts';
import { checkMayFill, seeReport } from '#app/use-cases/reports/see-report.server.ts';
import { ReportForm } from './report-form.tsx';
import { shownForm } from './shown.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, ({ t }) => [t.report.edit.title, data?.school.name].filter(Boolean).join(' – '));

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  return answerAtOnce(ctx, async (ctx) => {
    const seen = await seeReport(ctx, idFrom(params.reportId));
    // A colleague may have filed it meanwhile: who has just posted the form needs the page with what they typed.
    if (!seen.can.save && !context.posted) throw redirect(paths.report(seen.report.id));
    return {
      ...(await shownForm(ctx, seen)),
      /** The version that a redirect after saving names: only then is it news. */
      justSaved: new URL(request.url).searchParams.get('saved') === String(seen.report.version),
    };
  });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const reportId = idFrom(params.reportId);
  const { version = '', intent: said, person = String(ctx.user.id), ...typed } = await formFields(request);
  const intent = oneOf(said, ['save', 'check']);
  if (!/^\d{1,9}$/.test(version)) {
    await answer(() => checkMayFill(ctx, reportId));
    throw data(null, { status: 400 });
  }
  // Seen by who is signed in now before it is theirs; also after signing in anew.
  if (person !== String(ctx.user.id)) {
    await answer(() => checkMayFill(ctx, reportId));
    return refusedWith({ kind: 'otherPerson' }, { ...typed, version });
  }
  const result = await attempt(() => saveReport(ctx, { reportId, version: Number(version), typed }));
  // With the version it was typed on: the page is made of the newest one, which has not been seen beside these answers.
  if ('refusal' in result) return refusedWith(result.refusal, { ...typed, version });
  const { done } = result;
  const goesOn = intent === 'check' && done.faults.length === 0;
  return redirect(goesOn ? paths.checkReport(reportId) : paths.editReport(reportId, done.version));
}

/** The form of the order with the last report's answers in it, and each previous answer beside its item. */
export default function EditReport() {
  const shown = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return <ReportForm key={shown.report.id} shown={shown} refused={refused} />;
}

import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { schedule } from '#app/domain/job.ts';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields } from '#app/http/form-fields.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Button } from '#app/ui/button.tsx';
import { Select } from '#app/ui/field.tsx';
import { LookAgain } from '#app/ui/look-again.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { requestJobRun, seeJobs } from '#app/use-cases/trust/request-run.server.ts';
import { useFormAnswer } from '../../_admin/form-answer.tsx';
import { listQuery } from '../../_admin/list-query.server.ts';
import { JobSection } from './job-section.tsx';
import { runFrom } from './run-key.ts';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.admin.jobs.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const query = listQuery(request);
  const names = schedule.map(({ name }) => name);
  const ask = { job: query.choice('job', names), before: runFrom(query.text('before')) };
  const view = await answer(() => seeJobs(ctx, ask));
  return { ...view, only: ask.job, done: query.choice('done', ['requested']) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const typed = await formFields(request);
  const { job = '', period = '' } = typed;
  const result = await attempt(() => requestJobRun(ctx, { job, period: period.trim() }));
  if ('refusal' in result) return refusedWith(result.refusal, typed);
  return redirect(paths.jobs({ done: 'requested' }));
}

export default function Jobs() {
  const { jobs, busy, months, only, done } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t, format } = useText();
  const words = t.admin.jobs;
  const { field, summary } = useFormAnswer(result, { period: months[1] ?? months[0] ?? '' });
  return (
    <Page
      title={only ? words.names[only].title : words.title}
      lead={only ? undefined : words.lead}
      breadcrumbs={only && [{ text: words.title, href: paths.jobs() }]}
    >
      {summary}
      {busy ? (
        <>
          <State kind="computing" title={words.busy}>
            {words.busyText}
          </State>
          <LookAgain every={5} />
        </>
      ) : (
        done && !result && <Notice kind="success" title={words.requested} announce="status" />
      )}
      {jobs.map((job) => (
        <JobSection key={job.name} job={job} alone={only !== undefined}>
          {job.name === 'compile-summary' && (
            <form method="post" noValidate>
              <input type="hidden" name="job" value={job.name} />
              <h3>{words.compile}</h3>
              <p>{words.compileText}</p>
              <Select
                {...field('period')}
                label={words.month}
                options={months.map((month) => ({ value: month, label: format.month(month) }))}
              />
              <Button look="secondary">{words.compileButton}</Button>
            </form>
          )}
        </JobSection>
      ))}
    </Page>
  );
}

import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { dayIn } from '#app/domain/calendar.ts';
import { may } from '#app/domain/people/permissions.ts';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { refusalWords } from '#app/text/refusal-words.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { TaskList } from '#app/ui/task-list.tsx';
import { requestJobRun } from '#app/use-cases/trust/request-run.server.ts';
import { seeTrust } from '#app/use-cases/trust/see-trust.server.ts';
import { listQuery } from '../../_admin/list-query.server.ts';
import { Archive } from './archive.tsx';
import { Chain, checkOf } from './chain.tsx';
import { Jobs, troubleOf } from './jobs.tsx';
import { Months } from './months.tsx';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.trust.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const trust = await answer(() => seeTrust(ctx));
  const administers = may.administer(ctx.user, { regionId: ctx.user.region.id });
  return { ...trust, administers, done: listQuery(request).choice('done', ['requested']) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const period = dayIn(ctx.user.region.zone, ctx.now);
  const result = await attempt(() => requestJobRun(ctx, { job: 'seal-audit', period }));
  return 'refusal' in result ? refusedWith(result.refusal, {}) : redirect(paths.trust({ done: 'requested' }));
}

export type TrustShown = ReturnType<typeof useLoaderData<typeof loader>>;

/** Whether what the product says can be relied on: each part with its state, and what to do about it. */
export default function Trust() {
  const trust = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const speech = useText();
  const { t, format } = speech;
  const words = t.trust;
  const { letters, without, administers, months, jobs } = trust;
  const counts = [
    { key: 'letters', title: words.people.letters, count: letters.failed, href: paths.outbox() },
    { key: 'schools', title: words.people.schools, count: without.schools, href: lacking('school') },
    { key: 'towns', title: words.people.municipalities, count: without.municipalities, href: lacking('municipality') },
    { key: 'people', title: words.people.none, count: without.people, href: paths.people({ access: 'none' }) },
  ];
  const unsound = months.flatMap(({ campaigns }) => campaigns).filter(({ state }) => state !== 'complete').length;
  const attention =
    Number(checkOf(trust) !== 'sound') +
    Number(unsound > 0) +
    jobs.filter((job) => troubleOf(job)).length +
    counts.filter(({ count }) => count > 0).length;
  return (
    <Page
      title={words.title}
      lead={
        attention === 0
          ? words.lead.well
          : words.lead.attention(`${format.integer(attention)}\u00a0${words.points(attention)}`, attention)
      }
      actions={
        <LinkButton look="secondary" href={paths.rehearsal()}>
          {words.rehearsal.link}
        </LinkButton>
      }
    >
      {refusal && (
        <Notice kind="warning" announce="alert" title={refusalWords(refusal, speech).title}>
          <p>{refusalWords(refusal, speech).text}</p>
        </Notice>
      )}
      {trust.done && !refusal && <Notice kind="success" title={words.chain.requested} announce="status" />}
      <Chain trust={trust} />
      <Months trust={trust} />
      <Archive trust={trust} />
      <Jobs trust={trust} />
      <section>
        <h2>{words.people.title}</h2>
        <TaskList
          tasks={counts.map(({ key, title, count, href }) => ({
            key,
            title,
            href: administers ? href : undefined,
            hint: key === 'letters' ? words.people.unsent(format.integer(letters.unsent)) : undefined,
            status: <Tag tone={count > 0 ? 'warning' : 'good'}>{format.integer(count)}</Tag>,
          }))}
        />
      </section>
    </Page>
  );
}

function lacking(kind: 'school' | 'municipality'): string {
  return paths.organisations({ kind, lacking: 'people' });
}

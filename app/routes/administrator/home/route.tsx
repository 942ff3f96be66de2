import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { jobNamed } from '#app/domain/job.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { type Task, TaskList } from '#app/ui/task-list.tsx';
import type { JobView } from '#app/use-cases/trust/request-run.server.ts';
import { seeAdministration } from '#app/use-cases/trust/see-administration.server.ts';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.admin.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const hasMailServer = context.config.mail !== undefined;
  return { ...(await answer(() => seeAdministration(ctx, { hasMail: hasMailServer }))), hasMailServer };
}

/** Is everything running: each line a number and where to see to it. */
export default function AdminHome() {
  const view = useLoaderData<typeof loader>();
  const { jobs, people, schools, municipalities, campaigns, letters, factorRoles, hasMailServer, troubles } = view;
  const speech = useText();
  const { t, format } = speech;
  const { home } = t.admin;
  const { locked, admin: factor } = t.secondFactor;
  const missing = { kind: 'municipality', lacking: 'people' };

  /** A count that should be nought. */
  const gap = (key: string, title: string, count: number, href: string, hint?: string): Task & { count: number } => ({
    key,
    title,
    hint,
    href,
    count,
    status: <Tag tone={count > 0 ? 'warning' : 'good'}>{format.integer(count)}</Tag>,
  });
  const letterHint = hasMailServer
    ? t.notices.outbox.homeHint(format.integer(letters.unsent))
    : t.notices.outbox.noServer;
  const accessLines = [
    gap(
      'schools',
      home.schoolsWithout,
      schools.people,
      paths.organisations({ lacking: 'people' }),
      home.schoolsWithoutHint,
    ),
    gap(
      'coordinators',
      home.municipalitiesWithout,
      municipalities.people,
      paths.organisations(missing),
      home.municipalitiesWithoutHint,
    ),
    gap('none', home.none, people.none, paths.people({ access: 'none' }), home.noneHint),
    {
      ...gap('invited', home.invited, people.invited, paths.people({ access: 'invited' })),
      count: 0,
      status: <Tag tone={people.invited > 0 ? 'waiting' : 'good'}>{format.integer(people.invited)}</Tag>,
    },
    gap('locked', locked.home, people.locked, paths.people({ access: 'locked' }), locked.homeHint),
    {
      ...gap('factor', factor.home, factorRoles, paths.factorRoles(), factor.homeHint),
      count: 0,
      status: <Tag tone="neutral">{format.integer(factorRoles)}</Tag>,
    },
  ];
  const registerLines = [
    gap('schoolsPhone', home.schoolsPhone, schools.phone, paths.organisations({ lacking: 'phone' })),
    gap(
      'municipalitiesPhone',
      home.municipalitiesPhone,
      municipalities.phone,
      paths.organisations({ ...missing, lacking: 'phone' }),
    ),
    gap('placement', home.schoolsPlacement, schools.placement, paths.organisations({ lacking: 'placement' })),
  ];
  const jobLines = jobs.map((job) => ({ ...jobLine(job, speech), count: isWell(job) ? 0 : 1 }));
  const letterLine = gap('letters', t.notices.outbox.home, letters.failed, paths.outbox(), letterHint);
  const noCampaigns = campaigns === 0;
  const attention =
    [...jobLines, letterLine, ...accessLines, ...registerLines].filter(({ count }) => count > 0).length +
    Number(noCampaigns);
  return (
    <Page
      title={t.admin.title}
      lead={attention === 0 ? home.lead.well : home.lead.attention(attention)}
      actions={
        <LinkButton look="secondary" href={paths.wholeHistory()}>
          {t.history.all.title}
        </LinkButton>
      }
    >
      {troubles.length > 0 && (
        <Notice kind="problem" title={home.troubles}>
          <ul>
            {troubles.map(({ kind, key, job, period }) => (
              <li key={key}>{troubleText({ kind, job, period }, speech)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <h2>{home.jobs}</h2>
      <TaskList tasks={[...jobLines, letterLine]} />
      <h2>{home.access}</h2>
      <TaskList tasks={accessLines} />
      <h2>{home.organisations}</h2>
      <TaskList tasks={registerLines} />
      <h2>{home.campaigns}</h2>
      <TaskList
        tasks={[
          {
            key: 'campaigns',
            href: paths.campaigns(),
            title: noCampaigns ? home.noCampaigns : home.opened,
            hint: noCampaigns ? home.noCampaignsHint : undefined,
            status: <Tag tone={noCampaigns ? 'warning' : 'good'}>{format.integer(campaigns)}</Tag>,
          },
        ]}
      />
    </Page>
  );
}

type Line = Awaited<ReturnType<typeof seeAdministration>>['troubles'][number];

function troubleText({ kind, job, period }: Omit<Line, 'key'>, { t, format }: Speech): string {
  const known = jobNamed(job ?? '');
  const when = !period ? '' : period.length === 7 ? format.month(period) : format.day(period);
  return t.admin.home.trouble[kind](known ? `«${t.admin.jobs.names[known.name].title}», ${when}` : '');
}

function isWell({ runs, missed }: JobView): boolean {
  return missed.length === 0 && runs[0]?.status !== 'failed';
}

function jobLine(job: JobView, { t, format }: Speech): Task {
  const { home, jobs } = t.admin;
  const last = job.runs[0];
  const tone = last?.status === 'failed' ? 'bad' : job.missed.length > 0 ? 'warning' : last ? 'good' : 'neutral';
  return {
    key: job.name,
    href: paths.jobs({ job: job.name }),
    title: jobs.names[job.name].title,
    hint: last?.startedAt ? home.lastRun(format.dateTime(last.startedAt)) : home.never,
    status: (
      <Tag tone={last?.status === 'requested' || last?.status === 'running' ? 'waiting' : tone}>
        {job.missed.length > 0 && last?.status !== 'failed'
          ? home.missed(job.missed.length)
          : last
            ? jobs.statuses[last.status]
            : home.never}
      </Tag>
    ),
  };
}

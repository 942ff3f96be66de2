import type { JobStatus } from '#app/domain/job.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { Tag, type Tone } from '#app/ui/tag.tsx';
import type { TrustShown } from './route.tsx';

export const tones: Record<JobStatus, Tone> = {
  requested: 'waiting',
  running: 'waiting',
  succeeded: 'good',
  failed: 'bad',
};

type JobRow = TrustShown['jobs'][number];

/** Whether somebody has to look: it failed, or its time has come and nobody has run it. */
export function troubleOf({ runs, missed }: JobRow): boolean {
  return runs[0]?.status === 'failed' || missed.length > 0;
}

/** When each job ran, with what result, and when it runs next. */
export function Jobs({ trust: { jobs, administers } }: { trust: TrustShown }) {
  const { t, format } = useText();
  const words = t.trust.jobs;
  const { names, statuses } = t.admin.jobs;
  const columns: Column<JobRow>[] = [
    {
      key: 'job',
      head: words.job,
      rowHeader: true,
      cell: ({ name }) =>
        administers ? <Link href={paths.jobs({ job: name })}>{names[name].title}</Link> : names[name].title,
    },
    {
      key: 'state',
      head: words.state,
      cell: ({ runs: [last], missed }) => (
        <>
          <Tag tone={last ? tones[last.status] : 'neutral'}>{last ? statuses[last.status] : words.never}</Tag>
          {missed.length > 0 && (
            <>
              {' '}
              <Tag tone="warning">{words.late(missed.length)}</Tag>
            </>
          )}
        </>
      ),
    },
    {
      key: 'last',
      head: words.last,
      cell: ({ runs: [last], lastSuccess }) => (
        <>
          {last?.startedAt && format.dateTime(last.startedAt)}
          {last?.status === 'failed' && <div lang="ru">{last.result}</div>}
          {last?.status === 'failed' && lastSuccess && <small>{words.lastSuccess(format.dateTime(lastSuccess))}</small>}
        </>
      ),
    },
    { key: 'next', head: words.next, cell: ({ nextAt }) => format.dateTime(nextAt) },
  ];
  return (
    <section>
      <h2>{words.title}</h2>
      <Table caption={words.caption} captionHidden columns={columns} rows={jobs} rowKey={({ name }) => name} />
    </section>
  );
}

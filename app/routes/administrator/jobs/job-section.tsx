import type { ReactNode } from 'react';
import type { JobStatus } from '#app/domain/job.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { Button } from '#app/ui/button.tsx';
import { Link } from '#app/ui/link.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Pager, Table } from '#app/ui/table.tsx';
import { Tag, type Tone } from '#app/ui/tag.tsx';
import type { JobView } from '#app/use-cases/trust/request-run.server.ts';
import css from './job-section.module.css';
import { runText } from './run-key.ts';

const tones: Record<JobStatus, Tone> = { requested: 'waiting', running: 'waiting', succeeded: 'good', failed: 'bad' };

type Run = JobView['runs'][number];

/** One job: when it runs, what came of it, and the way to run it again. */
export function JobSection({ job, alone, children }: { job: JobView; alone: boolean; children: ReactNode }) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.admin.jobs;
  const { title, does } = words.names[job.name];
  // Only the newest attempt for a period can be followed by another one.
  const newest = new Set(job.runs.filter((run) => isNewest(run, job.runs)));
  return (
    <section>
      <h2 className={alone ? 'visually-hidden' : undefined}>{title}</h2>
      <p>
        {does} {cronWords(job.cron, speech)}.
      </p>
      {job.missed.length > 0 && (
        <Notice kind="warning">
          <p>{words.missed(job.missed.map((period) => periodText(period, speech)).join(', '))}</p>
        </Notice>
      )}
      <Table
        caption={title}
        captionHidden
        rows={job.runs}
        rowKey={runText}
        empty={words.none}
        columns={[
          {
            key: 'period',
            head: words.period,
            rowHeader: true,
            cell: ({ period, attempt }) => (
              <>
                {periodText(period, speech)}
                {attempt > 1 && (
                  <>
                    <br />
                    <small>{words.attempt(attempt)}</small>
                  </>
                )}
              </>
            ),
          },
          {
            key: 'status',
            head: words.status,
            cell: ({ status }) => <Tag tone={tones[status]}>{words.statuses[status]}</Tag>,
          },
          { key: 'started', head: words.started, cell: ({ startedAt }) => startedAt && format.dateTime(startedAt) },
          { key: 'took', head: words.took, cell: (run) => durationText(run, speech), nowrap: true },
          {
            key: 'result',
            head: words.result,
            cell: (run) => (
              <div className={css.result}>
                {run.result}
                {run.requestedBy && (
                  <>
                    {run.result && <br />}
                    <small>{words.requestedBy(run.requestedBy)}</small>
                  </>
                )}
                {newest.has(run) && (run.status === 'failed' || run.status === 'succeeded') && <RunAgain run={run} />}
              </div>
            ),
          },
        ]}
      />
      <Pager next={alone && job.next ? paths.jobs({ job: job.name, before: runText(job.next) }) : null} />
      {!alone && job.next && (
        <p>
          <Link href={paths.jobs({ job: job.name })}>{words.allRuns}</Link>
        </p>
      )}
      {children}
    </section>
  );
}

function RunAgain({ run }: { run: Run }) {
  const { t } = useText();
  return (
    <form method="post">
      <input type="hidden" name="job" value={run.job} />
      <input type="hidden" name="period" value={run.period} />
      <Button look="quiet">
        {t.admin.jobs.again}
        <span className="visually-hidden"> ({run.period})</span>
      </Button>
    </form>
  );
}

function isNewest(run: Run, runs: Run[]): boolean {
  return runs.find(({ period }) => period === run.period) === run;
}

function periodText(period: string, { format }: Speech): string {
  return period.length === 7 ? format.month(period) : format.day(period);
}

function durationText({ startedAt, finishedAt }: Run, { t, format }: Speech): string | null {
  if (!startedAt || !finishedAt) return null;
  const seconds = Math.round((finishedAt.getTime() - startedAt.getTime()) / 1000);
  if (seconds < 1) return t.admin.jobs.lessThanSecond;
  return seconds < 120
    ? t.admin.jobs.seconds(format.integer(seconds))
    : t.admin.jobs.minutes(format.integer(Math.round(seconds / 60)));
}

/** The two kinds of schedule that there are, in words. */
function cronWords(cron: string, { t: { admin } }: Speech): string {
  const [, minute = '', hour = '', day = ''] = /^(\d+) (\d+) (\d+|\*) \* \*$/.exec(cron) ?? [];
  if (!day) return admin.jobs.byCron(cron);
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  return day === '*' ? admin.jobs.daily(time) : admin.jobs.monthly(Number(day), time);
}

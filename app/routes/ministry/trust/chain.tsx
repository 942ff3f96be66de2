import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Button } from '#app/ui/button.tsx';
import { Link } from '#app/ui/link.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { State } from '#app/ui/state.tsx';
import { SummaryList } from '#app/ui/summary-list.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { Tag, type Tone } from '#app/ui/tag.tsx';
import type { TrustShown } from './route.tsx';
import css from './trust.module.css';

export type ChainState = 'none' | 'sound' | 'broken' | 'checking' | 'unchecked';

const tones: Record<ChainState, Tone> = {
  none: 'neutral',
  sound: 'good',
  broken: 'bad',
  checking: 'waiting',
  unchecked: 'warning',
};

/** By its last run, which seals and checks. */
export function checkOf({ jobs, seals }: Pick<TrustShown, 'jobs' | 'seals'>): ChainState {
  const last = runOf({ jobs });
  if (last?.status === 'requested' || last?.status === 'running') return 'checking';
  if (last?.status === 'failed') return 'broken';
  if (seals.length === 0) return 'none';
  return last ? 'sound' : 'unchecked';
}

function runOf({ jobs }: Pick<TrustShown, 'jobs'>) {
  return jobs.find(({ name }) => name === 'seal-audit')?.runs[0];
}

/** The audit under its seals: checked when, with what result, and the hash to keep on paper. */
export function Chain({ trust }: { trust: TrustShown }) {
  const { t, format } = useText();
  const words = t.trust.chain;
  const { seals, unsealed, administers } = trust;
  const state = checkOf(trust);
  const run = runOf(trust);
  const [last, ...earlier] = seals;
  return (
    <section>
      <h2>{words.title}</h2>
      <p>{words.text}</p>
      {state === 'checking' && <State kind="computing" title={words.busy} />}
      {state === 'broken' && (
        <Notice kind="problem" title={words.states.broken}>
          <p lang="ru">{run?.result}</p>
        </Notice>
      )}
      {!last && state !== 'checking' && (
        <State kind="noData" title={words.states.none}>
          {words.noneText}
        </State>
      )}
      {last && (
        <>
          <SummaryList
            rows={[
              {
                key: 'state',
                term: words.state,
                value: (
                  <>
                    <Tag tone={tones[state]}>{words.states[state]}</Tag>{' '}
                    {run?.finishedAt && words.checkedAt(format.dateTime(run.finishedAt))}
                  </>
                ),
              },
              {
                key: 'last',
                term: words.last,
                value: words.lastText(format.integer(last.number), format.dateTime(last.sealedAt)),
              },
              {
                key: 'rows',
                term: words.held,
                value: `${format.integer(last.rows)}, ${words.since(format.dateTime(last.from), format.dateTime(last.until))}`,
              },
              { key: 'unsealed', term: words.unsealed, value: format.integer(unsealed) },
              { key: 'hash', term: words.hash, value: <Hash of={last.hash} /> },
            ]}
          />
          <p>{words.paper}</p>
        </>
      )}
      {administers && (
        <form method="post">
          <p>
            <Button look="secondary">{words.check}</Button>
          </p>
        </form>
      )}
      {administers && (
        <p>
          <Link href={paths.wholeHistory()}>{words.link}</Link>
        </p>
      )}
      {earlier.length > 0 && (
        <details>
          <summary>{words.earlier}</summary>
          <Table
            caption={words.earlier}
            captionHidden
            columns={columnsOf()}
            rows={earlier}
            rowKey={({ number }) => number}
          />
        </details>
      )}
    </section>
  );

  function columnsOf(): Column<TrustShown['seals'][number]>[] {
    return [
      { key: 'number', head: words.number, rowHeader: true, nowrap: true, cell: ({ number }) => `№ ${number}` },
      { key: 'at', head: words.sealedAt, cell: ({ sealedAt }) => format.dateTime(sealedAt) },
      { key: 'rows', head: words.rows, align: 'end', cell: ({ rows }) => format.integer(rows) },
      { key: 'hash', head: words.hash, grow: true, cell: ({ hash }) => <Hash of={hash} /> },
    ];
  }
}

/** In groups of eight, to be compared by eye. */
function Hash({ of }: { of: string }) {
  return <code className={css.hash}>{(of.match(/.{8}/g) ?? []).join(' ')}</code>;
}

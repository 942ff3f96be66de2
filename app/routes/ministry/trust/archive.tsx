import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { SummaryList } from '#app/ui/summary-list.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { tones } from './jobs.tsx';
import type { TrustShown } from './route.tsx';

/** The two copies of the editions: what the last reading of both has come to. */
export function Archive({ trust: { jobs, administers } }: { trust: TrustShown }) {
  const { t, format } = useText();
  const words = t.trust.archive;
  const last = jobs.find(({ name }) => name === 'check-archive')?.runs[0];
  const state = last?.status ?? 'never';
  return (
    <section>
      <h2>{words.title}</h2>
      <p>{words.text}</p>
      <SummaryList
        rows={[
          {
            key: 'state',
            term: t.trust.chain.state,
            value: (
              <>
                <Tag tone={last ? tones[last.status] : 'neutral'}>{words.states[state]}</Tag>{' '}
                {last?.finishedAt && t.trust.chain.checkedAt(format.dateTime(last.finishedAt))}
                {last?.result && <div lang="ru">{last.result}</div>}
              </>
            ),
            action: administers
              ? { href: paths.jobs({ job: 'check-archive' }), text: t.admin.jobs.allRuns }
              : undefined,
          },
        ]}
      />
    </section>
  );
}

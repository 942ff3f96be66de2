import type { ReactNode } from 'react';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { SummaryList } from '#app/ui/summary-list.tsx';
import type { EditionView } from '#app/use-cases/editions/see-editions.server.ts';
import { orderName } from '../../_campaign/campaign.ts';
import { editionName } from '../../_editions/words.ts';
import css from './facts.module.css';

/** How many signs of a hash tell it from another at a glance. */
const shortHash = 12;

/** What the edition is, and the hashes by which anybody can tell that it is. */
export function EditionFacts({ view }: { view: EditionView }) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.archive.page;
  const { campaign, edition, head, figuresSha256, previous } = view;
  const row = (key: string, term: string, value: ReactNode) => ({ key, term, value });
  const hash = (text: string) => <code className={css.hash}>{text}</code>;
  return (
    <section>
      <h2>{words.facts}</h2>
      <SummaryList
        rows={[
          row('order', words.order, orderName(campaign.order, speech)),
          row('kind', words.kind, edition.complete ? t.archive.complete : t.archive.provisional),
          row('compiled', words.compiledAt, format.dateTime(edition.readAt)),
          row('by', words.by, edition.author ?? t.archive.byScheduler),
          row('asOf', words.asOf, format.day(edition.point.asOf)),
          row('sha256', words.sha256, hash(`${edition.sha256.slice(0, shortHash)}…`)),
          row(
            'previous',
            words.previous,
            previous ? (
              <Link href={paths.edition(campaign.id, previous.month, previous.number)}>
                {editionName(previous, speech)}
              </Link>
            ) : (
              words.first
            ),
          ),
        ]}
      />
      <details>
        <summary>{words.hashes}</summary>
        <SummaryList
          rows={[
            row('sha256', words.sha256, hash(edition.sha256)),
            row('figures', words.figures, hash(figuresSha256)),
            ...(head.previous ? [row('previous', words.previous, hash(head.previous))] : []),
            ...(typeof head.order === 'object' ? [row('order', words.definition, hash(head.order.sha256))] : []),
          ]}
        />
        <p>{words.howToCheck}</p>
      </details>
    </section>
  );
}

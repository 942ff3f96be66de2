import { addMonths } from '#app/domain/calendar.ts';
import type { SchoolChange } from '#app/domain/editions/changes.ts';
import type { Share } from '#app/domain/orders/order.ts';
import { percentOf } from '#app/domain/territory/coverage.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { FilterLinks } from '#app/ui/filter-links.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Pager, Table } from '#app/ui/table.tsx';
import type { EditionView } from '#app/use-cases/editions/see-editions.server.ts';
import { changesText } from '../../_editions/words.ts';

/** What has changed since the edition before or the month before, by municipality and school: was → is. */
export function EditionChanges({ view }: { view: EditionView }) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.archive.changes;
  const { campaign, edition, changes, since, schools } = view;
  if (!changes) {
    return (
      <section>
        <h2>{words.title}</h2>
        <p>{words.nothing}</p>
      </section>
    );
  }
  const { base, covered, municipalitiesMet: met } = changes;
  const sinceText = (of: 'edition' | 'month') =>
    of === 'edition'
      ? words.since.edition(format.integer(edition.number - 1))
      : words.since.month(format.month(monthOf(of)));
  const monthOf = (of: 'edition' | 'month') => (of === changes.since ? base.month : addMonths(edition.month, -1));
  const share = (one: Share) => `${format.share(one.n, one.of)} (${format.percent(percentOf(one))})`;
  const at = (list: { after?: string; before?: string } = {}) =>
    paths.edition(campaign.id, edition.month, edition.number, { since: changes.since, ...list });
  const was = (text: string | null, is: string | null) => `${text ?? '–'} → ${is ?? '–'}`;
  const shareText = (one: Share | null) => one && format.share(one.n, one.of);
  const columns: Column<EditionView['schools']['rows'][number]>[] = [
    {
      key: 'school',
      head: words.school,
      rowHeader: true,
      cell: ({ change }) => (
        <Link href={paths.school(change.id)}>
          <span lang="ru">{change.name}</span>
        </Link>
      ),
    },
    {
      key: 'municipality',
      head: t.everywhere.table.municipality,
      cell: ({ change }) => <span lang="ru">{view.municipalities[change.municipalityId]}</span>,
    },
    {
      key: 'what',
      head: words.what,
      cell: ({ change }) => (
        <ul>
          {whatChanged(change, view, speech).map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      ),
    },
  ];
  return (
    <section>
      <h2>{words.title}</h2>
      {since.length > 1 && (
        <FilterLinks
          label={words.title}
          options={since.map((of) => ({
            href: paths.edition(campaign.id, edition.month, edition.number, { since: of }),
            text: sinceText(of),
            current: of === changes.since,
          }))}
        />
      )}
      <p>
        {since.length === 1 && `${capital(sinceText(changes.since))}: `}
        {changesText(changes, speech)}. {words.covered(share(covered.was), share(covered.is))}{' '}
        {words.met(format.share(met.was.n, met.was.of), format.share(met.is.n, met.is.of))}
      </p>
      <h3>{words.municipalities}</h3>
      {changes.municipalities.length === 0 ? (
        <p>{words.nobody}</p>
      ) : (
        <details>
          <summary>{`${words.municipalities}: ${format.integer(changes.municipalities.length)}`}</summary>
          <Table
            caption={words.municipalities}
            captionHidden
            rows={changes.municipalities}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'name',
                head: t.everywhere.table.municipality,
                rowHeader: true,
                cell: ({ name }) => <span lang="ru">{name}</span>,
              },
              {
                key: 'covered',
                head: t.region.history.covered,
                align: 'end',
                cell: ({ covered: one }) => was(shareText(one.was), shareText(one.is)),
              },
              {
                key: 'rank',
                head: words.rank,
                align: 'end',
                cell: ({ rank }) =>
                  was(
                    rank.was === null ? null : format.integer(rank.was),
                    rank.is === null ? null : format.integer(rank.is),
                  ),
              },
              {
                key: 'target',
                head: t.everywhere.table.status,
                cell: ({ target }) =>
                  target.was === target.is
                    ? target.is && t.region.states[target.is]
                    : was(target.was && t.region.states[target.was], target.is && t.region.states[target.is]),
              },
            ]}
          />
        </details>
      )}
      <h3>{words.schools}</h3>
      {schools.rows.length === 0 ? (
        <p>{words.noSchools}</p>
      ) : (
        <Table caption={words.schools} captionHidden columns={columns} rows={schools.rows} rowKey={({ id }) => id} />
      )}
      <Pager
        previous={schools.previous && at({ before: String(schools.previous.before) })}
        next={schools.next && at({ after: String(schools.next.after) })}
      />
    </section>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function whatChanged(change: SchoolChange, { municipalities, stages }: EditionView, { t, format }: Speech): string[] {
  const words = t.archive.changes;
  const step = (name: string, was: string | null, is: string | null) => `${name}: ${was ?? '–'} → ${is ?? '–'}`;
  const share = (one: Share | null) => one && format.share(one.n, one.of);
  const stageText = (id: string | null) => id && (stages[id] ?? id);
  const { counted, covered, movedFrom, system, stage, figures = [], reports = [] } = change;
  return [
    ...(counted ? [words.counted[counted]] : []),
    ...(covered ? [words.isCovered[covered]] : []),
    ...(movedFrom === undefined ? [] : [words.moved(municipalities[movedFrom] ?? String(movedFrom))]),
    ...(system ? [step(words.system, system.was, system.is)] : []),
    ...(stage ? [step(words.stage, stageText(stage.was), stageText(stage.is))] : []),
    ...figures.map(({ item, was, is }) => step(words.item(item), share(was), share(is))),
    ...reports.map(({ count, was, is }) => step(words.reports[count], format.integer(was), format.integer(is))),
  ];
}

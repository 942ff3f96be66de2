import type { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Bar } from '#app/ui/bar.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import type { LadderShown } from './route.tsx';

type Asked = NonNullable<Parameters<typeof paths.ladder>[2]>;
export type LadderProps = { shown: LadderShown; at: (ask: LadderShown['asked']) => string };

/** Each step with its term, who meets it and who does not, and who stands there. */
export function Steps({ shown, at }: LadderProps) {
  const { t, format } = useText();
  const words = t.orders.ladder;
  const { whole, asked } = shown;
  const rows = shown.steps.map((step, place) => ({
    ...step,
    met: whole.met[place] ?? 0,
    at: whole.at[place + 1] ?? 0,
  }));
  const listed = (step: string, show: Asked['show']) =>
    `${at({ ...asked, municipality: undefined, step, show })}#schools`;
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'number', head: '№', cell: ({ number }) => number },
    { key: 'title', head: words.step, rowHeader: true, cell: ({ title }) => <span lang="ru">{title}</span> },
    {
      key: 'met',
      head: words.met,
      align: 'end',
      cell: ({ id, met, title }) => (
        <Link href={listed(id, 'met')}>
          {format.share(met, whole.schools)}
          <span className="visually-hidden">, {title}</span>
        </Link>
      ),
    },
    {
      key: 'unmet',
      head: words.unmet,
      align: 'end',
      cell: ({ id, met, title }) => (
        <Link href={listed(id, 'unmet')}>
          {format.integer(whole.schools - met)}
          <span className="visually-hidden">, {title}</span>
        </Link>
      ),
    },
    {
      key: 'term',
      head: words.term,
      nowrap: true,
      cell: ({ by, termText }) =>
        by ? words.byDay(format.day(by)) : termText ? <span lang="ru">{termText}</span> : words.noTerm,
    },
    { key: 'bar', head: words.share, grow: true, cell: ({ met }) => <Bar n={met} of={whole.schools} /> },
    { key: 'at', head: words.at, align: 'end', cell: ({ at }) => format.integer(at) },
  ];
  // Of one school alone shares say nothing.
  const told = whole.schools > 1 ? columns : columns.filter(({ key }) => ['number', 'title', 'term'].includes(key));
  return <Table caption={words.steps} columns={told} rows={rows} rowKey={({ id }) => id} />;
}

/** The funnel of each municipality: how many of its schools meet which step. */
export function Municipalities({ shown, at }: LadderProps) {
  const { t, format } = useText();
  const words = t.orders.ladder;
  const { territories, whole, steps, asked } = shown;
  const listed = (ask: Partial<LadderShown['asked']>) =>
    `${at({ ...asked, step: undefined, show: undefined, ...ask })}#schools`;
  const columns: Column<(typeof territories)[number]>[] = [
    {
      key: 'name',
      head: t.orders.onePage.municipality,
      rowHeader: true,
      cell: ({ name, municipalityId }) => <Link href={listed({ municipality: municipalityId })}>{name}</Link>,
      total: words.total,
    },
    {
      key: 'schools',
      head: words.schools,
      align: 'end',
      cell: ({ schools }) => format.integer(schools),
      total: format.integer(whole.schools),
    },
    ...steps.map(({ id, number, title }, place): (typeof columns)[number] => ({
      key: id,
      head: (
        <span lang="ru" title={title}>
          {number}
          <span className="visually-hidden">. {title}</span>
        </span>
      ),
      align: 'end',
      cell: ({ met, schools, municipalityId }) => (
        <Link href={listed({ municipality: municipalityId, step: id, show: 'unmet' })}>
          {format.share(met[place] ?? 0, schools)}
        </Link>
      ),
      total: format.share(whole.met[place] ?? 0, whole.schools),
    })),
    {
      key: 'stuck',
      head: words.stuck,
      align: 'end',
      cell: ({ stuck, municipalityId }) =>
        stuck > 0 ? (
          <Link href={listed({ municipality: municipalityId, show: 'stuck' })}>{format.integer(stuck)}</Link>
        ) : (
          format.integer(stuck)
        ),
      total: format.integer(whole.stuck),
    },
  ];
  return (
    <section>
      <h2>{words.municipalities}</h2>
      <Table
        caption={words.municipalities}
        captionHidden
        columns={columns}
        rows={territories}
        rowKey={({ municipalityId }) => municipalityId}
      />
    </section>
  );
}

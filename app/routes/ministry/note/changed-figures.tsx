import { useText } from '#app/text/index.tsx';
import { Table } from '#app/ui/table.tsx';

type ChangedFiguresProps = { changed: { name: string; was: string; now: string }[]; since: number };

/** What an earlier edition of the month had otherwise, figure by figure. */
export function ChangedFigures({ changed, since }: ChangedFiguresProps) {
  const { t, format } = useText();
  const words = t.note.changed;
  const number = format.integer(since);
  if (changed.length === 0) return <p>{words.none(number)}</p>;
  return (
    <Table
      caption={words.title(number)}
      rows={changed}
      rowKey={({ name }) => name}
      columns={[
        { key: 'name', head: words.figure, rowHeader: true, cell: ({ name }) => <span lang="ru">{name}</span> },
        { key: 'was', head: words.was, cell: ({ was }) => <span lang="ru">{was}</span> },
        { key: 'now', head: words.now, cell: ({ now }) => <span lang="ru">{now}</span> },
      ]}
    />
  );
}

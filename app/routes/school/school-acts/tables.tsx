import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Button } from '#app/ui/button.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import type { ActsView } from '#app/use-cases/organisations/keep-acts.server.ts';
import { FileLink } from '../../_documents/file-link.tsx';

type Act = ActsView['acts'][number];
type LackingAct = ActsView['lacking'][number];

/** What names the document: its number, for those who hear a button without its row. */
function About({ number }: { number: string }) {
  const { t } = useText();
  return <span className="visually-hidden"> {t.documents.acts.about(number)}</span>;
}

function useDocumentColumns(): Column<Pick<Act, 'kind' | 'number' | 'date' | 'title'>>[] {
  const { t, format } = useText();
  const words = t.documents.acts;
  return [
    { key: 'date', head: words.date, nowrap: true, cell: ({ date }) => format.day(date) },
    { key: 'number', head: words.number, nowrap: true, cell: ({ number }) => <span lang="ru">{number}</span> },
    { key: 'title', head: words.name, rowHeader: true, cell: ({ title }) => <span lang="ru">{title}</span> },
    { key: 'kind', head: words.kind, cell: ({ kind }) => t.documents.kinds[kind] },
  ];
}

function useFileColumn(): Column<Act> {
  const { t } = useText();
  return {
    key: 'file',
    head: t.documents.acts.file,
    cell: ({ fileId, ...file }) => (fileId === null ? t.documents.acts.noFile : <FileLink fileId={fileId} {...file} />),
  };
}

type RegisterProps = { schoolId: number; acts: Act[]; mayKeep: boolean };

export function Register({ schoolId, acts, mayKeep }: RegisterProps) {
  const { t, format } = useText();
  const words = t.documents.acts;
  const columns: Column<Act>[] = [
    ...useDocumentColumns(),
    useFileColumn(),
    {
      key: 'added',
      head: words.added,
      cell: ({ createdBy, createdAt }) => `${createdBy}, ${format.dateTime(createdAt)}`,
    },
  ];
  if (mayKeep) {
    columns.push({
      key: 'action',
      head: words.action,
      cell: ({ id, number, version }) => (
        <form method="post" action={paths.acts(schoolId)}>
          <input type="hidden" name="act" value={id} />
          <input type="hidden" name="version" value={version} />
          <Link href={paths.act(schoolId, id)}>
            {words.change}
            <About number={number} />
          </Link>{' '}
          <Button look="quiet" name="intent" value="remove">
            {words.remove}
            <About number={number} />
          </Button>
        </form>
      ),
    });
  }
  return <Table caption={words.caption} columns={columns} rows={acts} rowKey={({ id }) => id} empty={words.empty} />;
}

type LackingProps = { schoolId: number; acts: LackingAct[]; mayKeep: boolean };

/** What the last reports name and the register lacks: one click fills in the form. */
export function Lacking({ schoolId, acts, mayKeep }: LackingProps) {
  const { t, format } = useText();
  const words = t.documents.acts;
  const columns: Column<LackingAct>[] = [
    ...useDocumentColumns(),
    {
      key: 'source',
      head: words.source,
      cell: ({ reportId, asOf, item }) => (
        <Link href={paths.report(reportId)}>{words.sourceLine(format.day(asOf), item)}</Link>
      ),
    },
  ];
  if (mayKeep) {
    columns.push({
      key: 'action',
      head: words.action,
      cell: ({ kind, number, date, title }) => (
        <Link href={paths.newAct(schoolId, { kind, number, date, title })}>
          {words.enter}
          <About number={number} />
        </Link>
      ),
    });
  }
  if (acts.length === 0) return null;
  return (
    <section>
      <h2>{words.lacking}</h2>
      <p>{words.lackingText}</p>
      <Table
        caption={words.lacking}
        captionHidden
        columns={columns}
        rows={acts}
        rowKey={({ reportId, item, number }) => `${reportId} ${item} ${number}`}
      />
    </section>
  );
}

type RemovedProps = { schoolId: number; acts: Act[]; mayKeep: boolean };

export function Removed({ schoolId, acts, mayKeep }: RemovedProps) {
  const { t, format } = useText();
  const words = t.documents.acts;
  const columns: Column<Act>[] = [
    ...useDocumentColumns(),
    useFileColumn(),
    {
      key: 'removed',
      head: words.removedAt,
      cell: ({ removedBy, removedAt }) => `${removedBy}, ${format.dateTime(removedAt ?? '')}`,
    },
  ];
  if (mayKeep) {
    columns.push({
      key: 'action',
      head: words.action,
      cell: (act) => <RestoreForm schoolId={schoolId} act={act} />,
    });
  }
  if (acts.length === 0) return null;
  const title = words.removed(format.integer(acts.length));
  return (
    <details>
      <summary>{title}</summary>
      <Table caption={title} captionHidden columns={columns} rows={acts} rowKey={({ id }) => id} />
    </details>
  );
}

export function RestoreForm({ schoolId, act }: { schoolId: number; act: Act }) {
  const { t } = useText();
  return (
    <form method="post" action={paths.acts(schoolId)}>
      <input type="hidden" name="act" value={act.id} />
      <input type="hidden" name="version" value={act.version} />
      <Button look="secondary" name="intent" value="restore">
        {t.documents.acts.restore}
        <About number={act.number} />
      </Button>
    </form>
  );
}

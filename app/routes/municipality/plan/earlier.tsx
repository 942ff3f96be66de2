import { useText } from '#app/text/index.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { FileLink } from '../../_documents/file-link.tsx';
import type { PlanShown } from './route.tsx';

type Version = PlanShown['earlier'][number];

/** What the plan said before, by whom and when, the newest first. */
export function Earlier({ versions }: { versions: Version[] }) {
  const { t, format } = useText();
  const words = t.plans.earlier;
  const columns: Column<Version>[] = [
    { key: 'version', head: words.version, rowHeader: true, cell: ({ version }) => format.integer(version) },
    {
      key: 'document',
      head: words.document,
      cell: ({ number, date, title }) => (
        <span lang="ru">
          {t.plans.document(number, format.day(date))}
          {title && `, ${title}`}
        </span>
      ),
    },
    {
      key: 'responsible',
      head: words.responsible,
      cell: ({ responsible, position, phone }) => (
        <span lang="ru">{[responsible, position, phone].filter(Boolean).join(', ')}</span>
      ),
    },
    {
      key: 'steps',
      head: words.steps,
      nowrap: true,
      cell: ({ steps }) =>
        steps.map(({ by, schools }) => <div key={by}>{words.step(format.day(by), format.integer(schools))}</div>),
    },
    {
      key: 'file',
      head: words.file,
      cell: ({ fileId, ...file }) => (fileId === null ? words.noFile : <FileLink fileId={fileId} {...file} />),
    },
    { key: 'saved', head: words.saved, cell: ({ savedBy, savedAt }) => `${savedBy}, ${format.dateTime(savedAt)}` },
  ];
  if (versions.length === 0) return null;
  const title = words.title(format.integer(versions.length));
  return (
    <details>
      <summary>{title}</summary>
      <Table caption={title} captionHidden columns={columns} rows={versions} rowKey={({ version }) => version} />
    </details>
  );
}

import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { People, Phone, Reach } from './reach.tsx';

export type CallShown = {
  reportId: number;
  schoolId: number;
  name: string;
  phone: string | null;
  due: string;
  fileUntil: string;
  begun: boolean;
  people: { name: string; role: 'director' | 'responsible'; phone: string | null; canSignIn: boolean }[];
  lastContact: { kind: 'reminder' | 'call'; at: string | Date; by: string; note: string | null } | null;
};

type CallTableProps = {
  calls: readonly CallShown[];
  caption: string;
  today: string;
  canRemind: boolean;
  /** By the name of the field, and what was typed there. */
  errors: ReadonlyMap<string, string>;
  typed: Record<string, string | undefined>;
};

/** Who has not reported, and what can be done about it. */
export function CallTable({ calls, caption, today, canRemind, errors, typed }: CallTableProps) {
  const { t, format } = useText();
  const words = t.calls;
  const columns: Column<CallShown>[] = [
    {
      key: 'school',
      head: t.everywhere.table.school,
      rowHeader: true,
      cell: ({ reportId, name, phone }) => (
        <>
          <Link href={paths.report(reportId)}>
            <span lang="ru">{name}</span>
          </Link>
          <br />
          <Phone phone={phone} />
        </>
      ),
    },
    { key: 'people', head: words.people, cell: ({ people }) => <People people={people} /> },
    {
      key: 'due',
      head: words.due,
      cell: ({ due, fileUntil, begun }) => (
        <>
          <Tag tone={due < today ? 'bad' : 'neutral'}>{format.due(due, today)}</Tag>
          <div>
            <small>
              {format.day(due)}
              {begun && `, ${words.begun}`}
              {fileUntil < today && `, ${words.locked(format.day(fileUntil))}`}
            </small>
          </div>
        </>
      ),
    },
    {
      key: 'contact',
      head: words.contact,
      cell: (call) => <Reach {...{ call, canRemind, typed }} error={errors.get(`note:${call.reportId}`)} />,
    },
  ];
  return <Table caption={caption} captionHidden columns={columns} rows={calls} rowKey={({ reportId }) => reportId} />;
}

type Unreachable = { id: number; name: string; nobody: boolean; nobodyCanFile: boolean; noPhone: boolean };

/** Schools that a reminder or a call may not reach, with what is missing. */
export function UnreachableSchools({ schools }: { schools: readonly Unreachable[] }) {
  const { t } = useText();
  const words = t.calls.unreachable;
  if (schools.length === 0) return null;
  const lacking = ({ nobody, nobodyCanFile, noPhone }: Unreachable) =>
    [nobody ? words.nobody : nobodyCanFile && words.nobodyCanFile, noPhone && words.noPhone].filter(Boolean).join('; ');
  const columns: Column<Unreachable>[] = [
    {
      key: 'school',
      head: t.everywhere.table.school,
      rowHeader: true,
      cell: ({ id, name }) => (
        <Link href={paths.school(id)}>
          <span lang="ru">{name}</span>
        </Link>
      ),
    },
    { key: 'lacking', head: words.lacking, cell: lacking },
  ];
  return (
    <section id="unreachable">
      <h2>{words.title(schools.length)}</h2>
      <p>{words.text}</p>
      <Table caption={words.caption} captionHidden columns={columns} rows={schools} rowKey={({ id }) => id} />
    </section>
  );
}

import type { ReactNode } from 'react';
import { rowOf } from '#app/domain/own.ts';
import type { DecisionKind } from '#app/domain/reports/decision.ts';
import { filingNumber } from '#app/domain/reports/report.ts';
import {
  type ActingRole,
  type AuditAction,
  type AuditSubject,
  type ChangedValue,
  type Changes,
  detailsRead,
} from '#app/domain/trust/audit.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { reportDay } from '#app/text/report-day.ts';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { reasonText } from '../_terms/decision-words.ts';
import css from './entries.module.css';
import { Change, type NamesShown } from './values.tsx';

export type EntryShown = {
  id: number;
  at: string | Date;
  action: AuditAction;
  subject: AuditSubject;
  subjectId: number | null;
  by: string | null;
  role: ActingRole | null;
  organisationId: number | null;
  organisation: string | null;
  asOf: string | null;
  formName: string | null;
  person: string | null;
  act: { number: string; date: string } | null;
  file: string | null;
  edition: { month: string; number: number } | null;
  order: string | null;
  changes: Changes;
  details: Record<string, unknown>;
};

type EntriesProps = {
  entries: readonly EntryShown[];
  names: NamesShown;
  /** The organisation of each entry, where they are of many; how it is shown is the page's to say. */
  organisation?: (entry: EntryShown) => ReactNode;
  /** What more the page knows of an entry's changes. */
  more?: (entry: EntryShown) => ReactNode;
};

/** Who did what and when, what it was and what it became. */
export function Entries({ entries, names, organisation, more }: EntriesProps) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.history;
  const columns: Column<EntryShown>[] = [
    {
      key: 'when',
      head: words.when,
      rowHeader: true,
      cell: ({ id, at }) => (
        <>
          {format.dateTime(at)}
          <br />
          <small>{words.row(String(id))}</small>
        </>
      ),
    },
    { key: 'who', head: words.who, cell: (entry) => <Who {...entry} /> },
    { key: 'what', head: words.what, cell: (entry) => <What entry={entry} speech={speech} /> },
    ...(organisation ? [{ key: 'organisation', head: words.all.organisation, cell: organisation }] : []),
    {
      key: 'changes',
      head: words.changes,
      grow: true,
      cell: (entry) => (
        <>
          <ul className={css.changes}>
            {Object.entries(entry.changes).map(([field, change]) => (
              <li key={field}>
                <Change field={field} change={change as readonly [ChangedValue, ChangedValue]} names={names} />
              </li>
            ))}
          </ul>
          {more?.(entry)}
        </>
      ),
    },
  ];
  return (
    <Table
      caption={words.caption}
      captionHidden
      columns={columns}
      rows={entries}
      rowKey={({ id }) => id}
      empty={words.empty}
    />
  );
}

function Who({ by, role }: Pick<EntryShown, 'by' | 'role'>) {
  const { t } = useText();
  const words = t.history;
  if (by === null) return <>{role === 'nobody' ? words.nobody : words.clock}</>;
  return (
    <>
      <span lang="ru">{by}</span>
      {role !== null && role !== 'clock' && role !== 'nobody' && `, ${t.everywhere.roles[role]}`}
    </>
  );
}

function What({ entry, speech }: { entry: EntryShown; speech: Speech }) {
  const about = aboutOf(entry, speech);
  return (
    <>
      {rowOf(speech.t.history.actions, entry.action) ?? entry.action}
      {about.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence have no other names
        <span key={at}>, {part}</span>
      ))}
    </>
  );
}

const decisionOf: Partial<Record<AuditAction, DecisionKind>> = {
  'date.move': 'move',
  'report.extend': 'extension',
  'report.exempt': 'notRequired',
};

/** What exactly it was done to, in the order of a sentence. */
function aboutOf(entry: EntryShown, speech: Speech): ReactNode[] {
  const { t, format } = speech;
  const { about, onBehalf, byInvitation } = t.history;
  const { action, subject, subjectId, asOf, formName, act, edition } = entry;
  const details = detailsRead(action, entry.details);
  const said: ReactNode[] = [];
  if (subject === 'report' && asOf && subjectId !== null) {
    said.push(<Link href={paths.report(subjectId)}>{about.report(reportDay({ asOf, formName }, format))}</Link>);
  }
  if (subject === 'report' && details.ordinal !== undefined && subjectId !== null) {
    said.push(about.filing(filingNumber(subjectId, details.ordinal)));
  }
  if (subject === 'report' && details.importId !== undefined) said.push(onBehalf);
  if (subject === 'reportingDate' && asOf) said.push(about.date(reportDay({ asOf, formName }, format)));
  if (subject === 'user' && entry.person) said.push(<span lang="ru">{entry.person}</span>);
  if (subject === 'act' && act) said.push(about.act(act.number, format.day(act.date)));
  if (subject === 'file' && entry.file && subjectId !== null) {
    said.push(
      <Link href={paths.file(subjectId)}>
        <span lang="ru">{entry.file}</span>
      </Link>,
    );
  }
  if (edition) said.push(about.edition(format.month(edition.month), String(edition.number)));
  if (details.job !== undefined) {
    const names: Record<string, { title: string }> = t.admin.jobs.names;
    said.push(about.job(rowOf(names, details.job)?.title ?? details.job, details.period ?? ''));
  }
  if (entry.order) said.push(about.order(entry.order));
  if (details.years) said.push(about.years(String(details.years)));
  const count = details.created ?? details.retried ?? details.files ?? details.reminded;
  if (count !== undefined) said.push(about.count(format.integer(count)));
  if (details.invited) said.push(byInvitation);
  const kind = decisionOf[action];
  if (kind && details.reason !== undefined) {
    said.push(about.reason(reasonText(kind, details.reason, speech)));
  }
  return said;
}

import { type Draft, itemOf } from '#app/domain/reports/draft.ts';
import type { Form } from '#app/domain/reports/form.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { LinkButton } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Table } from '#app/ui/table.tsx';
import type { SeenFile } from '#app/use-cases/imports/see-import.server.ts';
import { AnswerView, ProblemsView } from '../_report/answer-view.tsx';
import { cellText, placeOf, placesOf } from './words.ts';

type Shown = Pick<SeenFile, 'importId' | 'file' | 'form' | 'before' | 'after' | 'merge' | 'read'>;

/** Everything that was found in a file: its faults with their cells, what stands beside the form, what would change. */
export function FileView({ shown }: { shown: Shown }) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.imports.file;
  const { form, read, merge } = shown;
  const missing = read.missing.filter((item) => !isFaulty(read, item));
  return (
    <>
      <Faults shown={shown} />
      {read.notes.length > 0 && (
        <Notice kind="warning" title={words.notes}>
          <ul>
            {read.notes.map(({ cell, text }) => (
              <li key={cell}>{words.note(cell, text)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {merge.kept.length > 0 && <p>{words.kept(placesOf(form, merge.kept, speech))}</p>}
      <Changes shown={shown} />
      {missing.length > 0 && !read.outcome && <p>{words.missing(placesOf(form, missing, speech))}</p>}
      <p>{words.keptFor(format.days(30))}</p>
    </>
  );
}

/** What an item with errors would say is not known yet. */
function isFaulty({ faults }: Shown['read'], item: string): boolean {
  return faults.some((fault) => fault.item === item);
}

function Faults({ shown: { importId, file, form, read } }: { shown: Shown }) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.imports.file;
  const { faults } = read;
  if (faults.length === 0) return null;
  return (
    <section>
      <Notice kind="problem" title={words.faultsTitle(format.integer(faults.length), faults.length)}>
        <p>{words.faultsText}</p>
      </Notice>
      <Table
        caption={words.wrong}
        captionHidden
        columns={[
          { key: 'cell', head: words.cell, rowHeader: true, nowrap: true, cell: ({ cell }) => cell },
          { key: 'place', head: words.place, cell: ({ item }) => placeOf(form, item, speech) },
          { key: 'wrong', head: words.wrong, cell: ({ code }) => cellText(code, speech) },
        ]}
        rows={faults}
        rowKey={({ field, code }) => `${field} ${code}`}
      />
      <p>
        <LinkButton look="secondary" href={paths.importRemarks(importId, file.id)}>
          {words.remarks}
        </LinkButton>
      </p>
    </section>
  );
}

function Changes({ shown: { form, before, after, merge, read } }: { shown: Shown }) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.imports.file;
  const taken = merge.taken.filter((item) => !isFaulty(read, item));
  if (taken.length === 0)
    return merge.both.length === 0 && read.faults.length === 0 && !read.outcome ? <p>{words.noChanges}</p> : null;
  return (
    <Table
      caption={words.changes(format.integer(taken.length), taken.length)}
      columns={[
        { key: 'item', head: words.item, rowHeader: true, cell: (item) => <ItemName form={form} item={item} /> },
        { key: 'before', head: words.before, cell: (item) => <ItemAnswer form={form} item={item} draft={before} /> },
        { key: 'after', head: words.after, cell: (item) => <ItemAnswer form={form} item={item} draft={after} /> },
      ]}
      rows={taken}
      rowKey={(item) => item}
    />
  );
}

/** «6.1. педагогические работники», in the order's words. */
export function ItemName({ form, item: id }: { form: Form; item: string }) {
  const item = form.items.find((one) => one.id === id);
  const title = item ? `${item.number}. ${item.title.replace('{organisation}', '…')}` : form.problems?.title;
  return <span lang="ru">{title}</span>;
}

type ItemAnswerProps = { form: Form; item: string; draft: Draft };

/** What a draft says to an item; what can't be read, as it was typed. */
export function ItemAnswer({ form, item: id, draft: { answers, unread } }: ItemAnswerProps) {
  const { t } = useText();
  const item = form.items.find((one) => one.id === id);
  const typed = Object.entries(unread).filter(([field, text]) => itemOf(field) === id && text !== '');
  if (typed.length > 0) return <span lang="ru">{typed.map(([, text]) => text).join('; ')}</span>;
  if (item) return <AnswerView item={item} answer={answers.items[id]} />;
  if (!form.problems || answers.problems.length === 0) return <>{t.imports.file.unanswered}</>;
  return <ProblemsView problems={answers.problems} columns={form.problems.columns} />;
}

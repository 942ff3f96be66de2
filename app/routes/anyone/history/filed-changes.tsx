import type { Answers, Form } from '#app/domain/reports/form.ts';
import { useText } from '#app/text/index.tsx';
import type { EntryShown } from '../../_history/entries.tsx';
import { AnswerView } from '../../_report/answer-view.tsx';

type FiledChangesProps = {
  entry: EntryShown;
  form: Pick<Form, 'items' | 'problems'>;
  filings: readonly { ordinal: number; items: string[]; before: Answers | null; after: Answers }[];
};

/** What a filing changed in the one before it, line by line. */
export function FiledChanges({ entry, form, filings }: FiledChangesProps) {
  const { t, format } = useText();
  const words = t.history;
  const filing = entry.action === 'report.file' && filings.find(({ ordinal }) => ordinal === entry.details.ordinal);
  if (!filing) return null;
  const { items, before, after } = filing;
  if (!before) return <p>{words.filing.first}</p>;
  if (items.length === 0) return <p>{words.filing.same}</p>;
  const lines = form.items.filter(({ id }) => items.includes(id));
  return (
    <details>
      <summary>{words.filing.lines(format.integer(items.length))}</summary>
      <dl>
        {lines.map((item) => (
          <div key={item.id}>
            <dt lang="ru">
              {item.number}. {item.title}
            </dt>
            <dd>
              <span className="visually-hidden">{words.was} </span>
              <AnswerView item={item} answer={before.items[item.id]} /> <span aria-hidden="true">→ </span>
              <span className="visually-hidden">, {words.became} </span>
              <AnswerView item={item} answer={after.items[item.id]} />
            </dd>
          </div>
        ))}
      </dl>
      {items.includes('problems') && <p>{words.filing.problems}</p>}
    </details>
  );
}

import { type Form, fillBlanks, type Item } from '#app/domain/reports/form.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';

type FormsProps = {
  campaignId: number;
  /** How far what municipalities file has got, by form. */
  stated: Readonly<Record<string, { stated: { n: number; of: number } }>>;
  forms: readonly Form[];
  dates: readonly { formId: string; asOf: string }[];
};

/** Which forms are filled in, for which dates, and what they ask. */
export function Forms({ campaignId, forms, dates, stated }: FormsProps) {
  const { t, format } = useText();
  const words = t.orders;
  return (
    <section>
      <h2>{words.forms}</h2>
      {forms.map((form) => {
        const { reporting } = form;
        const own =
          reporting.kind === 'dates'
            ? reporting.dates
            : dates.filter(({ formId }) => formId === form.id).map(({ asOf }) => asOf);
        return (
          <div key={form.id}>
            <h3 lang="ru">{form.title}</h3>
            <p>
              {words.filledBy[form.filledBy]} {words.reporting[reporting.kind]}
            </p>
            <p>
              {own.length > 0
                ? `${words.reportingDates}: ${own.map((day) => format.day(day)).join(', ')}.`
                : words.noDates}
            </p>
            {form.filledBy === 'municipality' && stated[form.id] && (
              <p>
                <Link href={paths.measure(campaignId, form.id)}>
                  {words.onePage.municipalities}:{' '}
                  {format.share(stated[form.id]?.stated.n ?? 0, stated[form.id]?.stated.of ?? 0)}
                </Link>
              </p>
            )}
            <Items form={form} />
            {form.note && <p lang="ru">{form.note}</p>}
          </div>
        );
      })}
    </section>
  );
}

function Items({ form }: { form: Form }) {
  const { t, format } = useText();
  const words = t.orders;
  const [number, title, answer] = form.columns;
  const columns: Column<Item>[] = [
    { key: 'number', head: <span lang="ru">{number}</span>, cell: (item) => item.number },
    {
      key: 'title',
      head: <span lang="ru">{title}</span>,
      rowHeader: true,
      cell: (item) => (
        <span lang="ru">
          {item.kind === 'heading' ? <b>{item.title}</b> : fillBlanks(item.title, { organisation: '_____' })}
        </span>
      ),
    },
    {
      key: 'answer',
      head: <span lang="ru">{answer}</span>,
      cell: ({ kind, hint }) => (hint ? <span lang="ru">{hint}</span> : words.kinds[kind]),
    },
  ];
  const asked = form.items.filter(({ kind }) => kind !== 'heading').length;
  return (
    <details>
      <summary>{words.items(format.integer(asked))}</summary>
      <Table caption={words.itemsCaption} captionHidden columns={columns} rows={form.items} rowKey={({ id }) => id} />
    </details>
  );
}

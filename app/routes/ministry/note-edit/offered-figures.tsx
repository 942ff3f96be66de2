import { useText } from '#app/text/index.tsx';
import { Table } from '#app/ui/table.tsx';

/** Every figure of the edition as it is written in the text. */
export function OfferedFigures({ offered }: { offered: { label: string; text: string }[] }) {
  const { t } = useText();
  const words = t.note.editor;
  return (
    <details>
      <summary>{words.offered}</summary>
      <p>{words.offeredText}</p>
      <Table
        caption={words.offered}
        captionHidden
        rows={offered}
        rowKey={({ label }) => label}
        columns={[
          {
            key: 'label',
            head: words.offeredFigure,
            rowHeader: true,
            cell: ({ label }) => <span lang="ru">{label}</span>,
          },
          { key: 'text', head: words.offeredAs, cell: ({ text }) => <span lang="ru">[{text}]</span> },
        ]}
      />
    </details>
  );
}

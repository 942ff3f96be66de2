import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Button } from '#app/ui/button.tsx';
import { Link } from '#app/ui/link.tsx';
import { Script } from '#app/ui/script.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import type { Waiting } from '#app/use-cases/reports/see-queue.server.ts';
import css from './queue.module.css';

/** The name of a report's box; its value is the filing that the list shows. */
export const boxPrefix = 'accept:';

/** What waits, the longest waiting first; with boxes for whoever may accept. */
export function WaitingTable({ waiting, mayReview }: { waiting: readonly Waiting[]; mayReview: boolean }) {
  const { t, format } = useText();
  const words = t.queue;
  const boxes: Column<Waiting>[] = mayReview
    ? [{ key: 'box', head: words.choose, cell: (filing) => <Box filing={filing} /> }]
    : [];
  const columns: Column<Waiting>[] = [
    ...boxes,
    {
      key: 'school',
      head: t.everywhere.table.school,
      rowHeader: true,
      cell: ({ reportId, school }) => (
        <Link href={paths.report(reportId)}>
          <span lang="ru">{school}</span>
        </Link>
      ),
    },
    { key: 'asOf', head: words.asOf, nowrap: true, cell: ({ asOf }) => format.day(asOf) },
    { key: 'filed', head: words.filed, nowrap: true, cell: ({ filedOn }) => format.day(filedOn) },
    { key: 'waits', head: words.waits, align: 'end', cell: ({ age }) => format.integer(age) },
    { key: 'what', head: words.what, cell: (filing) => <What filing={filing} /> },
  ];
  return (
    <Table caption={words.caption} captionHidden columns={columns} rows={waiting} rowKey={({ reportId }) => reportId} />
  );
}

function Box({ filing: { reportId, ordinal, school, asOf, obstacle } }: { filing: Waiting }) {
  const { t, format } = useText();
  const words = t.queue;
  if (obstacle) return <span className={css.open}>{words.openFirst(words.obstacles[obstacle])}</span>;
  return (
    <input
      type="checkbox"
      className={css.box}
      name={`${boxPrefix}${reportId}`}
      value={ordinal}
      aria-label={words.chooseOne(school, format.day(asOf))}
    />
  );
}

function What({ filing: { kind, late, explanations } }: { filing: Waiting }) {
  const { t, format } = useText();
  return (
    <>
      {t.queue.kinds[kind]} {late && <Tag tone="warning">{t.school.late}</Tag>}{' '}
      {explanations > 0 && <Tag tone="waiting">{t.checks.withExplanations(format.integer(explanations))}</Tag>}
    </>
  );
}

/** Ticks every box of its form; without scripts it isn't there. */
export function ChooseAll() {
  const { t } = useText();
  return (
    <div className={css.all}>
      <Button type="button" look="quiet" hidden data-chooses-all>
        {t.queue.chooseAll}
      </Button>
      <Script name="chooseAll" />
    </div>
  );
}

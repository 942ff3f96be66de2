import type { Terms } from '#app/domain/reports/decision.ts';
import { useText } from '#app/text/index.tsx';
import { type Column, Table } from '#app/ui/table.tsx';

type DaysProps = { report: Terms; original: Terms; forAll: Terms };
type DayName = keyof Terms;
const names = ['due', 'fileUntil', 'changeUntil'] as const;

/** The three days by the order, for all schools where they were moved, and for this one where it was given its own. */
export function Days({ report, original, forAll }: DaysProps) {
  const { t, format } = useText();
  const words = t.calendar.report;
  const differ = (a: Terms, b: Terms) => names.some((name) => a[name] !== b[name]);
  const column = (key: 'original' | 'forAll' | 'own', terms: Terms): Column<DayName> => ({
    key,
    head: words[key],
    nowrap: true,
    cell: (name) => format.day(terms[name]),
  });
  const columns: Column<DayName>[] = [
    { key: 'term', head: words.term, rowHeader: true, cell: (name) => t.calendar.days[name] },
    column('original', original),
    ...(differ(forAll, original) ? [column('forAll', forAll)] : []),
    ...(differ(report, forAll) ? [column('own', report)] : []),
  ];
  return <Table caption={words.daysCaption} captionHidden columns={columns} rows={names} rowKey={(name) => name} />;
}

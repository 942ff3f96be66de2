/** Long lists, a page at a time, by the id of the row that the page follows or precedes. */

export const pageSize = 50;

export type PageAsk = { after?: number; before?: number };
export type PageOf<Row> = {
  rows: Row[];
  /** What to ask for next; null where the list ends. */
  previous: { before: number } | null;
  next: { after: number } | null;
};

/** `from` the row beside which the page begins; one row more than a page is asked for, to see whether the list goes on. */
export type Stretch = { direction: 'asc' | 'desc'; from: number | undefined; limit: number };

export async function pageOf<Row extends { id: number }>(
  { after, before }: PageAsk,
  read: (stretch: Stretch) => Promise<Row[]>,
): Promise<PageOf<Row>> {
  const backwards = before !== undefined;
  const found = await read({
    direction: backwards ? 'desc' : 'asc',
    from: backwards ? before : after,
    limit: pageSize + 1,
  });
  const more = found.length > pageSize;
  const rows = found.slice(0, pageSize);
  if (backwards) rows.reverse();
  const first = rows[0];
  const last = rows.at(-1);
  return {
    rows,
    previous: first && (backwards ? more : after !== undefined) ? { before: first.id } : null,
    next: last && (backwards || more) ? { after: last.id } : null,
  };
}

import type { Form } from '#app/domain/reports/form.ts';

/** What the order calls it: the number of the line, the title of the table of problems. */
export function nameOf({ items, problems }: Pick<Form, 'items' | 'problems'>, itemId: string): string {
  return items.find(({ id }) => id === itemId)?.number ?? problems?.title.replace(/:$/, '') ?? itemId;
}

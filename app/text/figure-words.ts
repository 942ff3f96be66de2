/** How figures, and the groups of schools that they are asked of, are called: on pages and in files. */

import type { SchoolKind, Settlement } from '#app/domain/organisations/organisation.ts';
import type { Item } from '#app/domain/reports/form.ts';
import type { Figure } from '#app/domain/territory/denominator.ts';
import type { Grouping, Row } from '#app/domain/territory/explore.ts';
import type { Text } from './index.tsx';

/** The deciding form's lines, headings among them, and the order's stages. */
type Lines = {
  items: readonly Pick<Item, 'id' | 'number' | 'title' | 'kind'>[];
  stages: readonly { id: string; title: string }[];
};

/** «Охват школ», «Строка 5.1, Охват: педагогические работники, работающие в системе». */
export function figureText(figure: Figure, { items, stages }: Lines, t: Pick<Text, 'behind'>): string {
  const words = t.behind.figures;
  switch (figure.kind) {
    case 'covered':
      return words.covered;
    case 'reports':
      return words[figure.clock];
    case 'stage':
      return words.stage(stages.find(({ id }) => id === figure.stage)?.title ?? figure.stage);
    case 'item': {
      const item = items.find(({ id }) => id === figure.item);
      const heading = items.find(({ kind, id }) => kind === 'heading' && figure.item.startsWith(`${id}.`));
      const title = [heading, item].flatMap((line) => (line ? [line.title.replace(/[\s.:;]+$/, '')] : [])).join(': ');
      return words.item(item?.number ?? figure.item, title);
    }
  }
}

type Named = Pick<Lines, 'stages'> & { municipalities: readonly { id: number; name: string }[] };

/** What a group of schools has in common; a key of null is what nobody says of them. */
export function groupText(
  { key, name }: Pick<Row, 'key' | 'name'>,
  group: Grouping,
  { stages, municipalities }: Named,
  t: Pick<Text, 'explore' | 'territory'>,
): string {
  const { unknown, all } = t.explore;
  if (group === 'none') return all;
  if (key === null) return group === 'system' || group === 'stage' ? unknown[group] : unknown.other;
  switch (group) {
    case 'system':
      return name ?? key;
    case 'municipality':
      return municipalities.find(({ id }) => String(id) === key)?.name ?? key;
    case 'stage':
      return stages.find(({ id }) => id === key)?.title ?? key;
    case 'schoolKind':
      return t.territory.schoolKinds[key as SchoolKind];
    case 'settlement':
      return t.territory.settlements[key as Settlement];
  }
}

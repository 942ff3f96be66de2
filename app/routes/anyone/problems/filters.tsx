import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { FilterLinks } from '#app/ui/filter-links.tsx';
import { FoldedLinks } from '../../_campaign/folded-links.tsx';
import type { ProblemsShown } from './problems-shown.server.ts';

type Option = ProblemsShown['systems'][number];

/** State, system, municipality: each choice is an address, with the number of problems it would show. */
export function Filters({ shown }: { shown: ProblemsShown }) {
  const { t, format } = useText();
  const words = t.problems;
  const { campaign, filter, group } = shown;
  const href = (change: Partial<typeof filter>) => paths.problems(campaign.id, { ...filter, ...change });
  const options = (name: 'system' | 'municipality', found: Option[]) => [
    { href: href({ [name]: undefined }), text: words.every, current: filter[name] === undefined },
    ...found.map(({ value, name: text, problems, current }) => ({
      href: href({ [name]: value }),
      text,
      count: format.integer(problems),
      current,
    })),
  ];
  return (
    <>
      <FilterLinks
        label={words.filter}
        options={shown.states.map(({ state, problems }) => ({
          href: href({ state }),
          text: words.filters[state],
          // In a group the numbers would be those of all groups.
          count: group ? undefined : format.integer(problems),
          current: state === filter.state,
        }))}
      />
      {!group && shown.systems.length > 0 && (
        <FoldedLinks label={words.system} earlier={words.moreSystems} options={options('system', shown.systems)} />
      )}
      {!group && shown.municipalities.length > 0 && (
        <FoldedLinks
          label={words.municipality}
          earlier={words.moreMunicipalities}
          options={options('municipality', shown.municipalities)}
        />
      )}
    </>
  );
}

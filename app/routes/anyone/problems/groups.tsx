import { problemStates } from '#app/domain/problems/problem-state.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { Pager } from '#app/ui/table.tsx';
import { ProblemStateTag } from '../../_problem/problem-age.tsx';
import css from './groups.module.css';
import type { GroupHead, Paged, ProblemsShown } from './problems-shown.server.ts';

type GroupsProps = { shown: ProblemsShown; groups: Paged<GroupHead> };

/** Like problems as one line each, with how many schools have them; the link opens the schools by name. */
export function Groups({ shown, groups }: GroupsProps) {
  const { t, format } = useText();
  const { campaign, filter } = shown;
  const page = (number: number) => paths.problems(campaign.id, { ...filter, page: String(number) });
  return (
    <>
      <ol className={css.groups} start={groups.from}>
        {groups.rows.map((group) => (
          <li key={group.like}>
            <h2 className={css.wording} lang="ru">
              <Link href={paths.problems(campaign.id, { ...filter, like: group.like })}>{group.wording}</Link>
            </h2>
            <GroupFacts group={group} manyMunicipalities={shown.municipality === null} />
          </li>
        ))}
      </ol>
      <Pager
        previous={groups.page > 1 ? page(groups.page - 1) : null}
        next={groups.isLast ? null : page(groups.page + 1)}
      >
        {t.problems.group.shown(format.integer(groups.from), format.integer(groups.to), format.integer(groups.of))}
      </Pager>
    </>
  );
}

/** How many have it, with which systems, and how it stands. */
export function GroupFacts({ group, manyMunicipalities }: { group: GroupHead; manyMunicipalities: boolean }) {
  const { t, format } = useText();
  const words = t.problems.group;
  const { counts } = t.everywhere;
  const facts = [
    `${format.integer(group.schools)} ${counts.schools(group.schools)}`,
    manyMunicipalities && `${format.integer(group.municipalities)} ${counts.municipalities(group.municipalities)}`,
    group.oldestDays !== null && words.oldest(format.days(group.oldestDays)),
  ];
  const [most] = group.systems;
  return (
    <>
      <p className={css.facts}>{facts.filter(Boolean).join(' · ')}</p>
      {group.schools > 1 && most && most.schools > 1 && (
        <p className={css.same}>{words.same(format.share(most.schools, most.of), most.of, most.name)}</p>
      )}
      {group.systems.length > 0 && !(group.systems.length === 1 && group.schools > 1) && (
        <ul className={css.systems}>
          {group.systems.slice(group.schools > 1 && most && most.schools > 1 ? 1 : 0).map((system) => (
            <li key={system.key}>
              {words.withSystem(format.share(system.schools, system.of), system.of, system.name)}
            </li>
          ))}
        </ul>
      )}
      <p className={css.states}>
        {problemStates
          .filter((state) => group.states[state] > 0)
          .map((state) => (
            <ProblemStateTag key={state} state={state} count={format.integer(group.states[state])} />
          ))}
      </p>
    </>
  );
}

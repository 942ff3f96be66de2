import { percentOf } from '#app/domain/coverage.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Bar } from '#app/ui/bar.tsx';
import { FigureBlock } from '#app/ui/figure-block.tsx';
import { Link } from '#app/ui/link.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { thresholdText } from '../_campaign/campaign.ts';
import { TargetTag } from '../_campaign/target-tag.tsx';
import css from './region.module.css';
import type { MunicipalityRow, RegionFigures, Sorting } from './region-figures.ts';

/** Every municipality as a bar with the target as a rule across it; a row opens its schools. */
export function MunicipalitiesFigure({ figures }: { figures: RegionFigures }) {
  const { t, format } = useText();
  const { campaign, municipalities, municipalitiesMet: met, at, sorting } = figures;
  const { target } = campaign;
  const words = t.region.municipalities;
  const against = target ? [target.threshold] : [];
  const shownAt = at.day ?? at.month;
  const sort = (key: Sorting['sort'], first: Sorting['order']) => {
    const now = sorting.sort === key ? sorting.order : undefined;
    const order = now ? (now === 'asc' ? 'desc' : 'asc') : first;
    return {
      href: `${paths.region(campaign.id, shownAt, { sort: key, order })}#municipalities`,
      now: now && (now === 'asc' ? ('ascending' as const) : ('descending' as const)),
    };
  };
  const columns: Column<MunicipalityRow>[] = [
    {
      key: 'name',
      head: t.everywhere.table.municipality,
      rowHeader: true,
      sort: sort('name', 'asc'),
      cell: ({ id, name }) => (
        <Link href={paths.municipalityCoverage(campaign.id, id, shownAt)}>
          <span lang="ru" className={css.name}>
            {name}
          </span>
        </Link>
      ),
    },
    {
      key: 'percent',
      head: words.percent,
      align: 'end',
      sort: sort('coverage', 'desc'),
      cell: ({ id, covered }) =>
        covered.of > 0 ? (
          <Link href={paths.behind(campaign.id, 'covered', { at: shownAt, municipality: id })}>
            {format.percent(percentOf(covered, against))}
          </Link>
        ) : (
          words.noSchools
        ),
    },
    { key: 'covered', head: words.covered, align: 'end', cell: ({ covered }) => format.share(covered.n, covered.of) },
    {
      key: 'bar',
      head: words.bar,
      grow: true,
      cell: ({ covered, target: state }) => (
        <Bar n={covered.n} of={covered.of} target={target?.threshold} tone={state === 'met' ? 'reached' : 'behind'} />
      ),
    },
  ];
  if (target) {
    columns.push(
      {
        key: 'needed',
        head: words.needed,
        align: 'end',
        sort: sort('needed', 'desc'),
        cell: ({ stillNeeded }) => format.integer(stillNeeded),
      },
      {
        key: 'state',
        head: t.everywhere.table.status,
        nowrap: true,
        cell: ({ target: state }) => state && <TargetTag state={state} />,
      },
    );
  }
  columns.push({
    key: 'reported',
    head: words.reported,
    align: 'end',
    sort: sort('reported', 'asc'),
    cell: ({ reported }) => (reported.of > 0 ? format.share(reported.n, reported.of) : '–'),
  });
  return (
    <div id="municipalities">
      <FigureBlock
        title={target ? words.title(format.share(met.n, met.of), met.of) : words.noTarget}
        base={target && words.base(thresholdText(target.threshold, format))}
      >
        <Table caption={words.caption} captionHidden columns={columns} rows={municipalities} rowKey={({ id }) => id} />
      </FigureBlock>
    </div>
  );
}

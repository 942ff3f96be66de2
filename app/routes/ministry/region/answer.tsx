import { percentOf } from '#app/domain/territory/coverage.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import { type KeyFigure, KeyFigures } from '#app/ui/summary-list.tsx';
import { coveredText, thresholdText } from '../../_campaign/campaign.ts';
import css from './region.module.css';
import type { RegionFigures } from './region-figures.ts';

/** The few figures behind the page's sentence, and the municipalities furthest from the target by name. */
export function Answer({ figures }: { figures: RegionFigures }) {
  const speech = useText();
  const { t } = speech;
  const { campaign, furthest, at } = figures;
  return (
    <>
      <KeyFigures figures={keyFigures(figures, speech)} />
      {furthest.length > 0 && (
        <div className={css.furthest}>
          <span id="furthest">{t.region.furthest}</span>
          <ul aria-labelledby="furthest">
            {furthest.map(({ id, name, covered }) => (
              <li key={id}>
                <Link href={paths.municipalityCoverage(campaign.id, id, at.day ?? at.month, at.territory)}>
                  <span lang="ru">{name}</span>
                </Link>
                {` ${coveredText(covered, campaign.target?.threshold, speech)}`}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function keyFigures(figures: RegionFigures, { t, format }: Speech): KeyFigure[] {
  const { campaign, at, covered, municipalitiesMet: met, reported, onTime, stillNeeded } = figures;
  const { target } = campaign;
  const words = t.region.keyFigures;
  const share = format.share(covered.n, covered.of);
  const shown: KeyFigure[] = [];
  if (target) {
    shown.push(
      {
        key: 'coverage',
        label: words.coverage,
        value: format.percent(percentOf(covered, [target.threshold])),
        note: words.target(share, thresholdText(target.threshold, format), format.day(target.by)),
        href: paths.behind(campaign.id, 'covered', { at: at.day ?? at.month, territory: at.territory }),
      },
      {
        key: 'met',
        label: words.municipalitiesMet,
        value: format.share(met.n, met.of),
        note: words.municipalitiesNote(met.of, format.percent(percentOf(met))),
        href: '#municipalities',
      },
      { key: 'needed', label: words.needed, value: format.integer(stillNeeded), note: words.neededNote },
    );
  }
  shown.push({
    key: 'reported',
    label: words.reported,
    value: format.percent(percentOf(reported)),
    note:
      reported.of > 0
        ? words.reportedNote(
            format.share(reported.n, reported.of),
            `${format.integer(onTime.n)} (${format.percent(percentOf(onTime))})`,
          )
        : words.noneDue,
    href:
      reported.of > 0
        ? paths.behind(campaign.id, 'reported', { at: at.day ?? at.month, territory: at.territory })
        : undefined,
  });
  return shown;
}

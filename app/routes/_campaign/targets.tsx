import type { Day } from '#app/domain/calendar.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { dayTitle, type TargetShown } from '#app/text/target-words.ts';
import { Link } from '#app/ui/link.tsx';
import { coveredText, thresholdText } from './campaign.ts';
import { TargetDayTable } from './target-day.tsx';

type FurtherTargetsProps = {
  /** Null where the page is for everybody: the order has no such page. */
  campaignId: number | null;
  targets: readonly TargetShown[];
  asOf: Day;
  /** Of one figure of a target; the page for everybody names no school. */
  href?: (figure: string) => string;
};

/** The order's coverage targets beyond the first: each with its own figures and the way to its schools. */
export function FurtherTargets({ campaignId, targets, asOf, href }: FurtherTargetsProps) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.targets;
  const counted = targets.filter(({ figures }) => figures);
  if (counted.length === 0) return null;
  return (
    <section>
      <h2>{words.further}</h2>
      {counted.map((target) => {
        const { id, title, threshold, by, per, figures, met } = target;
        const covered = figures ? coveredText(figures.covered, threshold, speech) : '';
        const now = words.now(covered, thresholdText(threshold, format), format.day(by));
        return (
          <div key={id}>
            <h3 lang="ru">{title}</h3>
            <p>
              {dayTitle(target, speech) ?? now}
              {met && per === 'municipality' && !met.day && (
                <> {words.nowMet(format.share(met.met.n, met.met.of), met.met.of)}</>
              )}
            </p>
            <TargetDayTable target={target} asOf={asOf} href={href?.(`day-${id}`)} hrefNow={href?.(`met-${id}`)} />
            {href && campaignId !== null && (
              <p>
                <Link href={href(`met-${id}`)}>{words.schools}</Link>
                <br />
                <Link href={paths.order(campaignId)}>{words.order}</Link>
              </p>
            )}
          </div>
        );
      })}
    </section>
  );
}

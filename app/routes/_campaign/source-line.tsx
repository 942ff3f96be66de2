import type { ReactNode } from 'react';
import { type Day, monthOf } from '#app/domain/calendar.ts';
import type { Source } from '#app/domain/territory/summary.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import type { AtShown } from './campaign.ts';
import css from './source-line.module.css';

type SourceLineProps = {
  source: Source;
  at: AtShown;
  asOf: Day;
  today: Day;
  /** The day by which the target must be met, where it can be looked at. */
  targetDay?: { day: string; href: string };
  children?: ReactNode;
};

/** Where the figures come from: an edition and its number, or the state of this moment; and the way to the target's day. */
export function SourceLine({ source, at, asOf, today, targetDay, children }: SourceLineProps) {
  const { t, format } = useText();
  const words = t.region.source;
  return (
    <p className={css.source}>
      {sourceText()}
      {targetDay && (
        <>
          {' '}
          <Link href={targetDay.href}>{words.targetDay(format.day(targetDay.day))}</Link>.
        </>
      )}
      {children}
    </p>
  );

  function sourceText(): string {
    if (at.territory === 'now') return t.territory.now.source(format.day(asOf), format.day(today));
    if (source.kind === 'edition') {
      const edition = words.edition(format.integer(source.number), format.dateTime(source.readAt));
      return `${edition} ${source.complete ? words.complete : words.incomplete}`;
    }
    if (at.day) return words.day(format.day(at.day));
    // For the running month nothing can have been compiled.
    return at.month === monthOf(today) ? words.running(format.day(asOf)) : words.notCompiled;
  }
}

import type { ReactNode } from 'react';
import type { Day } from '#app/domain/calendar.ts';
import type { Source } from '#app/domain/summary.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';
import type { AtShown } from './campaign.ts';
import css from './source-line.module.css';

type SourceLineProps = {
  source: Source;
  at: AtShown;
  asOf: Day;
  /** The running month: for it nothing can have been compiled. */
  running: string;
  /** The day by which the target must be met, where it can be looked at. */
  targetDay?: { day: string; href: string };
  children?: ReactNode;
};

/** Where the figures come from: an edition and its number, or the state of this moment; and the way to the target's day. */
export function SourceLine({ source, at, asOf, running, targetDay, children }: SourceLineProps) {
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
    if (source.kind === 'edition') {
      const edition = words.edition(format.integer(source.number), format.dateTime(source.readAt));
      return `${edition} ${source.complete ? words.complete : words.incomplete}`;
    }
    if (at.day) return words.day(format.day(at.day));
    return at.month === running ? words.running(format.day(asOf)) : words.notCompiled;
  }
}

import type { Month } from '#app/domain/calendar.ts';
import { useText } from '#app/text/index.tsx';
import type { AtShown } from './campaign.ts';
import { FoldedLinks } from './folded-links.tsx';

type MonthLinksProps = { months: readonly Month[]; at: AtShown; href: (month: Month) => string };

/** The months of the campaign as links, the latest first. */
export function MonthLinks({ months, at, href }: MonthLinksProps) {
  const { t, format } = useText();
  return (
    <FoldedLinks
      label={t.region.months}
      earlier={t.region.earlierMonths}
      options={[...months].reverse().map((month) => ({
        href: href(month),
        text: format.month(month),
        current: month === at.month && !at.day,
      }))}
    />
  );
}

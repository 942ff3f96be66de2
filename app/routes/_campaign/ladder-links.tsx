import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { FilterLinks } from '#app/ui/filter-links.tsx';

type LadderLinksProps = {
  campaignId: number;
  ladders: readonly { id: string; title: string }[];
  municipality?: number;
};

/** To the ladders of an order: where schools stand, since when, and what the next step lacks. */
export function LadderLinks({ campaignId, ladders, municipality }: LadderLinksProps) {
  const { t } = useText();
  if (ladders.length === 0) return null;
  return (
    <FilterLinks
      label={t.orders.ladders}
      options={ladders.map(({ id, title }) => ({ href: paths.ladder(campaignId, id, { municipality }), text: title }))}
    />
  );
}

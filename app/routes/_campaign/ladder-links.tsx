import { Fragment } from 'react';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';

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
    <p>
      {t.orders.ladders}:{' '}
      {ladders.map(({ id, title }, at) => (
        <Fragment key={id}>
          {at > 0 && ', '}
          <Link href={paths.ladder(campaignId, id, { municipality })}>
            <span lang="ru">{title}</span>
          </Link>
        </Fragment>
      ))}
    </p>
  );
}

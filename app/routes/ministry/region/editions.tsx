import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Button } from '#app/ui/button.tsx';
import { Link } from '#app/ui/link.tsx';
import type { RegionFigures } from './region-figures.ts';

/** The shown figures as a file that is made in the background: for regions whose workbook takes its time. */
export function PrepareFile({ figures: { campaign, at } }: { figures: RegionFigures }) {
  const { t } = useText();
  return (
    <form method="post" action={paths.exports()}>
      <input type="hidden" name="campaign" value={campaign.id} />
      <input type="hidden" name="at" value={at.day ?? at.month} />
      <p>
        {t.exports.askHint} <Button look="secondary">{t.exports.ask}</Button>
      </p>
    </form>
  );
}

/** The month's editions as files, once there is more than one: the page itself shows the newest. */
export function Editions({ figures: { campaign, at, editions } }: { figures: RegionFigures }) {
  const { t, format } = useText();
  const words = t.region.source;
  if (editions.length < 2) return null;
  return (
    <details>
      <summary>{t.region.editions(format.integer(editions.length))}</summary>
      <ul>
        {editions.map(({ number, readAt, complete }) => (
          <li key={number}>
            {words.edition(format.integer(number), format.dateTime(readAt))}{' '}
            {complete ? words.complete : words.incomplete}{' '}
            <Link href={paths.summaryWorkbook(campaign.id, at.month, number)}>
              {t.region.download}
              <span className="visually-hidden">, {t.region.editionNumber(format.integer(number))}</span>
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}

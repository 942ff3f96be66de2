/** A share as the marks of all charts say it. */

import type { Share } from '#app/domain/orders/order.ts';
import { percentOf } from '#app/domain/territory/coverage.ts';
import type { Speech } from '#app/text/index.tsx';
import { thresholdText } from '#app/text/share-words.ts';
import type { Level, Row } from './chart.ts';

/** `against` are the levels that the percentage must not be rounded across. */
export function figureOf(
  share: Share | null,
  against: readonly Share[],
  { t, format }: Speech,
): Pick<Row, 'share' | 'percent' | 'text'> {
  const percent = format.percent(share && percentOf(share, against));
  if (!share) return { share: null, percent, text: percent };
  return { share, percent, text: t.everywhere.figure.shareText(percent, format.share(share.n, share.of)) };
}

/** «Цель 75 %». */
export function targetLevel(threshold: Share, { t, format }: Speech): Level {
  return { share: threshold, label: t.everywhere.figure.target(thresholdText(threshold, format)) };
}

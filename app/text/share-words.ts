/** Shares and their targets in the same words on pages, in pictures and in documents. */

import type { Share } from '#app/domain/orders/order.ts';
import { percentOf } from '#app/domain/territory/coverage.ts';
import type { Format, Speech } from './index.tsx';

/** A threshold as the order writes it: «75 %», not «75,0 %». */
export function thresholdText(threshold: Share, format: Format): string {
  const percent = percentOf(threshold);
  return percent ? format.percentText(percent.text.replace(/\.0$/, '')) : '';
}

/** «734 из 1 404 школ (52,3 %)»; the percentage keeps to its side of the threshold. */
export function coveredText(covered: Share, threshold: Share | undefined, { t, format }: Speech): string {
  const percent = format.percent(percentOf(covered, threshold ? [threshold] : []));
  return t.region.covered(format.share(covered.n, covered.of), covered.of, percent);
}

import type { Speech } from './index.tsx';

/** «30–40 %», «100 %». */
export function bandText({ from, to }: { from: number; to: number }, { t, format }: Speech): string {
  const percent = (n: number) => format.percentText(String(n));
  return t.region.bands.range(from === to ? percent(to) : String(from), percent(to));
}

import type { Speech } from './index.tsx';

/**
 * By what a report is called: its day, and where its order has several forms, which of them it is. It stands wherever texts speak of
 * a report's day: «Отчёт на 10.04.2012 (план введения)».
 */
export function reportDay(
  { asOf, formName }: { asOf: string; formName: string | null | undefined },
  format: Speech['format'],
): string {
  return formName ? `${format.day(asOf)} (${formName})` : format.day(asOf);
}

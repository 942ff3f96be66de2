/** The month's workbook for who has asked for it as a file of their own. */
import { type Day, type Month, monthOf } from '#app/domain/calendar.ts';
import type { UserContext } from '#app/use-cases/context.server.ts';
import { readSummaryFile } from '#app/use-cases/territory/summary-file.server.ts';
import { summaryFileName } from './summary/file-name.ts';
import { summaryWorkbook } from './summary/workbook.server.ts';

/** `at` is a month or a day, as addresses write it. */
export async function summaryFile(
  ctx: UserContext,
  { campaignId, at, edition }: { campaignId: number; at: string; edition: number | null },
): Promise<{ name: string; content: ReadableStream<Uint8Array> }> {
  const asked = at.length > 7 ? { month: monthOf(at as Day), day: at as Day } : { month: at as Month };
  const file = await readSummaryFile(ctx, { campaignId, at: asked, edition: edition ?? undefined });
  const made = { now: ctx.now, zone: ctx.user.region.zone };
  return { name: summaryFileName(file, 'xlsx'), content: summaryWorkbook(file, made) };
}

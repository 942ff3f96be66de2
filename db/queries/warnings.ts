/** What the soft checks found in a filing, with the school's sentences. */
import type { Explained } from '#app/domain/check.ts';
import type { Db, Trx } from '../schema.ts';

export async function insertWarnings(trx: Trx, filingId: number, explained: readonly Explained[]): Promise<void> {
  if (explained.length === 0) return;
  await trx
    .insertInto('filing_warnings')
    .values(
      explained.map(({ found, explanation }) => ({
        filing_id: filingId,
        key: found.key,
        explanation,
        found: JSON.stringify(found),
      })),
    )
    .execute();
}

/** Of every filing of the report, the oldest filing first. */
export async function warningsOfReport(db: Db, reportId: number): Promise<(Explained & { filingId: number })[]> {
  return db
    .selectFrom('filing_warnings as w')
    .innerJoin('filings as f', 'f.id', 'w.filing_id')
    .where('f.report_id', '=', reportId)
    .select(['w.filing_id as filingId', 'w.explanation', 'w.found'])
    .orderBy('f.ordinal')
    .orderBy('w.key')
    .execute();
}

/** What the soft checks found in a filing, with the school's sentences. */
import type { Db } from '../schema.ts';

/** Of every filing of the report, the oldest filing first. */
export function warningsOfReport(db: Db, reportId: number) {
  return db
    .selectFrom('filing_warnings as w')
    .innerJoin('filings as f', 'f.id', 'w.filing_id')
    .where('f.report_id', '=', reportId)
    .select(['w.filing_id as filingId', 'w.explanation', 'w.found'])
    .orderBy('f.ordinal')
    .orderBy('w.key');
}

/** The copies of documents that were handed in with filings. */
import type { Db } from '../schema.ts';

export type PaperOfFiling = { filingId: number; item: string; fileId: number; fileName: string; fileSize: number };

/** Of every filing of the report. */
export function papersOfReport(db: Db, reportId: number) {
  return db
    .selectFrom('filing_papers as p')
    .innerJoin('filings as f', 'f.id', 'p.filing_id')
    .innerJoin('files as k', 'k.id', 'p.file_id')
    .where('f.report_id', '=', reportId)
    .select(['p.filing_id as filingId', 'p.item', 'p.file_id as fileId', 'k.name as fileName', 'k.size as fileSize']);
}

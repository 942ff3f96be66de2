import { sql } from 'kysely';
import type { Trx } from '../schema.ts';

/** The accepted filing that counts: the last one accepted, an amendment or not. */
const acceptedAnswers = sql`(
  select f.answers from filings f
  join reviews v on v.filing_id = f.id and v.decision = 'accepted'
  where f.report_id = r.id
  order by f.counts_from desc, f.ordinal desc
  limit 1
)`;

/** Puts a draft with the accepted answers beside the accepted version, under a new version of its own. */
export async function startAmendment(trx: Trx, reportId: number, reason: string): Promise<void> {
  await sql`
    update reports r set amendment = 'draft', amendment_reason = ${reason}, answers = ${acceptedAnswers}, unread = '{}',
      version = r.version + 1
    where r.id = ${reportId}`.execute(trx);
}

/** Takes the draft away: the accepted answers stand again, under a new version. */
export async function stopAmendment(trx: Trx, reportId: number): Promise<void> {
  await sql`
    update reports r set amendment = null, amendment_reason = null, answers = ${acceptedAnswers}, unread = '{}',
      version = r.version + 1
    where r.id = ${reportId}`.execute(trx);
}

/** Filings put straight into the database, where a test needs hundreds of them or moments that no form would let through. */
import type { Day } from '#app/domain/calendar.ts';
import type { Database } from '#db/client.ts';

export type RawFiling = { schoolId: number; asOf: string; filedAt: Date; coveredFrom: string | null };

/** Each becomes the next filing of its school's report for that date, in the order given; the obligations must be there. */
export async function insertFilings(
  { pool }: Database,
  by: { campaignId: number; userId: number },
  filings: RawFiling[],
): Promise<void> {
  await pool.query(
    `insert into filings (report_id, ordinal, campaign_id, form_id, organisation_id, as_of, filed_at, filed_by,
       from_version, late, answers, covered_from, system)
     select r.id, row_number() over (partition by r.id order by f.at), d.campaign_id, d.form_id, r.organisation_id, d.as_of,
       f."filedAt", $2, row_number() over (partition by r.id order by f.at), false, '{"items":{},"problems":[]}',
       f."coveredFrom", null
     from rows from (
       jsonb_to_recordset($3::jsonb) as ("schoolId" int, "asOf" date, "filedAt" timestamptz, "coveredFrom" date)
     ) with ordinality as f ("schoolId", "asOf", "filedAt", "coveredFrom", at)
     join reporting_dates d on d.campaign_id = $1 and d.as_of = f."asOf"
     join reports r on r.reporting_date_id = d.id and r.organisation_id = f."schoolId"`,
    [by.campaignId, by.userId, JSON.stringify(filings)],
  );
}

/** What is owed for these dates of the campaign's form, as raw rows. */
export async function insertObligations(
  { db }: Database,
  campaign: { campaignId: number; formId: string },
  dates: { asOf: string; schoolIds: number[] }[],
): Promise<void> {
  for (const { asOf, schoolIds } of dates) {
    const day = asOf as Day;
    const { id } = await db
      .insertInto('reporting_dates')
      .values({ campaign_id: campaign.campaignId, form_id: campaign.formId, as_of: day, due: day, opens: day })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (schoolIds.length === 0) continue;
    await db
      .insertInto('reports')
      .values(schoolIds.map((schoolId) => ({ reporting_date_id: id, organisation_id: schoolId })))
      .execute();
  }
}

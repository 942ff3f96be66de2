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
       from_version, filed_on, counts_from, answers, covered_from, system)
     select r.id, row_number() over (partition by r.id order by f.at), d.campaign_id, d.form_id, r.organisation_id, d.as_of,
       f."filedAt", $2, row_number() over (partition by r.id order by f.at), f."filedAt"::date, f."filedAt", '{"items":{},"problems":[]}',
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
    const days = { due: day, file_until: day, change_until: day };
    const { id } = await db
      .insertInto('reporting_dates')
      .values({
        campaign_id: campaign.campaignId,
        form_id: campaign.formId,
        as_of: day,
        ...days,
        opens: day,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (schoolIds.length === 0) continue;
    await db
      .insertInto('reports')
      .values(schoolIds.map((schoolId) => ({ reporting_date_id: id, organisation_id: schoolId, ...days })))
      .execute();
  }
}

export type FiguredFiling = { schoolId: number; asOf: string; figures: Record<string, { n: number; of: number }> };

/** Filings with figures alone, each the next one of its school's report for that date, counting from the day after it. */
export async function insertFigures(
  { pool }: Database,
  by: { campaignId: number; administrator: { id: number } },
  filings: readonly FiguredFiling[],
): Promise<void> {
  for (const { schoolId, asOf, figures } of filings) {
    await pool.query(
      `with filed as (
         insert into filings (report_id, ordinal, campaign_id, form_id, organisation_id, as_of, filed_at, filed_by,
           from_version, filed_on, counts_from, answers)
         select r.id, n.next, d.campaign_id, d.form_id, r.organisation_id, d.as_of, n.at, $2, n.next, n.at::date, n.at,
           '{"items":{},"problems":[]}'
         from reporting_dates d
         join reports r on r.reporting_date_id = d.id and r.organisation_id = $4
         cross join lateral (
           select count(*)::int + 1 as next, d.as_of + interval '1 day' + interval '1 hour' * count(*) as at
           from filings where report_id = r.id
         ) n
         where d.campaign_id = $1 and d.as_of = $3
         returning id
       )
       insert into filing_figures (filing_id, item, n, "of")
       select filed.id, f.key, (f.value ->> 'n')::int, (f.value ->> 'of')::int
       from filed, jsonb_each($5::jsonb) f`,
      [by.campaignId, by.administrator.id, asOf, schoolId, JSON.stringify(figures)],
    );
  }
}

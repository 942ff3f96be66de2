/** How each of several campaigns stands, in two statements for all of them. */
import { sql } from 'kysely';
import type { Day, Month } from '#app/domain/calendar.ts';
import type { EditionPoint } from '#app/domain/editions/edition.ts';
import type { Share } from '#app/domain/orders/order.ts';
import type { Db } from '../schema.ts';

export type LastEdition = {
  campaignId: number;
  month: Month;
  point: EditionPoint;
  /** When a complete edition of that month first went to anybody. */
  sentAt: Date | null;
};

/** The newest edition of each campaign's last month up to `until`. */
export async function lastEditions(db: Db, campaignIds: readonly number[], until: Month): Promise<LastEdition[]> {
  const { rows } = await sql<LastEdition>`
    select distinct on (e.campaign_id) e.campaign_id as "campaignId", e.month, e.point, (
      select min(s.at) from editions c join edition_sendings s on s.edition_id = c.id
      where c.campaign_id = e.campaign_id and c.month = e.month and c.complete
    ) as "sentAt"
    from editions e where e.campaign_id = any(${campaignIds}::int[]) and e.month <= ${until}
    order by e.campaign_id, e.month desc, e.number desc`.execute(db);
  return rows;
}

export type LastDate = { campaignId: number; asOf: Day; formName: string | null; filed: Share; overdue: number };

/**
 * Of each campaign the date that fell due last before the day, with how many of those who owe a report for it have filed; and how many
 * reports are overdue that can still be filed, for whatever date. Absent where nothing has fallen due.
 */
export async function lastDates(db: Db, campaignIds: readonly number[], on: Day): Promise<LastDate[]> {
  const { rows } = await sql<Omit<LastDate, 'filed'> & { n: number; of: number }>`
    select l.campaign_id as "campaignId", l.as_of as "asOf", l.form_name as "formName", c.n, c.of, o.overdue
    from (
      select distinct on (campaign_id) * from reporting_dates
      where campaign_id = any(${campaignIds}::int[]) and due < ${on} order by campaign_id, due desc, form_id
    ) l
    cross join lateral (
      select count(*) filter (where r.status not in ('due', 'draft')) as n, count(*) as of
      from reports r where r.reporting_date_id = l.id and r.not_required is null
    ) c
    cross join lateral (
      select count(*) as overdue from reporting_dates d join reports r on r.reporting_date_id = d.id
      where d.campaign_id = l.campaign_id and d.file_until >= ${on} and r.status in ('due', 'draft')
        and r.not_required is null and r.due < ${on} and r.file_until >= ${on}
    ) o`.execute(db);
  return rows.map(({ n, of, ...date }) => ({ ...date, filed: { n, of } }));
}

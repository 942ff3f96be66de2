import { sql } from 'kysely';
import type { Day } from '#app/domain/calendar.ts';
import type { Share } from '#app/domain/orders/order.ts';
import type { Actor } from '#app/domain/people/people.ts';
import type { Db } from '../schema.ts';
import { schoolSeenBy } from './visible.ts';

export type SchoolFigureRow = {
  schoolId: number;
  /** Null for a school that the viewer may not see: its figures only help to tell what is usual. */
  name: string | null;
  municipalityId: number;
  reportId: number;
  figures: Record<string, Share>;
  previous: Record<string, Share>;
  /** The school's sentences in that filing. */
  explanations: { key: string; explanation: string }[];
};

/**
 * One row per school with a filing that counts for the reporting date: its figures, those of its last counting filing for an
 * earlier date, its sentences. Placed as of `on`: whoever answers for the school now sees it by name.
 */
export async function schoolFiguresOf(
  db: Db,
  viewer: Actor,
  ask: { reportingDateId: number; on: Day },
): Promise<SchoolFigureRow[]> {
  const figures = (filing: 'f' | 'b') => sql`coalesce((
    select jsonb_object_agg(g.item, jsonb_build_object('n', g.n, 'of', g."of"))
    from filing_figures g where g.filing_id = ${sql.ref(`${filing}.id`)}
  ), '{}')`;
  const { rows } = await sql<SchoolFigureRow>`
    select s.id as "schoolId", case when ${schoolSeenBy(viewer)} then s.name end as name,
      p.parent_id as "municipalityId", r.id as "reportId", ${figures('f')} as figures, ${figures('b')} as previous,
      coalesce((
        select jsonb_agg(jsonb_build_object('key', w.key, 'explanation', w.explanation) order by w.key)
        from filing_warnings w where w.filing_id = f.id
      ), '[]') as explanations
    from reports r
    join organisations s on s.id = r.organisation_id
    join placements p on p.organisation_id = s.id
      and p.since <= ${ask.on} and (p.until is null or p.until > ${ask.on})
    join lateral (
      select * from filings where report_id = r.id and counts_from is not null
      order by counts_from desc, ordinal desc
      limit 1
    ) f on true
    left join lateral (
      select id from filings
      where organisation_id = f.organisation_id and campaign_id = f.campaign_id and form_id = f.form_id
        and as_of < f.as_of and counts_from is not null
      order by as_of desc, counts_from desc, ordinal desc
      limit 1
    ) b on true
    where r.reporting_date_id = ${ask.reportingDateId}`.execute(db);
  return rows;
}

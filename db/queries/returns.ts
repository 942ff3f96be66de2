/** What reports are returned for. */
import { sql } from 'kysely';
import type { Db } from '../schema.ts';

export type FrequentReturn = {
  /** An item of the form, or `problems`. */
  item: string;
  /** How many returns had a remark to it. */
  times: number;
  /** The most frequent category among them, from the order's list, and how many of the returns were for it. */
  category: string;
  ofCategory: number;
};

/** The items of a campaign that at least `fewest` returns remarked on, the most often remarked first. */
export async function frequentReturns(db: Db, campaignId: number, fewest: number): Promise<FrequentReturn[]> {
  const { rows } = await sql<FrequentReturn>`
    select item, times, category, of_category as "ofCategory"
    from (
      select k.item, v.category, count(*) as of_category, sum(count(*)) over (partition by k.item)::int8 as times,
        row_number() over (partition by k.item order by count(*) desc, v.category) as place
      from filings f
      join reviews v on v.filing_id = f.id and v.decision = 'returned'
      join remarks k on k.filing_id = f.id
      where f.campaign_id = ${campaignId}
      group by k.item, v.category
    ) counted
    where place = 1 and times >= ${fewest}
    order by times desc, item`.execute(db);
  return rows;
}

/** What reports are returned for. */
import { type RawBuilder, sql } from 'kysely';

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
export function frequentReturns(campaignId: number, fewest: number): RawBuilder<FrequentReturn> {
  return sql<FrequentReturn>`
    select item, times, category, of_category as "ofCategory"
    from (
      select item, category, times as of_category, (sum(times) over (partition by item))::int8 as times,
        row_number() over (partition by item order by times desc, category) as place
      from return_counts
      where campaign_id = ${campaignId}
    ) counted
    where place = 1 and times >= ${fewest}
    order by times desc, item`;
}

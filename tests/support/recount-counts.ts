/** The counts that triggers keep, beside the same counted anew from all filings and returns. */
import type { Database } from '#db/client.ts';

export async function keptCounts({ pool }: Pick<Database, 'pool'>) {
  const systems = await pool.query(
    `select campaign_id, system, sum(filings)::int as n from system_counts group by 1, 2 order by 1, 2`,
  );
  const returns = await pool.query(
    `select campaign_id, item, category, times as n from return_counts order by campaign_id, item, category`,
  );
  return { systems: systems.rows, returns: returns.rows };
}

export async function recountedCounts({ pool }: Pick<Database, 'pool'>) {
  const systems = await pool.query(
    `select campaign_id, system, count(*)::int as n from filings where system is not null group by 1, 2 order by 1, 2`,
  );
  const returns = await pool.query(
    `select f.campaign_id, k.item, v.category, count(*)::int as n
     from remarks k join reviews v on v.filing_id = k.filing_id join filings f on f.id = k.filing_id
     where v.decision = 'returned' group by 1, 2, 3 order by 1, 2, 3`,
  );
  return { systems: systems.rows, returns: returns.rows };
}

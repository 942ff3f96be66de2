/** What a campaign's raw rows come to, counted by plain loops that share no code with the product. */
import type { Database } from '#db/client.ts';

type Days = { due: string; file_until: string; change_until: string };
type ReportRow = Days & {
  id: number;
  school: number;
  date: number;
  as_of: string;
  original: Days;
  status: string;
  amendment: string | null;
  not_required: string | null;
  saved_at: Date | null;
};
type FilingRow = {
  id: number;
  report: number;
  ordinal: number;
  filed_on: string;
  filed_at: Date;
  covered_from: string | null;
  amendment_reason: string | null;
  counts_from: Date | null;
  accepted_at: Date | null;
  /** Everything that a filing says, as one text. */
  whole: string;
};
type Event = {
  action: string;
  subject: string;
  subject_id: number;
  details: { decision?: number } & Record<string, unknown>;
};
type DecisionRow = Partial<Days> & { id: number; kind: string; date: number; school: number | null; revoked: boolean };

export type Raw = { reports: ReportRow[]; filings: FilingRow[]; events: Event[]; decisions: DecisionRow[] };

/** Everything of one campaign, as it lies in the tables. */
export async function rawRows({ pool }: Database, campaignId: number): Promise<Raw> {
  const all = async <T extends object>(query: string) => (await pool.query<T>(query, [campaignId])).rows;
  return {
    reports: await all<ReportRow>(
      `select r.id, r.organisation_id as school, d.id as date, d.as_of, r.status, r.amendment, r.not_required, r.saved_at,
         r.due, r.file_until, r.change_until,
         jsonb_build_object('due', d.due, 'file_until', d.file_until, 'change_until', d.change_until) as original
       from reports r join reporting_dates d on d.id = r.reporting_date_id
       join organisations o on o.id = r.organisation_id and o.kind = 'school' where d.campaign_id = $1 order by r.id`,
    ),
    filings: await all<FilingRow>(
      `select f.id, f.report_id as report, f.ordinal, f.filed_on, f.filed_at, f.covered_from, f.amendment_reason, f.counts_from,
         (select v.at from reviews v where v.filing_id = f.id and v.decision = 'accepted') as accepted_at,
         (to_jsonb(f) - 'counts_from')::text || (
           select coalesce(string_agg(g::text, ';' order by g.item), '') from filing_figures g where g.filing_id = f.id
         ) as whole
       from filings f where f.campaign_id = $1 order by f.id`,
    ),
    events: await all<Event>(
      `select a.action, a.subject, a.subject_id, a.details from audit a
       where (a.subject = 'report' and a.subject_id in (
           select r.id from reports r join reporting_dates d on d.id = r.reporting_date_id where d.campaign_id = $1))
         or (a.subject = 'reportingDate' and a.subject_id in (select id from reporting_dates where campaign_id = $1))
       order by a.id`,
    ),
    decisions: await all<DecisionRow>(
      `select n.id, n.kind, n.reporting_date_id as date, n.organisation_id as school, n.due, n.file_until, n.change_until,
         n.revoked_at is not null as revoked
       from decisions n join reporting_dates d on d.id = n.reporting_date_id where d.campaign_id = $1 order by n.id`,
    ),
  };
}

/** Where each report is, by the log alone: its status, its amendment, how often it was filed. */
export function statesByLog({ reports, events }: Pick<Raw, 'reports' | 'events'>) {
  return reports.map(({ id }) => {
    const state = { id, status: 'due', amendment: null as string | null, filings: 0 };
    for (const { action, subject, subject_id } of events) {
      if (subject !== 'report' || subject_id !== id) continue;
      if (action === 'report.save' && state.status === 'due') state.status = 'draft';
      if (action === 'report.file') {
        state.filings += 1;
        if (state.amendment === 'draft') state.amendment = 'filed';
        else state.status = 'filed';
      }
      if (action === 'report.accept') Object.assign(state, { status: 'accepted', amendment: null });
      if (action === 'report.return' && state.amendment === null) state.status = 'returned';
      else if (action === 'report.return') state.amendment = 'draft';
      if (action === 'report.amend') state.amendment = 'draft';
      if (action === 'report.dropAmendment') state.amendment = null;
    }
    return state;
  });
}

/** Which decisions are in force, by the log alone: each replaces the one that it names, until it is revoked. */
export function inForceByLog({ events }: Pick<Raw, 'events'>): number[] {
  const inForce = new Set<number>();
  for (const { action, details } of events) {
    if (details.decision === undefined) continue;
    if (action.endsWith('.revokeDecision')) inForce.delete(details.decision);
    else {
      inForce.delete(Number(details.replaced));
      inForce.add(details.decision);
    }
  }
  return [...inForce].sort((a, b) => a - b);
}

/** The days of each report and whether it is excused, from the decisions in force alone. */
export function termsByDecisions({ reports, decisions }: Pick<Raw, 'reports' | 'decisions'>) {
  const later = (a: string, b: string | null | undefined) => (b && b > a ? b : a);
  return reports.map(({ id, date, school, original }) => {
    const standing = decisions.filter((one) => !one.revoked && one.date === date);
    const move = standing.find(({ kind }) => kind === 'move');
    const extension = standing.find((one) => one.kind === 'extension' && one.school === school);
    const day = (name: keyof Days) => later(move?.[name] ?? original[name], extension?.[name]);
    const excused = standing.some((one) => one.kind === 'notRequired' && one.school === school);
    return { id, due: day('due'), file_until: day('file_until'), change_until: day('change_until'), excused };
  });
}

export type Rates = Record<'owed' | 'filed' | 'onTime' | 'onTimeOriginally' | 'accepted' | 'acceptedOnTime', number> & {
  covered: boolean;
};

/** One school's rates of the reports due from `from` to `asOf`, both inclusive, and whether it is covered at the end of that day. */
export function ratesOf(
  raw: Raw,
  school: number,
  { from, asOf, until }: { from: string; asOf: string; until: Date },
): Rates {
  const terms = new Map(termsByDecisions(raw).map((one) => [one.id, one]));
  const rates: Rates = {
    owed: 0,
    filed: 0,
    onTime: 0,
    onTimeOriginally: 0,
    accepted: 0,
    acceptedOnTime: 0,
    covered: false,
  };
  const counting: (FilingRow & { as_of: string })[] = [];
  for (const report of raw.reports) {
    if (report.school !== school) continue;
    const { due = '', excused = false } = terms.get(report.id) ?? {};
    const known = raw.filings.filter((filing) => filing.report === report.id && filing.filed_at < until);
    for (const filing of known) {
      if (filing.counts_from && filing.counts_from < until) counting.push({ ...filing, as_of: report.as_of });
    }
    if (excused || due < from || due > asOf) continue;
    rates.owed += 1;
    const first = known.find(({ ordinal }) => ordinal === 1);
    if (first) rates.filed += 1;
    if (first && first.filed_on <= due) rates.onTime += 1;
    if (first && first.filed_on <= report.original.due) rates.onTimeOriginally += 1;
    const accepted = known
      .filter(({ accepted_at }) => accepted_at !== null && accepted_at < until)
      .sort((a, b) => Number(a.accepted_at) - Number(b.accepted_at))[0];
    if (accepted) rates.accepted += 1;
    if (accepted && accepted.filed_on <= due) rates.acceptedOnTime += 1;
  }
  counting.sort((a, b) =>
    a.as_of === b.as_of ? Number(a.counts_from) - Number(b.counts_from) : a.as_of < b.as_of ? -1 : 1,
  );
  const last = counting.at(-1);
  rates.covered = last?.covered_from != null && last.covered_from <= asOf;
  return rates;
}

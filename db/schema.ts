/** The tables as TypeScript sees them. Dates are ISO text, instants are Date, bigint is a number (db/client.ts). */
import type { ColumnType, Generated, JSONColumnType, Kysely, Transaction } from 'kysely';
import type { Day, Month } from '#app/domain/calendar.ts';
import type { Answers } from '#app/domain/form.ts';
import type { Order } from '#app/domain/order.ts';
import type { OrganisationKind } from '#app/domain/organisation.ts';
import type { Role } from '#app/domain/people.ts';
import type { ReportStatus } from '#app/domain/report.ts';
import type { SchoolLine, SummaryTotals } from '#app/domain/summary.ts';

type Id = Generated<number>;
type Json<T extends object> = JSONColumnType<T>;
type JsonOrNull<T extends object> = ColumnType<T | null, string | null, string | null>;

type OrganisationTable = {
  id: Id;
  kind: OrganisationKind;
  name: string;
  phone: string | null;
  zone: string | null;
  general_education: Generated<boolean>;
  opened: Day;
  closed: Day | null;
  demo: Generated<boolean>;
  version: Generated<number>;
};

type PlacementTable = { organisation_id: number; parent_id: number; since: Day; until: Day | null };

type UserTable = {
  id: Id;
  email: string;
  name: string;
  position: string | null;
  phone: string | null;
  role: Role;
  organisation_id: number;
  password_hash: string | null;
  blocked: Generated<boolean>;
  version: Generated<number>;
};

type InvitationTable = { code_hash: Buffer; user_id: number; expires_at: Date; used_at: Date | null };
type SessionTable = { token_hash: Buffer; user_id: number; created_at: Date; expires_at: Date };
type RateLimitTable = { key: string; points: Generated<number>; expire: number | null };

type CampaignTable = {
  id: Id;
  order_id: string;
  scope_id: number;
  definition: Json<Order>;
  moved_by_years: number;
  opened_at: Date;
};

type ReportingDateTable = { id: Id; campaign_id: number; form_id: string; as_of: Day; due: Day; opens: Day };

type ReportTable = {
  id: Id;
  reporting_date_id: number;
  organisation_id: number;
  status: Generated<ReportStatus>;
  answers: JsonOrNull<Answers>;
  version: Generated<number>;
  saved_at: Date | null;
  saved_by: number | null;
};

type FilingTable = {
  id: Id;
  report_id: number;
  ordinal: number;
  campaign_id: number;
  form_id: string;
  organisation_id: number;
  as_of: Day;
  filed_at: Date;
  filed_by: number;
  from_version: number;
  late: boolean;
  answers: Json<Answers>;
  covered_from: Day | null;
  system: string | null;
};

type FilingFigureTable = { filing_id: number; item: string; n: number; of: number };

type ReviewTable = {
  filing_id: number;
  decision: 'accepted' | 'returned';
  reason: string | null;
  at: Date;
  by: number;
};

type EditionTable = {
  id: Id;
  campaign_id: number;
  month: Month;
  number: number;
  read_at: Date;
  complete: boolean;
  totals: Json<SummaryTotals>;
  schools: Json<SchoolLine[]>;
};

type JobRunTable = {
  region_id: number;
  job: string;
  period: string;
  attempt: number;
  status: 'requested' | 'running' | 'succeeded' | 'failed';
  requested_by: number | null;
  started_at: Date | null;
  finished_at: Date | null;
  heartbeat_at: Date | null;
  result: string | null;
};

type AuditTable = {
  id: Id;
  at: Date;
  actor_id: number | null;
  action: string;
  subject: string;
  subject_id: number | null;
  organisation_id: number | null;
  details: Json<Record<string, unknown>>;
};

export type Schema = {
  organisations: OrganisationTable;
  placements: PlacementTable;
  users: UserTable;
  invitations: InvitationTable;
  sessions: SessionTable;
  rate_limits: RateLimitTable;
  campaigns: CampaignTable;
  reporting_dates: ReportingDateTable;
  reports: ReportTable;
  filings: FilingTable;
  filing_figures: FilingFigureTable;
  reviews: ReviewTable;
  editions: EditionTable;
  job_runs: JobRunTable;
  audit: AuditTable;
};

/** For reading. */
export type Db = Kysely<Schema>;
/** Writers ask for a transaction by type, so none can write outside of one. */
export type Trx = Transaction<Schema>;

/** The tables as TypeScript sees them. Dates are ISO text, instants are Date, bigint is a number (db/client.ts). */
import type { ColumnType, Generated, JSONColumnType, Kysely, Transaction } from 'kysely';
import type { Day, Month } from '#app/domain/calendar.ts';
import type { ArchiveStatus, ArchiveTrouble, Finding } from '#app/domain/editions/archive.ts';
import type { EditionHead, EditionPoint, LineKind, LineOf } from '#app/domain/editions/edition.ts';
import type { SavedNote } from '#app/domain/editions/note.ts';
import type { FileResult, FileStatus } from '#app/domain/imports/import.ts';
import type { LetterChoice, NoticeDetails, NoticeKind } from '#app/domain/notices/notice.ts';
import type { Order } from '#app/domain/orders/order.ts';
import type {
  OrganisationKind,
  SchoolKind,
  Settlement,
  SuccessionKind,
} from '#app/domain/organisations/organisation.ts';
import type { Role } from '#app/domain/people/people.ts';
import type { Warning } from '#app/domain/reports/check.ts';
import type { DecisionKind } from '#app/domain/reports/decision.ts';
import type { Answers, Solved, Typed } from '#app/domain/reports/form.ts';
import type { NotRequired, ReportStatus } from '#app/domain/reports/report.ts';
import type { ExportStatus } from '#app/domain/territory/export.ts';
import type { ActingRole, Changes } from '#app/domain/trust/audit.ts';

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
  school_kind: ColumnType<SchoolKind | null, SchoolKind | null | undefined>;
  settlement: ColumnType<Settlement | null, Settlement | null | undefined>;
  opened: Day;
  closed: Day | null;
  demo: Generated<boolean>;
  version: Generated<number>;
};

type PlacementTable = { organisation_id: number; parent_id: number; since: Day; until: Day | null };

type SuccessionTable = {
  from_id: number;
  to_id: number;
  kind: SuccessionKind;
  since: Day;
  document: string;
  at: Date;
  by: number;
};

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
  letters: Generated<LetterChoice>;
};

type InvitationTable = { code_hash: Buffer; user_id: number; expires_at: Date; used_at: Date | null };
type SessionTable = { token_hash: Buffer; user_id: number; created_at: Date; expires_at: Date };
type PendingSignInTable = { token_hash: Buffer; user_id: number; expires_at: Date };

type SecondFactorTable = {
  user_id: number;
  secret: Buffer;
  sealed: boolean;
  salt: Buffer;
  proposed_at: Date;
  confirmed_at: Date | null;
  last_step: Generated<number>;
};

type RecoveryCodeTable = { user_id: number; code_hash: Buffer; used_at: Date | null };
type RequiredFactorTable = { region_id: number; role: Role };
type RateLimitTable = { key: string; points: Generated<number>; expire: number | null };

type CampaignTable = {
  id: Id;
  order_id: string;
  scope_id: number;
  definition: Json<Order>;
  moved_by_years: number;
  opened_at: Date;
  published: Generated<boolean>;
  sends_editions: Generated<boolean>;
  closed_on: Generated<Day | null>;
  closed_document: Generated<string | null>;
  closed_reason: Generated<string | null>;
  withdrawn_at: Generated<Date | null>;
  withdrawn_reason: Generated<string | null>;
};

type ReportingDateTable = {
  id: Id;
  campaign_id: number;
  form_id: string;
  form_name: string | null;
  as_of: Day;
  due: Day;
  opens: Day;
  file_until: Day;
  change_until: Day;
};

type DecisionTable = {
  id: Id;
  kind: DecisionKind;
  reporting_date_id: number;
  organisation_id: number | null;
  due: Day | null;
  file_until: Day | null;
  change_until: Day | null;
  reason: string;
  note: string | null;
  document: string | null;
  file_id: number | null;
  decided_at: Date;
  decided_by: number;
  revoked_at: Date | null;
  revoked_by: number | null;
};

type ReportTable = {
  id: Id;
  reporting_date_id: number;
  organisation_id: number;
  status: Generated<ReportStatus>;
  answers: JsonOrNull<Answers>;
  version: Generated<number>;
  saved_at: Date | null;
  saved_by: number | null;
  due: Day;
  file_until: Day;
  change_until: Day;
  not_required: NotRequired | null;
  amendment: 'draft' | 'filed' | null;
  amendment_reason: string | null;
  unread: ColumnType<Typed, string | undefined, string>;
};

type PresenceTable = { report_id: number; user_id: number; seen_at: Date };

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
  filed_on: Day;
  answers: Json<Answers>;
  covered_from: Day | null;
  system: string | null;
  stages: ColumnType<Record<string, Day>, string | undefined, string>;
  met_from: ColumnType<Record<string, Day>, string | undefined, string>;
  amendment_reason: string | null;
  counts_from: Date | null;
  import_id: Generated<number | null>;
};

type FilingFigureTable = { filing_id: number; item: string; n: number; of: number };

type ReviewTable = {
  filing_id: number;
  decision: 'accepted' | 'returned';
  category: string | null;
  reason: string | null;
  at: Date;
  by: number;
};

type RemarkTable = { filing_id: number; item: string; text: string };
/** Written by triggers alone. */
type SystemCountTable = { campaign_id: number; system: string; shard: number; filings: number };
type ReturnCountTable = { campaign_id: number; item: string; category: string; times: number };
type FilingPaperTable = { filing_id: number; item: string; file_id: number };

type FilingWarningTable = { filing_id: number; key: string; explanation: string; found: Json<Warning> };

type FilingProblemTable = {
  filing_id: number;
  key: string;
  ordinal: number;
  text: string;
  solved: Solved;
  how: string | null;
};

type FileTable = {
  id: Id;
  organisation_id: number;
  name: string;
  type: 'pdf' | 'docx' | 'jpeg' | 'png';
  size: number;
  sha256: Buffer;
  content: Buffer;
  uploaded_at: Date;
  uploaded_by: number;
};

type ActTable = {
  id: Id;
  organisation_id: number;
  kind: 'appointment' | 'plan' | 'localAct' | 'change' | 'other';
  number: string;
  date: Day;
  title: string;
  file_id: number | null;
  version: Generated<number>;
  created_at: Date;
  created_by: number;
  removed_at: Date | null;
  removed_by: number | null;
};

type AppointmentTable = {
  id: Id;
  organisation_id: number;
  user_id: number;
  order_number: string;
  order_date: Day;
  act_id: number | null;
  since: Day;
  until: Day | null;
  appointed_at: Date;
  appointed_by: number;
};

type PlanTable = {
  id: Id;
  campaign_id: number;
  municipality_id: number;
  version: number;
  number: string;
  date: Day;
  title: string | null;
  responsible: string;
  position: string;
  phone: string | null;
  file_id: number | null;
  saved_at: Date;
  saved_by: number;
};

type PlanStepTable = { plan_id: number; by: Day; schools: number };

type ImportTable = {
  id: Id;
  campaign_id: number;
  organisation_id: number;
  at: Date;
  by: number;
  confirmed: 'save' | 'file' | null;
  confirmed_at: Date | null;
};

/** What every table has whose rows are claimed (queries/claims.ts). */
type Claimed = {
  attempts: Generated<number>;
  heartbeat_at: Date | null;
  failures: Generated<number>;
  interruptions: Generated<number>;
  next_attempt_at: Date | null;
};

type ImportFileTable = {
  id: Id;
  import_id: number;
  name: string;
  size: number;
  content: Buffer | null;
  status: FileStatus;
  report_id: number | null;
  result: JsonOrNull<FileResult>;
} & Claimed;

type NoticeTable = {
  id: Id;
  user_id: number;
  kind: NoticeKind;
  key: string;
  report_id: number | null;
  organisation_id: number | null;
  campaign_id: number | null;
  details: Json<NoticeDetails>;
  at: Date;
  read_at: Date | null;
  by_letter: boolean;
  letter_id: number | null;
};

type LetterTable = {
  id: Id;
  user_id: number | null;
  address: string;
  digest_for: Day | null;
  subject: string;
  text: string;
  written_at: Date;
  sent_at: Date | null;
  error: string | null;
} & Claimed;

type ContactTable = {
  id: Id;
  report_id: number;
  organisation_id: number;
  kind: 'reminder' | 'call';
  note: string | null;
  day: Day;
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
  previous_id: number | null;
  compiled_by: number | null;
  head: Json<EditionHead>;
  point: Json<EditionPoint>;
  figures_sha256: Buffer;
  sha256: Buffer;
};

type EditionLineTable = {
  edition_id: number;
  ordinal: number;
  kind: LineKind;
  municipality_id: number | null;
  school_id: number | null;
  line: Json<Partial<LineOf>>;
  sha256: Buffer;
};

type ArchiveCheckTable = {
  id: Id;
  campaign_id: number;
  day: Day;
  at: Date;
  by: number | null;
  status: ArchiveStatus;
  editions: number;
  files: number | null;
  trouble: ArchiveTrouble | null;
  findings: Json<Finding[]>;
};

type EditionApprovalTable = { edition_id: number; at: Date; by: number };

type EditionRecipientTable = {
  id: Id;
  campaign_id: number;
  name: string;
  email: string;
  added_at: Date;
  added_by: number;
};

type EditionSendingTable = {
  edition_id: number;
  email: string;
  name: string;
  at: Date;
  by: number;
  letter_id: number | null;
};
type ExportTable = {
  id: Id;
  campaign_id: number;
  user_id: number;
  shown_at: string;
  edition: number | null;
  asked_at: Date;
  status: Generated<ExportStatus>;
  finished_at: Date | null;
  expires_at: Date | null;
  name: string | null;
  size: Generated<number>;
} & Claimed;

type ExportPartTable = { export_id: number; ordinal: number; content: Buffer };

type ViewTable = { id: Id; campaign_id: number; user_id: number; name: string; query: string; saved_at: Date };
type NoteTable = {
  id: Id;
  edition_id: number;
  version: number;
  content: Json<SavedNote>;
  written_at: Date;
  written_by: number;
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
  result: string | null;
} & Omit<Claimed, 'attempts'>;

type SchedulerLookTable = { one: Generated<boolean>; looked_at: Date };

type AuditTable = {
  id: Id;
  at: Date;
  actor_id: number | null;
  action: string;
  subject: string;
  subject_id: number | null;
  organisation_id: number | null;
  details: Json<Record<string, unknown>>;
  changes: ColumnType<Changes, string | undefined, string>;
  actor_role: ActingRole | null;
  seal: number | null;
};

type AuditSealTable = {
  number: number;
  sealed_at: Date;
  from_at: Date;
  until_at: Date;
  rows: number;
  fingerprints: Json<Record<string, string>>;
  hash: Buffer;
};

export type Schema = {
  organisations: OrganisationTable;
  placements: PlacementTable;
  successions: SuccessionTable;
  users: UserTable;
  invitations: InvitationTable;
  sessions: SessionTable;
  pending_sign_ins: PendingSignInTable;
  second_factors: SecondFactorTable;
  recovery_codes: RecoveryCodeTable;
  required_factors: RequiredFactorTable;
  rate_limits: RateLimitTable;
  campaigns: CampaignTable;
  reporting_dates: ReportingDateTable;
  decisions: DecisionTable;
  reports: ReportTable;
  presences: PresenceTable;
  filings: FilingTable;
  filing_figures: FilingFigureTable;
  filing_warnings: FilingWarningTable;
  filing_papers: FilingPaperTable;
  filing_problems: FilingProblemTable;
  reviews: ReviewTable;
  remarks: RemarkTable;
  return_counts: ReturnCountTable;
  system_counts: SystemCountTable;
  files: FileTable;
  acts: ActTable;
  appointments: AppointmentTable;
  plans: PlanTable;
  plan_steps: PlanStepTable;
  imports: ImportTable;
  import_files: ImportFileTable;
  notices: NoticeTable;
  letters: LetterTable;
  contacts: ContactTable;
  editions: EditionTable;
  edition_lines: EditionLineTable;
  archive_checks: ArchiveCheckTable;
  edition_approvals: EditionApprovalTable;
  edition_recipients: EditionRecipientTable;
  edition_sendings: EditionSendingTable;
  views: ViewTable;
  notes: NoteTable;
  exports: ExportTable;
  export_parts: ExportPartTable;
  job_runs: JobRunTable;
  scheduler_looks: SchedulerLookTable;
  audit: AuditTable;
  audit_seals: AuditSealTable;
};

/** Where transactions begin. Nothing is read or written through it outside of one, but for claims and health. */
export type Door = Kysely<Schema>;
/** Inside of a transaction. Queries that read take it, so none can read outside of a snapshot that says who asks. */
export type Db = Transaction<Schema>;
declare const writing: unique symbol;
/** Inside of a transaction that writes. */
export type Trx = Db & { readonly [writing]: true };

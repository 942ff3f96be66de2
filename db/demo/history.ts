/** Who filed what and when, and what the coordinators said to it: rows as the use cases would have left them. */
import type { Selectable } from 'kysely';
import { type Day, dayIn, type Zone } from '#app/domain/calendar.ts';
import { stepsReached } from '#app/domain/orders/ladder.ts';
import { coverageTargets, type Order, targetItems } from '#app/domain/orders/order.ts';
import { isOpen } from '#app/domain/organisations/organisation.ts';
import { type KeyedProblem, keyedProblems } from '#app/domain/problems/problem.ts';
import { warningsOf } from '#app/domain/reports/check.ts';
import { type Answers, coveredFrom, type Form, figuresOf, systemNamed, targetsMet } from '#app/domain/reports/form.ts';
import type { Schema } from '../schema.ts';
import type { Path } from './adoption.ts';
import { begunOnly, type Slip, type Writer, withAmendment, withSlip } from './answers.ts';
import { officeHours } from './days.ts';
import { explanationsOf } from './explanations.ts';
import { planOf } from './plan.ts';
import { randomOf } from './random.ts';
import type { Municipality, School } from './territory.ts';

type Row<T extends keyof Schema> = Selectable<Schema[T]>;
export type Batch = {
  reports: Row<'reports'>[];
  filings: Row<'filings'>[];
  filing_figures: Row<'filing_figures'>[];
  filing_problems: Row<'filing_problems'>[];
  filing_warnings: Row<'filing_warnings'>[];
  reviews: Row<'reviews'>[];
  remarks: Row<'remarks'>[];
};
type Last = Pick<Row<'filings'>, 'answers' | 'stages'>;
export type ReportingDateRow = Row<'reporting_dates'>;

export type History = {
  order: Order;
  form: Form;
  campaignId: number;
  /** Reporting dates that have opened, oldest first. */
  dates: ReportingDateRow[];
  schools: readonly School[];
  municipalities: ReadonlyMap<number, Municipality>;
  paths: ReadonlyMap<number, Path>;
  write: Writer;
  zone: Zone;
  turn: Day;
  /** Nothing happens on this day or after: it is today. */
  today: Day;
  /** The school of the demo's director, and the municipality of its coordinator. */
  shown: { school: School; municipality: Municipality };
};

/** The rows of each reporting date in turn, numbered on from `next`. */
export function* historyOf(history: History, next: { report: number; filing: number }): Generator<Batch> {
  const asOfs = history.dates.map(({ as_of }) => as_of);
  const at = officeHours(history.zone);
  const named = new Map<number, KeyedProblem[]>();
  const last = new Map<number, Last>();
  for (const date of history.dates) {
    const batch: Batch = {
      reports: [],
      filings: [],
      filing_figures: [],
      filing_problems: [],
      filing_warnings: [],
      reviews: [],
      remarks: [],
    };
    for (const school of history.schools) {
      const municipality = placedIn(school, date.as_of, history.municipalities);
      if (!school.generalEducation || !municipality || !isOpen(school, date.as_of)) continue;
      addReport(batch, history, { school, date, asOfs, at, next, named, last });
    }
    yield batch;
  }
}

function placedIn({ placements }: School, on: Day, all: ReadonlyMap<number, Municipality>): Municipality | undefined {
  const placement = placements.find(({ since, until }) => since <= on && (until === null || until > on));
  return placement && all.get(placement.municipalityId);
}

function addReport(
  batch: Batch,
  history: History,
  {
    school,
    date,
    asOfs,
    at,
    next,
    named,
    last,
  }: {
    school: School;
    date: ReportingDateRow;
    asOfs: Day[];
    at: ReturnType<typeof officeHours>;
    next: { report: number; filing: number };
    /** The problems of each school's last filing so far. */
    named: Map<number, KeyedProblem[]>;
    /** Each school's last filing so far. */
    last: Map<number, Last>;
  },
): void {
  const { order, form, campaignId, zone, turn, today } = history;
  const path = history.paths.get(school.id);
  if (!path) return;
  const random = randomOf('report', order.id, date.as_of, school.id);
  const plan = planOf(history, school, path, date, random);
  const passed = (day: Day | null): day is Day => day !== null && day < today;
  const by = school.responsible.id ?? school.directorId;
  const reportId = next.report++;
  const report: Row<'reports'> = {
    id: reportId,
    reporting_date_id: date.id,
    organisation_id: school.id,
    status: 'due',
    answers: null,
    version: 0,
    saved_at: null,
    saved_by: null,
    due: date.due,
    file_until: date.file_until,
    change_until: date.change_until,
    not_required: null,
    amendment: null,
    amendment_reason: null,
    unread: {},
  };
  batch.reports.push(report);
  const save = (answers: Answers, savedAt: Date, saves: number) => {
    Object.assign(report, { answers, saved_at: savedAt, saved_by: by, version: report.version + saves });
  };
  const shown = school === history.shown.school;
  const answersOn = (day: Day) => history.write({ school, path, day, asOf: date.as_of, turn, dates: asOfs, shown });

  const known = named.get(school.id) ?? [];
  const previous = last.get(school.id)?.answers ?? null;
  const file = (said: Answers, day: Day, ordinal: number, amends: string | null = null) => {
    const problems = keyedProblems(reportId, said.problems, [...(named.get(school.id) ?? []), ...known]);
    const answers = { ...said, problems };
    named.set(school.id, problems);
    const filedAt = at(day, random);
    save(answers, new Date(filedAt.getTime() - random.whole(1, 25) * 60_000), random.whole(1, 5));
    const filedOn = dayIn(zone, filedAt);
    const [target, ...further] = coverageTargets(order);
    const warnings = warningsOf(form, answers, previous, targetItems(order, form.id));
    const filing: Row<'filings'> = {
      id: next.filing++,
      report_id: reportId,
      ordinal,
      campaign_id: campaignId,
      form_id: form.id,
      organisation_id: school.id,
      as_of: date.as_of,
      filed_at: filedAt,
      filed_by: by,
      from_version: report.version,
      filed_on: filedOn,
      answers,
      covered_from: target?.form === form.id ? coveredFrom(target.criterion, answers, filedOn) : null,
      system: systemNamed(form, answers),
      stages: stepsReached(order, form, answers, { filedOn, before: last.get(school.id)?.stages ?? {} }),
      met_from: targetsMet(further, form, answers, filedOn),
      amendment_reason: amends,
      counts_from: amends === null ? filedAt : null,
      import_id: null,
    };
    if (amends === null) {
      report.status = 'filed';
      last.set(school.id, filing);
    }
    batch.filings.push(filing);
    batch.filing_problems.push(
      ...problems.map(({ how = null, ...problem }, row) => ({
        filing_id: filing.id,
        ordinal: row + 1,
        how,
        ...problem,
      })),
    );
    batch.filing_warnings.push(
      ...explanationsOf(warnings, school.id, date.as_of).map(({ found, explanation }) => ({
        filing_id: filing.id,
        key: found.key,
        explanation,
        found,
      })),
    );
    batch.filing_figures.push(...figuresOf(form, answers).map((figure) => ({ filing_id: filing.id, ...figure })));
    return filing;
  };
  const review = (filing: Row<'filings'>, day: Day, slip: Slip | null) => {
    const coordinatorId = placedIn(school, day, history.municipalities)?.coordinatorId;
    if (!coordinatorId) return false;
    const decision = slip ? 'returned' : 'accepted';
    const { category = null, reason = null } = slip ?? {};
    const reviewed = {
      filing_id: filing.id,
      decision,
      category,
      reason,
      at: at(day, random),
      by: coordinatorId,
    } as const;
    batch.reviews.push(reviewed);
    if (slip) batch.remarks.push({ filing_id: filing.id, ...slip.remark });
    if (!slip && filing.amendment_reason !== null) filing.counts_from = reviewed.at;
    report.status = decision;
    if (decision === 'returned') report.version += 1;
    return true;
  };

  if (!passed(plan.filed)) {
    if (!passed(plan.begun)) return;
    const begun = begunOnly(answersOn(plan.begun), random);
    const problems = known.filter(({ solved }) => solved !== 'fully');
    save({ ...begun, problems }, at(plan.begun, random), random.whole(1, 3));
    report.status = 'draft';
    return;
  }
  const answers = answersOn(plan.filed);
  // Of a statement nothing is wrong in the demo.
  const isForm = order.forms.includes(form);
  const slip = plan.returned && isForm ? withSlip(order.id, answers, date.as_of, random) : null;
  const first = file(slip?.answers ?? answers, plan.filed, 1);
  if (!passed(plan.reviewed) || !review(first, plan.reviewed, slip)) return;
  if (slip) {
    if (!passed(plan.refiled)) return;
    const second = file(answers, plan.refiled, 2);
    if (!passed(plan.accepted) || !review(second, plan.accepted, null)) return;
  }
  const { amended } = plan;
  if (!amended || !isForm || !passed(amended.filed)) return;
  const amendment = withAmendment(order.id, answers);
  report.version += 1;
  const filing = file(amendment.answers, amended.filed, slip ? 3 : 2, amendment.reason);
  if (passed(amended.accepted) && review(filing, amended.accepted, null)) last.set(school.id, filing);
  else Object.assign(report, { amendment: 'filed', amendment_reason: amendment.reason });
}

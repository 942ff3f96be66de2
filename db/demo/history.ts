/** Who filed what and when, and what the coordinators said to it: rows as the use cases would have left them. */
import type { Selectable } from 'kysely';
import { addDays, type Day, dayIn, daysBetween, type Zone } from '#app/domain/calendar.ts';
import { type Answers, coveredFrom, type Form, figuresOf, systemNamed } from '#app/domain/form.ts';
import { coverageTarget, type Order } from '#app/domain/order.ts';
import { isOpen } from '#app/domain/organisation.ts';
import { isLate } from '#app/domain/report.ts';
import type { Schema } from '../schema.ts';
import type { Path } from './adoption.ts';
import { begunOnly, type Writer, withSlip } from './answers.ts';
import { laterOf, officeHours, someDay, workdaysAfter } from './days.ts';
import { type Random, randomOf } from './random.ts';
import type { Municipality, School } from './territory.ts';

type Row<T extends keyof Schema> = Selectable<Schema[T]>;
export type Batch = {
  reports: Row<'reports'>[];
  filings: Row<'filings'>[];
  filing_figures: Row<'filing_figures'>[];
  reviews: Row<'reviews'>[];
};
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

/** What becomes of one report, before it is known what has come to pass by today. */
type Plan = {
  /** The day of the first filing; null: never. */
  filed: Day | null;
  /** Begun on that day and not filed. */
  begun: Day | null;
  /** null: nobody has looked at it. */
  reviewed: Day | null;
  returned: boolean;
  refiled: Day | null;
  accepted: Day | null;
};

/** The rows of each reporting date in turn, numbered on from `next`. */
export function* historyOf(history: History, next: { report: number; filing: number }): Generator<Batch> {
  const asOfs = history.dates.map(({ as_of }) => as_of);
  const at = officeHours(history.zone);
  for (const date of history.dates) {
    const batch: Batch = { reports: [], filings: [], filing_figures: [], reviews: [] };
    for (const school of history.schools) {
      const municipality = placedIn(school, date.as_of, history.municipalities);
      if (!school.generalEducation || !municipality || !isOpen(school, date.as_of)) continue;
      addReport(batch, history, { school, date, asOfs, at, next });
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
  }: {
    school: School;
    date: ReportingDateRow;
    asOfs: Day[];
    at: ReturnType<typeof officeHours>;
    next: { report: number; filing: number };
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
  };
  batch.reports.push(report);
  const save = (answers: Answers, savedAt: Date, saves: number) => {
    Object.assign(report, { answers, saved_at: savedAt, saved_by: by, version: report.version + saves });
  };
  const answersOn = (day: Day) => history.write({ school, path, day, asOf: date.as_of, turn, dates: asOfs });

  const file = (answers: Answers, day: Day, ordinal: number) => {
    const filedAt = at(day, random);
    save(answers, new Date(filedAt.getTime() - random.whole(1, 25) * 60_000), random.whole(1, 5));
    const filedOn = dayIn(zone, filedAt);
    const target = coverageTarget(order);
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
      late: isLate(filedOn, date.due),
      answers,
      covered_from: target?.form === form.id ? coveredFrom(target.criterion, answers, filedOn) : null,
      system: systemNamed(form, answers),
    };
    report.status = 'filed';
    batch.filings.push(filing);
    batch.filing_figures.push(...figuresOf(form, answers).map((figure) => ({ filing_id: filing.id, ...figure })));
    return filing;
  };
  const review = (filing: Row<'filings'>, day: Day, reason: string | null) => {
    const coordinatorId = placedIn(school, day, history.municipalities)?.coordinatorId;
    if (!coordinatorId) return false;
    const decision = reason === null ? 'accepted' : 'returned';
    batch.reviews.push({ filing_id: filing.id, decision, reason, at: at(day, random), by: coordinatorId });
    report.status = decision;
    if (decision === 'returned') report.version += 1;
    return true;
  };

  if (!passed(plan.filed)) {
    if (!passed(plan.begun)) return;
    save(begunOnly(answersOn(plan.begun), random), at(plan.begun, random), random.whole(1, 3));
    report.status = 'draft';
    return;
  }
  const answers = answersOn(plan.filed);
  const slip = plan.returned ? withSlip(order.id, answers, date.as_of, random) : null;
  const first = file(slip?.answers ?? answers, plan.filed, 1);
  if (!passed(plan.reviewed) || !review(first, plan.reviewed, slip?.reason ?? null)) return;
  if (!slip || !passed(plan.refiled)) return;
  const second = file(answers, plan.refiled, 2);
  if (passed(plan.accepted)) review(second, plan.accepted, null);
}

/** How soon a school reports: most in time, some a few days late, some not at all. */
const habits = {
  punctual: { late: 0.03, never: 0.01 },
  slow: { late: 0.4, never: 0.08 },
  silent: { late: 0.25, never: 0.45 },
};

function planOf(history: History, school: School, path: Path, date: ReportingDateRow, random: Random): Plan {
  const { dates, today, shown } = history;
  const { due } = date;
  const open = due >= today;
  const habit = habits[habitOf(school, path)];
  // A school reports in time what it is proud of (or has to own up to): so the coverage of the plans is what is measured.
  const turned = [path.since, path.stopped].findLast((day) => day !== null && isFirstSince(dates, date, day)) ?? null;
  const drawn = random.next();
  const never = turned === null && drawn < habit.never;
  const late = turned === null && !never && drawn < habit.never + habit.late;
  const earliest = laterOf(laterOf(addDays(due, -12), date.opens), turned ?? date.opens);
  const filed = never
    ? null
    : late
      ? someDay(random, addDays(due, 1), addDays(due, 12))
      : someDay(random, earliest, due);
  const soon = filed === null ? random.chance(open ? 0.15 : 0.3) : random.chance(0.35);
  const lastBegun = filed && filed <= today ? addDays(filed, -1) : addDays(today < due ? today : due, -1);
  const near = lastBegun >= date.opens && daysBetween(lastBegun, filed ?? lastBegun) < 12;
  const begun = soon && near ? someDay(random, laterOf(addDays(lastBegun, -6), date.opens), lastBegun) : null;

  const inShown = school.municipality === shown.municipality;
  const isLast = dates.findLast((candidate) => candidate.due < today) === date;
  const plan = withReview(filed, begun, random, { returned: random.chance(inShown ? 0.14 : 0.07) });
  if (school === shown.school) return planOfShown(history, date, plan, random);
  // So that the coordinator of the demo always has something to read.
  return inShown && isLast && school.id % 4 === 1 ? { ...plan, reviewed: null } : plan;
}

function withReview(filed: Day | null, begun: Day | null, random: Random, { returned }: { returned: boolean }): Plan {
  const reviewed = filed && !random.chance(0.03) ? workdaysAfter(filed, random.whole(1, 8)) : null;
  const refiled = reviewed && returned && random.chance(0.8) ? workdaysAfter(reviewed, random.whole(1, 6)) : null;
  const accepted = refiled && workdaysAfter(refiled, random.whole(1, 5));
  return { filed, begun, reviewed, returned: returned && reviewed !== null, refiled, accepted };
}

/** The demo's director: one report corrected and accepted, the last monthly one returned and waiting, the running one begun. */
function planOfShown({ order, dates, today }: History, date: ReportingDateRow, plan: Plan, random: Random): Plan {
  const past = dates.filter(({ due }) => due < today);
  const nth = past.length - 1 - past.indexOf(date);
  if (date.due >= today) {
    const begun = someDay(random, addDays(today, -3), addDays(today, -1));
    return withReview(null, begun >= date.opens ? begun : null, random, { returned: false });
  }
  const filed = someDay(random, addDays(date.due, -5), addDays(date.due, -3));
  const returned = order.id === 'MO' && nth <= 1;
  const reviewed = workdaysAfter(filed, 1);
  const refiled = returned && nth === 1 ? workdaysAfter(reviewed, 2) : null;
  return { ...plan, filed, begun: null, reviewed, returned, refiled, accepted: refiled && workdaysAfter(refiled, 1) };
}

function isFirstSince(dates: ReportingDateRow[], date: ReportingDateRow, day: Day): boolean {
  return dates.find(({ as_of }) => as_of >= day) === date;
}

function habitOf(school: School, path: Path): keyof typeof habits {
  const random = randomOf('habit', school.id);
  const stuck = path.kind === 'stuck';
  const drawn = random.next();
  return drawn < (stuck ? 0.2 : 0.04) ? 'silent' : drawn < (stuck ? 0.5 : 0.22) ? 'slow' : 'punctual';
}

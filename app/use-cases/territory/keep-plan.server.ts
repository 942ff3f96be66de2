/** A municipality's plan as its coordinator enters it: the approving document, who answers, and the steps (MO-4.1). */
import { z } from 'zod';
import type { Day } from '#app/domain/calendar.ts';
import { may } from '#app/domain/people/permissions.ts';
import { readTypedCount } from '#app/domain/reports/typed-count.ts';
import { factsOfPlan, faultsOfSteps, mostSteps, type Plan, type PlanStep } from '#app/domain/territory/plan.ts';
import { changesOf } from '#app/domain/trust/audit.ts';
import { holdOrganisation } from '#db/queries/placements.ts';
import { insertPlan, planVersions, schoolsToPlanFor } from '#db/queries/plans.ts';
import { allowed, refuse, today, transact, type UserContext } from '../context.server.ts';
import { refuseClosed } from '../orders/refuse-closed.server.ts';
import { type GivenFile, keepFile, readWithFile } from '../organisations/keep-file.server.ts';
import { fields, read, refuseStale } from '../typed-fields.server.ts';
import { type PlanView, planning, seePlan } from './see-plans.server.ts';

type Where = { campaignId: number; municipalityId: number };

/** The form, for whoever may fill it in. */
export async function beginPlan(ctx: UserContext, where: Where): Promise<PlanView> {
  const seen = await seePlan(ctx, where);
  allowed(seen.mayKeep);
  return seen;
}

const versioned = z.object({ version: fields.version });

/** The date is that of the document: one of tomorrow has not been approved yet. */
function facts(on: Day) {
  return z.object({
    number: fields.line(60),
    date: fields.day.refine((date) => date <= on, 'inFuture'),
    title: fields.optionalLine(300),
    responsible: fields.line(200),
    position: fields.line(200),
    phone: fields.phone,
  });
}

const stepFields = z.object({
  by: fields.day,
  schools: fields
    .line(20)
    .transform(readTypedCount)
    .refine((count) => typeof count === 'number' && count < 100_000, 'notWhole')
    .transform(Number),
});

/** A row of the form: its number stands in the names of its fields. */
type StepRow = PlanStep & { row: number };

/** The rows that hold something, by their days, in whatever order they were typed. */
const typedSteps = z.record(z.string(), z.string()).transform((typed, issues) => {
  const faults: { row: number; field: keyof PlanStep; code: string }[] = [];
  const filled = rowsOf(typed).filter((row) => typed[`steps:${row}:by`] || typed[`steps:${row}:schools`]);
  if (filled.length === 0) faults.push({ row: 0, field: 'by', code: 'noSteps' });
  const [surplus] = filled.slice(mostSteps);
  if (surplus !== undefined) faults.push({ row: surplus, field: 'by', code: 'tooManySteps' });
  const rows = filled.flatMap((row): StepRow[] => {
    const step = stepFields.safeParse({ by: typed[`steps:${row}:by`], schools: typed[`steps:${row}:schools`] });
    for (const { path, message } of step.error?.issues ?? []) {
      faults.push({ row, field: path[0] as keyof PlanStep, code: message });
    }
    return step.success ? [{ row, ...step.data }] : [];
  });
  rows.sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : a.row - b.row));
  for (const { at, field, code } of faultsOfSteps(rows)) faults.push({ row: rows[at]?.row ?? 0, field, code });
  for (const { row, field, code } of faults.sort((a, b) => a.row - b.row)) {
    issues.addIssue({ code: 'custom', path: [`steps:${row}:${field}`], message: code });
  }
  return { rows };
});

/** The numbers of the form's rows of steps, in their order. */
function rowsOf(typed: Record<string, string>): number[] {
  const numbers = Object.keys(typed).flatMap((field) => {
    const row = /^steps:(\d{1,3}):(?:by|schools)$/.exec(field)?.[1];
    return row === undefined ? [] : [Number(row)];
  });
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/**
 * Keeps the plan as a new version; the earlier ones stay as they were. What says the same as the version in force makes none.
 * `typed.withoutFile` leaves the document without the file that it had.
 */
export async function keepPlan(
  ctx: UserContext,
  { campaignId, municipalityId, typed, file: given }: Where & { typed: Record<string, string>; file?: GivenFile },
): Promise<{ version: number; changed: boolean }> {
  return transact(ctx, async (write) => {
    const { trx, user, now, audit } = write;
    const where = { campaignId, municipalityId };
    const { municipality, scope } = await planning(trx, write, where);
    allowed(may.keepPlan(user, municipality));
    refuseClosed(scope.campaign.closing?.on ?? null, today(write));
    await holdOrganisation(trx, municipalityId);
    const [current] = await planVersions(trx, where);
    const opened = read(versioned, typed);
    const asked = z.intersection(facts(today(write)), typedSteps);
    const { known, file } = await readWithFile(asked, typed, { field: 'file', file: given });
    const { rows, ...said } = known;
    const kept = file && (await keepFile(write, { organisationId: municipalityId, file, field: 'file' }));
    const fileId = kept ?? (typed.withoutFile === 'on' ? null : (current?.fileId ?? null));
    const plan = { ...said, steps: rows.map(({ by, schools }) => ({ by, schools })), fileId };
    const changes = changesOf(current ? factsOfPlan(current) : null, factsOfPlan(plan));
    // A second click is no news.
    if (current && Object.keys(changes).length === 0) return { version: current.version, changed: false };
    refuseStale(opened.version, current?.version ?? 0);
    refuseTooMany(rows, await schoolsToPlanFor(trx, municipalityId, firstDayOf(plan)));

    const version = (current?.version ?? 0) + 1;
    const id = await insertPlan(trx, plan, { ...where, version, at: now, by: user.id });
    const about = { subject: 'plan', subjectId: id, organisationId: municipalityId } as const;
    await audit({ action: 'plan.keep', ...about, changes, details: { campaignId, version } });
    return { version, changed: true };
  });
}

/** Schools that have closed since belong to the steps of their time. */
function firstDayOf({ date, steps }: Plan): Day {
  const [first] = steps;
  return first && first.by < date ? first.by : date;
}

/** More schools than the municipality has are a slip of the finger. */
function refuseTooMany(rows: readonly StepRow[], schools: number): void {
  const faults = rows
    .filter((step) => step.schools > schools)
    .map(({ row }) => ({ field: `steps:${row}:schools`, code: 'tooManySchools' }));
  if (faults.length > 0) refuse({ kind: 'fields', faults });
}

/** The municipalities' plans: most approved in time, some late, a few not there, some changed by a later document. */
import { createHash } from 'node:crypto';
import { addDays, type Day, type Zone } from '#app/domain/calendar.ts';
import { isOpen } from '#app/domain/organisations/organisation.ts';
import { factsOfPlan, type Plan, type PlanStep } from '#app/domain/territory/plan.ts';
import { changesOf } from '#app/domain/trust/audit.ts';
import { recordAudit } from '../queries/audit.ts';
import { insertPlan } from '../queries/plans.ts';
import type { Trx } from '../schema.ts';
import { officeHours, someDay, workdaysAfter } from './days.ts';
import { onePagePdf } from './pdf.ts';
import { randomOf } from './random.ts';
import type { Municipality, School } from './territory.ts';
import { personName, phone } from './words.ts';

type Ask = {
  campaignId: number;
  municipalities: readonly Municipality[];
  schools: readonly School[];
  administratorId: number;
  /** The last day on which the order wants plans approved. */
  term: Day;
  turn: Day;
  today: Day;
  zone: Zone;
};

/** By the place in the list, so that a small region has every kind; the first is the coordinator's of the demo accounts. */
function kindOf(at: number): 'inTime' | 'late' | 'none' {
  if (at % 12 === 7) return 'none';
  return at % 6 === 3 ? 'late' : 'inTime';
}

export async function writeMunicipalPlans(trx: Trx, ask: Ask): Promise<void> {
  const { campaignId, term, turn, today, zone } = ask;
  const at = officeHours(zone);
  for (const [place, municipality] of ask.municipalities.entries()) {
    const kind = kindOf(place);
    if (kind === 'none') continue;
    const random = randomOf('municipal plan', municipality.id);
    const counted = ask.schools.filter(
      (school) => school.municipality === municipality && school.generalEducation && isOpen(school, turn),
    ).length;
    const date =
      kind === 'late'
        ? someDay(random, addDays(term, 2), addDays(term, 24))
        : someDay(random, addDays(term, -14), term);
    const first: Plan = {
      number: `${random.whole(100, 999)}-П`,
      date,
      title: 'Об утверждении плана внедрения электронных журналов и дневников',
      responsible: personName(random),
      position: random.pick(['Заместитель начальника управления образования', 'Начальник отдела общего образования']),
      phone: phone(random),
      steps: stepsOf(place, counted, turn, kind === 'late'),
    };
    const changedOn = someDay(random, addDays(turn, 20), addDays(turn, 40));
    const second: Plan = {
      ...first,
      number: `${random.whole(100, 999)}-П`,
      date: changedOn,
      title: 'О внесении изменений в план внедрения электронных журналов и дневников',
      steps: first.steps.map((step, nth) => (nth === first.steps.length - 1 ? { ...step, schools: counted } : step)),
    };
    const versions = place % 6 === 0 ? [first, second] : [first];
    let before: ReturnType<typeof factsOfPlan> | null = null;
    for (const [nth, plan] of versions.entries()) {
      const entered = workdaysAfter(plan.date, random.whole(1, 3));
      if (entered >= today) break;
      const by = { at: at(entered, random), by: municipality.coordinatorId ?? ask.administratorId };
      const fileId = place === 0 ? await writeFile(trx, municipality, plan, by) : null;
      const of = { campaignId, municipalityId: municipality.id, version: nth + 1, ...by };
      const id = await insertPlan(trx, { ...plan, fileId }, of);
      const facts = factsOfPlan({ ...plan, fileId });
      const role = municipality.coordinatorId === null ? 'administrator' : 'coordinator';
      const about = { action: 'plan.keep', subject: 'plan', subjectId: id, organisationId: municipality.id } as const;
      const details = { campaignId, version: of.version };
      const changes = changesOf(before, facts);
      await recordAudit(trx, { actorId: by.by, role, at: by.at }, [{ ...about, changes, details }]);
      before = facts;
    }
  }
}

/** Days from the target's day → the share of schools, in percent; who plans late begins later. */
const usual = [
  [-62, 30],
  [-31, 55],
  [0, 75],
  [91, 90],
] as const;
const unhurried = [
  [-31, 40],
  [0, 60],
  [91, 80],
] as const;
const modest = [
  [-31, 35],
  [0, 60],
  [91, 70],
] as const;

function stepsOf(place: number, counted: number, turn: Day, late: boolean): PlanStep[] {
  const course = place % 10 === 4 ? modest : place % 10 === 8 ? unhurried : usual;
  return course
    .filter(([days]) => !late || days > -62)
    .map(([days, percent]) => ({ by: addDays(turn, days), schools: Math.ceil((percent * counted) / 100) }));
}

async function writeFile(
  trx: Trx,
  { id: organisationId }: Municipality,
  { number, date }: Plan,
  { at, by }: { at: Date; by: number },
): Promise<number> {
  const content = onePagePdf(['SVODKA DEMO', `N ${number}`, date.split('-').reverse().join('.')]);
  const { id } = await trx
    .insertInto('files')
    .values({
      organisation_id: organisationId,
      name: `План № ${number}.pdf`,
      type: 'pdf',
      size: content.length,
      sha256: createHash('sha256').update(content).digest(),
      content,
      uploaded_at: at,
      uploaded_by: by,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

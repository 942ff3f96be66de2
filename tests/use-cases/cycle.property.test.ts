/** Whatever schools, coordinators and the calendar do, in whatever order: nothing filed is lost, and all figures can be recounted. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type Day, day, endOf, firstDay, monthOf } from '#app/domain/calendar.ts';
import { clock, type User } from '#app/domain/people/people.ts';
import { Refused } from '#app/domain/refusal.ts';
import { openCampaign } from '#app/use-cases/orders/open-campaign.server.ts';
import { beginAmendment, dropAmendment } from '#app/use-cases/reports/amend-report.server.ts';
import { exempt, extend, moveDate, revoke } from '#app/use-cases/reports/decide-dates.server.ts';
import { fileReport } from '#app/use-cases/reports/file-report.server.ts';
import { openReportingDates } from '#app/use-cases/reports/open-reporting-dates.server.ts';
import { reviewReport } from '#app/use-cases/reports/review-report.server.ts';
import { saveReport } from '#app/use-cases/reports/save-report.server.ts';
import { loadCampaign, summaryAt } from '#app/use-cases/territory/summary.server.ts';
import { contexts } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { inForceByLog, type Raw, ratesOf, rawRows, statesByLog, termsByDecisions } from '#tests/support/recount.ts';
import { keptCounts, recountedCounts } from '#tests/support/recount-counts.ts';
import { moForm, sentencesFor } from '#tests/support/scenario.ts';
import { createTerritory, moscow } from '#tests/support/territory.ts';

const database = testDatabase();
const { as, byClock } = contexts(database);

const schoolNames = ['Школа № 1', 'Школа № 2', 'Гимназия'];
const forms = [moForm('01.06.2012'), moForm(null), { '2:text': 'Аверс' }];

type Report = Raw['reports'][number];

const unfiled = ({ status }: Report) => status === 'due' || status === 'draft';
const writable = (report: Report) => unfiled(report) || report.status === 'returned' || report.amendment === 'draft';
const waiting = ({ status, amendment }: Report) => status === 'filed' || amendment === 'filed';
const owed = ({ not_required }: Report) => not_required === null;

/** Which reports an act is meant for: steps aim at those, so that histories grow; some aim at none in particular. */
const meantFor = {
  save: writable,
  file: writable,
  accept: waiting,
  return: waiting,
  amend: ({ status, amendment }: Report) => status === 'accepted' && amendment === null,
  dropAmendment: ({ amendment }: Report) => amendment === 'draft',
  exempt: (report: Report) => unfiled(report) && owed(report),
  extend: owed,
  move: () => true,
};
type Act = keyof typeof meantFor;

/** How often each is tried, and its number: a form, or by how many days. */
const acts: [Act, weight: number, number: fc.Arbitrary<number>][] = [
  ['save', 3, fc.nat({ max: 2 })],
  ['file', 6, fc.nat({ max: 1 })],
  ['accept', 5, fc.constant(0)],
  ['return', 2, fc.constant(0)],
  ['amend', 4, fc.constant(0)],
  ['dropAmendment', 1, fc.constant(0)],
  ['exempt', 1, fc.constant(0)],
  ['extend', 2, fc.integer({ min: 0, max: 20 })],
  ['move', 1, fc.integer({ min: -2, max: 15 })],
];
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ act: fc.constant('pass' as const), number: fc.integer({ min: 1, max: 12 }) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('revoke' as const), number: fc.nat({ max: 4 }) }) },
  ...acts.map(([act, weight, number]) => ({
    weight,
    // Of the reports it is meant for, the newest first; of all of them when it aims at none.
    arbitrary: fc.record({
      act: fc.constant(act),
      number,
      nth: fc.nat({ max: 3 }),
      aims: fc.constantFrom(true, true, true, false),
    }),
  })),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function newWorld(run: number) {
  const territory = await createTerritory(database(), {
    name: `Область ${run}`,
    zone: moscow,
    municipalities: { [`Дубна ${run}`]: schoolNames.slice(0, 2), [`Истра ${run}`]: schoolNames.slice(2) },
  });
  const administrator = await regionPerson(database(), territory, 'administrator', 'Лебедев С. П.');
  const coordinators = [
    await coordinatorOf(database(), territory, 'Фёдорова И. М.', `Дубна ${run}`),
    await coordinatorOf(database(), territory, 'Зимин А. А.', `Истра ${run}`),
  ];
  const directors: (User & { schoolId: number })[] = [];
  for (const name of schoolNames) {
    directors.push(await schoolPerson(database(), territory, 'director', 'Смирнова Т. А.', name));
  }
  const scope = { orderId: 'MO', scopeId: territory.region.id, years: 0 };
  const { campaignId } = await openCampaign(as(administrator, '2012-06-14 07:00'), scope);
  return { territory, administrator, coordinators, directors, campaignId };
}

type World = Awaited<ReturnType<typeof newWorld>>;
type Moment = { day: Day; minute: number };

const wallClock = ({ day, minute }: Moment) =>
  `${day} ${String(8 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Does the step, unless the product refuses it; answers whether it was done. */
async function take(world: World, step: Step, moment: Moment, raw: Raw): Promise<boolean> {
  const { administrator, coordinators, directors, territory } = world;
  const at = wallClock(moment);
  const typedDay = (of: string, days: number) => addDays(of as Day, days);
  if (step.act === 'pass') {
    await openReportingDates(byClock(at, moscow), { regionId: territory.region.id });
    return true;
  }
  const attempt = async (act: () => Promise<unknown>) => {
    try {
      await act();
      return true;
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    }
  };
  const standing = raw.decisions.filter(({ revoked }) => !revoked);
  if (step.act === 'revoke') {
    const decision = standing.at(-1 - step.number);
    return decision ? attempt(() => revoke(as(administrator, at), { decisionId: decision.id })) : false;
  }
  const newestFirst = raw.reports.toReversed();
  const aimedAt = step.aims ? newestFirst.filter(meantFor[step.act]) : newestFirst;
  const report = aimedAt[step.nth % Math.max(1, aimedAt.length)];
  if (!report) return false;
  const director = directors.find(({ schoolId }) => schoolId === report.school) as User & { schoolId: number };
  const coordinator = coordinators[directors.indexOf(director) < 2 ? 0 : 1] as User;
  const { id: reportId } = report;
  const seen = (kind: string, school: number | null) =>
    String(standing.find((one) => one.kind === kind && one.date === report.date && one.school === school)?.id ?? 0);
  const decided = { note: '', document: '', fileUntil: '', changeUntil: '' };
  const ordinal = raw.filings.filter((filing) => filing.report === reportId).length;
  const version = async () =>
    (await database().db.selectFrom('reports').where('id', '=', reportId).select('version').executeTakeFirstOrThrow())
      .version;
  const own = as(director, at);
  const save = async (form: number) =>
    saveReport(own, { reportId, version: await version(), typed: forms[form] ?? {} });

  const actions: Record<Act, () => Promise<unknown>> = {
    save: () => save(step.number),
    file: async () => {
      const saved = await save(step.number);
      return fileReport(own, { reportId, version: saved.version, explanations: await sentencesFor(own, reportId) });
    },
    accept: () => reviewReport(as(coordinator, at), { reportId, ordinal, decision: 'accepted' }),
    return: () => {
      const category = ordinal % 2 === 0 ? 'other' : 'figures';
      const remarks = ['5.1', '2'].slice(ordinal % 3 === 0 ? 1 : 0).map((item) => ({ item, text: 'Проверьте' }));
      const why = { category, reason: 'Проверьте строку 5', remarks };
      return reviewReport(as(coordinator, at), { reportId, ordinal, decision: 'returned', ...why });
    },
    amend: () => beginAmendment(own, { reportId, reason: 'Уточнены сведения' }),
    dropAmendment: async () => dropAmendment(own, { reportId, version: await version() }),
    exempt: () => {
      const typed = { ...decided, version: seen('notRequired', report.school), reason: 'joint' };
      return exempt(as(coordinator, at), { reportId, typed });
    },
    extend: () => {
      const due = typedDay(report.due, step.number);
      const typed = { ...decided, version: seen('extension', report.school), reason: 'outage', due };
      return extend(as(coordinator, at), { reportId, typed });
    },
    move: () => {
      const due = typedDay(report.original.due, step.number);
      const typed = { ...decided, version: seen('move', null), reason: 'outage', due };
      return moveDate(as(administrator, at), { reportingDateId: report.date, typed });
    },
  };
  return attempt(actions[step.act]);
}

/** Nothing that was filed before is gone or says anything else; at most it has begun to count. */
function nothingLost(before: Raw, after: Raw): void {
  for (const filing of before.filings) {
    const same = after.filings.find(({ id }) => id === filing.id);
    expect(same?.whole).toBe(filing.whole);
    if (filing.counts_from) expect(same?.counts_from).toEqual(filing.counts_from);
  }
}

/** Whoever saved or filed did it while something was owed and its days were not over. */
function nothingLate(before: Raw, after: Raw, on: Day): void {
  const terms = new Map(termsByDecisions(before).map((one) => [one.id, one]));
  for (const report of before.reports) {
    const now = after.reports.find(({ id }) => id === report.id);
    if (now?.saved_at?.getTime() === report.saved_at?.getTime()) continue;
    const { excused, file_until = '', change_until = '' } = terms.get(report.id) ?? {};
    expect(excused).toBe(false);
    expect(on <= (unfiled(report) ? file_until : change_until)).toBe(true);
  }
}

/** What the product says is what the log, the decisions and the raw rows come to. */
async function allRecounted({ campaignId, directors }: World, on: Day): Promise<void> {
  const raw = await rawRows(database(), campaignId);
  const filings = (id: number) => raw.filings.filter(({ report }) => report === id).length;
  expect(raw.reports.map(({ id, status, amendment }) => ({ id, status, amendment, filings: filings(id) }))).toEqual(
    statesByLog(raw),
  );
  expect(raw.decisions.filter(({ revoked }) => !revoked).map(({ id }) => id)).toEqual(inForceByLog(raw));
  const inForce = raw.reports.map(({ id, due, file_until, change_until, not_required }) => ({
    ...{ id, due, file_until, change_until },
    excused: not_required === 'decision',
  }));
  expect(inForce).toEqual(termsByDecisions(raw));

  expect(await keptCounts(database())).toEqual(await recountedCounts(database()));

  const { db } = database();
  const at = { month: monthOf(on), day: on };
  const { schools } = await summaryAt(db, clock, await loadCampaign(db, campaignId), { at, today: on, items: [] });
  const period = { from: firstDay(monthOf(on)), asOf: on, until: endOf(on, moscow) };
  for (const { schoolId } of directors) {
    const { owed, filed, onTime, onTimeOriginally, accepted, acceptedOnTime, covered } =
      schools.find(({ id }) => id === schoolId) ?? {};
    expect({ owed, filed, onTime, onTimeOriginally, accepted, acceptedOnTime, covered }).toEqual(
      ratesOf(raw, schoolId, period),
    );
  }
}

test('any order of saving, filing, reviewing, amending and deciding about days loses nothing and can be recounted', async () => {
  let run = 0;
  const done: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 50, maxLength: 90, size: 'max' }), async (steps) => {
      run += 1;
      const world = await newWorld(run);
      const moment: Moment = { day: day('2012-06-14'), minute: 0 };
      let raw = await rawRows(database(), world.campaignId);
      for (const each of steps) {
        Object.assign(
          moment,
          each.act === 'pass' ? { day: addDays(moment.day, each.number), minute: 0 } : { minute: moment.minute + 1 },
        );
        const taken = await take(world, each, moment, raw);
        const what = taken ? each.act : `${each.act} refused`;
        done[what] = (done[what] ?? 0) + 1;
        const after = await rawRows(database(), world.campaignId);
        nothingLost(raw, after);
        nothingLate(raw, after, moment.day);
        raw = after;
        if (each.act === 'pass') await allRecounted(world, moment.day);
      }
      await allRecounted(world, moment.day);
      done.amended = (done.amended ?? 0) + raw.filings.filter((one) => one.amendment_reason && one.counts_from).length;
    }),
    // The same histories every time; another seed tries others, but not each does all that is asked for below: those of
    // 5092 hold every invariant and have no amendment that was accepted.
    { numRuns: 5, endOnFailure: true, seed: 2012 },
  );
  // The histories were worth recounting: this asks the generator, and a seed for which it fails has found nothing wrong.
  const kinds = ['save', 'file', 'accept', 'return', 'amend', 'exempt', 'extend', 'move', 'revoke', 'amended'];
  expect(kinds.filter((kind) => !done[kind])).toEqual([]);
  // 3 seconds on an idle machine; beside other work it has taken two minutes.
}, 300_000);

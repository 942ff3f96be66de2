import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { addDays, type Day, day } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import { transact } from '#app/use-cases/context.server.ts';
import { tellMoved } from '#app/use-cases/notices/tell.server.ts';
import { beginAmendment } from '#app/use-cases/reports/amend-report.server.ts';
import { fileReport } from '#app/use-cases/reports/file-report.server.ts';
import { reviewReport } from '#app/use-cases/reports/review-report.server.ts';
import { saveReport } from '#app/use-cases/reports/save-report.server.ts';
import { seeReport } from '#app/use-cases/reports/see-report.server.ts';
import type { Database } from '#db/client.ts';
import { catchUp, type Runner, runNow } from '#jobs/runner.ts';
import { timetable } from '#jobs/timetable.ts';
import { contexts, instant } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { kogalym, toldTo } from '#tests/support/kogalym.ts';
import { asAnotherProcess, kgForm, saveAndFile, sentencesFor } from '#tests/support/scenario.ts';
import { yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();
const { as } = contexts(database);
const log = pino({ level: 'silent' });
const jobs = timetable.filter(({ name }) => name === 'remind');

let people: Awaited<ReturnType<typeof kogalym>>;
beforeEach(async () => {
  people = await kogalym(database());
});

function processAt(wallClock: string, { db }: Database = database()): Runner {
  return { db, clock: { now: () => instant(wallClock, yekaterinburg) }, log, origin: 'https://svodka.example', jobs };
}

/** A day on which the job runs as the timetable has it. */
const runOn = (today: string) => catchUp(processAt(`${today} 06:30`));
/** The same by hand, however often it has run. */
const againOn = (today: string, other?: Database) => {
  const [job] = jobs;
  if (!job) throw new Error('The timetable has no remind');
  return runNow(processAt(`${today} 12:00`, other), job, { ...people.region }, today);
};

async function runDaily(from: string, to: string) {
  for (let today: Day = day(from); today <= to; today = addDays(today, 1)) await runOn(today);
}

/** What a person was told, with the day on which it was. */
async function diary(person: User): Promise<Record<string, string>> {
  const { db } = database();
  const rows = await db.selectFrom('notices').where('user_id', '=', person.id).select(['kind', 'at']).execute();
  return Object.fromEntries(rows.map(({ kind, at }) => [at.toISOString().slice(0, 10), kind]));
}

const file = (director: User & { schoolId: number }, wallClock: string) =>
  saveAndFile(as(director, wallClock), database(), { schoolId: director.schoolId, asOf: '2012-05-15', typed: kgForm });

describe('due days', () => {
  test('row 46: a school is reminded 7 days and 1 day before the due day and on the day after it, both its people', async () => {
    await runDaily('2012-04-20', '2012-05-25');
    const expected = {
      '2012-04-20': 'opened',
      '2012-05-08': 'dueIn7',
      '2012-05-14': 'dueIn1',
      '2012-05-16': 'overdue',
    };
    expect(await diary(people.director)).toEqual(expected);
    expect(await diary(people.responsible)).toEqual(expected);
    expect(await diary(people.coordinator)).toEqual({});
  });

  test('row 46: who has filed is not reminded any more', async () => {
    await runDaily('2012-05-05', '2012-05-08');
    await file(people.neighbour, '2012-05-10 10:00');
    await runDaily('2012-05-10', '2012-05-17');
    expect(await diary(people.neighbour)).toEqual({ '2012-05-08': 'dueIn7' });
  });

  test('a report that is not required reminds nobody', async () => {
    const { db } = database();
    await db.updateTable('reports').set({ not_required: 'decision' }).where('id', '=', people.reportId).execute();
    await runDaily('2012-05-05', '2012-05-17');
    expect(await diary(people.director)).toEqual({});
  });

  test('a moved due day is reminded of again', async () => {
    await runDaily('2012-05-05', '2012-05-10');
    const { db } = database();
    const moved = { due: day('2012-05-25'), file_until: day('2012-06-24'), change_until: day('2012-07-24') };
    await db.updateTable('reports').set(moved).where('id', '=', people.reportId).execute();
    const change = { decisionId: 1, kind: 'extension', reportIds: [people.reportId] } as const;
    await transact(as(people.coordinator, '2012-05-10 09:00'), (write) => tellMoved(write, change));
    await runDaily('2012-05-11', '2012-05-27');
    expect(await diary(people.director)).toEqual({
      '2012-05-08': 'dueIn7',
      '2012-05-10': 'moved',
      '2012-05-18': 'dueIn7',
      '2012-05-24': 'dueIn1',
      '2012-05-26': 'overdue',
    });
  });
});

describe('row 47: a run that was missed', () => {
  test('row 47: three missed days are caught up by the next run, once', async () => {
    await runOn('2012-05-06');
    await runOn('2012-05-10');
    expect(await diary(people.director)).toEqual({ '2012-05-10': 'dueIn7' });
    await runDaily('2012-05-11', '2012-05-13');
    expect(await diary(people.director)).toEqual({ '2012-05-10': 'dueIn7' });
  });

  test('row 47: what time has overtaken is not said any more', async () => {
    await runOn('2012-05-06');
    await runOn('2012-05-17');
    expect(await diary(people.director)).toEqual({ '2012-05-17': 'overdue' });
  });

  test('row 47: a run that failed counts as missed', async () => {
    await runOn('2012-05-06');
    const failing = jobs.map((job) => ({
      ...job,
      run: () => Promise.reject(new Error('Нет места на диске')),
    }));
    await catchUp({ ...processAt('2012-05-08 06:30'), jobs: failing });
    await runOn('2012-05-09');
    expect(await diary(people.director)).toEqual({ '2012-05-09': 'dueIn7' });
  });

  test('row 47: running twice tells nobody anything twice', async () => {
    await runOn('2012-05-08');
    await againOn('2012-05-08');
    await againOn('2012-05-08');
    await againOn('2012-05-08').then((result) => expect(result).toBe('Напоминать не о чем'));
    expect(await toldTo(database(), people.director)).toEqual(['dueIn7']);
  });

  test('row 47: two processes at once tell everybody once', async () => {
    await runOn('2012-05-06');
    await asAnotherProcess(database(), async (other) => {
      await Promise.allSettled([runOn('2012-05-08'), catchUp(processAt('2012-05-08 06:30', other))]);
      // By hand beside the timetable: not held back by its run, only by what has been said.
      await Promise.allSettled([againOn('2012-05-08'), againOn('2012-05-08', other)]);
    });
    for (const person of [people.director, people.responsible, people.neighbour, people.foreigner]) {
      expect(await toldTo(database(), person)).toEqual(['dueIn7']);
    }
  });
});

describe('reviews', () => {
  test('row 30: a coordinator hears of reports that wait for over five working days, again after five more', async () => {
    // A Thursday.
    await file(people.director, '2012-05-10 16:00');
    await file(people.neighbour, '2012-05-11 10:00');
    await runDaily('2012-05-11', '2012-05-25');
    const { filed, ...idle } = Object.fromEntries(
      Object.entries(await diary(people.coordinator)).map(([on, kind]) =>
        kind === 'filed' ? ['filed', kind] : [on, kind],
      ),
    );
    expect(filed).toBe('filed');
    expect(idle).toEqual({ '2012-05-17': 'reviewerIdle', '2012-05-24': 'reviewerIdle' });
    expect(await toldTo(database(), people.colleague)).toContain('reviewerIdle');
    expect(await toldTo(database(), people.stranger)).toEqual([]);

    const { db } = database();
    const details = await db
      .selectFrom('notices')
      .where('kind', '=', 'reviewerIdle')
      .where('user_id', '=', people.coordinator.id)
      .select(['details', 'organisation_id', 'campaign_id'])
      .orderBy('id')
      .execute();
    const where = { organisation_id: people.municipalityId, campaign_id: people.campaignId };
    expect(details).toEqual([
      { ...where, details: { reports: 1, since: '2012-05-10' } },
      { ...where, details: { reports: 2, since: '2012-05-10' } },
    ]);
  });

  test('row 30: who has reviewed in time hears nothing', async () => {
    const { reportId, ordinal } = await file(people.director, '2012-05-10 16:00');
    await reviewReport(as(people.coordinator, '2012-05-16 10:00'), { reportId, ordinal, decision: 'accepted' });
    await runDaily('2012-05-11', '2012-05-25');
    expect(await toldTo(database(), people.coordinator)).toEqual(['filed']);
  });

  test('an amendment that waits is reminded of like a report', async () => {
    const { director, coordinator } = people;
    const { reportId, ordinal } = await file(director, '2012-05-10 16:00');
    await reviewReport(as(coordinator, '2012-05-11 10:00'), { reportId, ordinal, decision: 'accepted' });
    const amended = as(director, '2012-05-14 10:00');
    await beginAmendment(amended, { reportId, reason: 'Ошиблись в строке 14' });
    const { version } = (await seeReport(amended, reportId)).report;
    const saved = await saveReport(amended, { reportId, version, typed: { ...kgForm, '14:n': '21' } });
    const explanations = await sentencesFor(amended, reportId);
    await fileReport(amended, { reportId, version: saved.version, explanations });
    await runDaily('2012-05-14', '2012-05-22');
    const idle = Object.entries(await diary(coordinator)).filter(([, kind]) => kind === 'reviewerIdle');
    expect(idle.map(([on]) => on)).toEqual(['2012-05-21']);
  });

  test('row 30: a reminder missed is made good on the next run', async () => {
    await file(people.director, '2012-05-10 16:00');
    await runOn('2012-05-11');
    await runOn('2012-05-22');
    expect(await toldTo(database(), people.coordinator)).toEqual(['filed', 'reviewerIdle']);
  });
});

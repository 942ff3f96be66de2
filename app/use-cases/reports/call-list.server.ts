import type { Day } from '#app/domain/calendar.ts';
import { isClosed } from '#app/domain/orders/campaign.ts';
import { may } from '#app/domain/people/permissions.ts';
import { faultOfText, tidied } from '#app/domain/readable-text.ts';
import { isOver } from '#app/domain/reports/report.ts';
import {
  insertCall,
  insertReminders,
  type NonReporter,
  nonReporters,
  reminderOf,
  type Unreachable,
  unreachableSchools,
} from '#db/queries/calls.ts';
import { campaignById } from '#db/queries/campaigns.ts';
import { insertNotices } from '#db/queries/notices.ts';
import { type MunicipalityPlace, municipalityPlace } from '#db/queries/organisations.ts';
import { type ReportingDate, reportingDates } from '#db/queries/reports.ts';
import { allowed, consult, found, today, transact, type UserContext, type WriteContext } from '../context.server.ts';
import { refuseClosed } from '../orders/refuse-closed.server.ts';
import { datesOfMunicipality } from '../territory/see-municipality.server.ts';
import type { CampaignHead } from '../territory/see-region.server.ts';
import { refuseField } from '../typed-fields.server.ts';
import { loadReport } from './see-report.server.ts';

export type CallList = {
  municipality: MunicipalityPlace;
  campaigns: CampaignHead[];
  campaign: CampaignHead;
  /** Dates that have opened, the latest first. */
  dates: ReportingDate[];
  date: ReportingDate | null;
  calls: NonReporter[];
  unreachable: Unreachable[];
  canRemind: boolean;
  /** The campaign is: nobody owes anything, whoever has filed or not. */
  closed: boolean;
  today: Day;
};

/**
 * Who has not reported for the date, by name, the longest overdue first, with how to reach them and when somebody last did;
 * and the schools that can't be reminded at all.
 */
export function seeCallList(
  ctx: UserContext,
  ask: { municipalityId: number; campaignId: number; asOf?: Day; formId?: string },
): Promise<CallList> {
  return consult(ctx, async (ctx) => {
    const { on, whole: _whole, ...opened } = await datesOfMunicipality(ctx, { ...ask, allDates: true });
    const { municipality, date } = opened;
    const at = { municipalityId: ask.municipalityId, on, now: ctx.now };
    const closed = isClosed(opened.campaign, on);
    const owing = date && !closed ? await nonReporters(ctx.db, ctx.user, { ...at, reportingDateId: date.id }) : [];
    return {
      ...opened,
      // By name within a day.
      calls: owing.sort((a, b) => (a.due < b.due ? -1 : Number(a.due > b.due))),
      unreachable: closed ? [] : await unreachableSchools(ctx.db, ctx.user, at),
      canRemind: may.remind(ctx.user, municipality) && !closed,
      closed,
      today: on,
    };
  });
}

/** What came of a click, with the school's name. */
export type Reminded = { school: string } & (
  | { outcome: 'reminded' }
  /** Today, by whom: a second click, or a colleague. */
  | { outcome: 'already'; at: Date; by: string }
  /** Filed or not required meanwhile. */
  | { outcome: 'notOwed' }
  /** The school has nobody to tell. */
  | { outcome: 'nobody' }
);

/** Reminds a school's people of the report that they owe, once a day whoever clicks. */
export async function remindSchool(ctx: UserContext, { reportId }: { reportId: number }): Promise<Reminded> {
  return transact(ctx, async (write) => {
    const { trx, user, audit } = write;
    const { report, school: place } = await loadReport(trx, ctx, reportId, { forUpdate: true });
    allowed(may.remind(user, place));
    const school = place.name;
    const unfiled = report.status === 'due' || report.status === 'draft';
    const isOwed = unfiled && report.notRequired === null && !isOver(report, today(ctx));
    if (!isOwed) return { school, outcome: 'notOwed' };
    const day = today(ctx);
    if ((await remindOf(write, [reportId], day)) === 0) {
      const earlier = await reminderOf(trx, reportId, day);
      return earlier ? { school, outcome: 'already', ...earlier } : { school, outcome: 'nobody' };
    }
    const { organisationId } = report;
    await audit({ action: 'report.remind', subject: 'report', subjectId: reportId, organisationId });
    return { school, outcome: 'reminded' };
  });
}

/** Reminds every school on the list of the date; answers how many now, and how many had been reminded today or can't be. */
export async function remindAllSchools(
  ctx: UserContext,
  ask: { municipalityId: number; campaignId: number; asOf: Day; formId?: string },
): Promise<{ reminded: number; left: number }> {
  return transact(ctx, async (write) => {
    const { trx, user, now, audit } = write;
    const place = found(await municipalityPlace(trx, ask.municipalityId), (at) => may.seeMunicipality(user, at));
    allowed(may.remind(user, place));
    const day = today(ctx);
    const date = found(
      (await reportingDates(trx, ask.campaignId)).find(
        ({ asOf, formId, opens }) =>
          asOf === ask.asOf && (ask.formId === undefined || formId === ask.formId) && opens <= day,
      ),
      () => true,
    );
    const campaign = found(await campaignById(trx, ask.campaignId), () => true);
    refuseClosed(campaign.closing?.on ?? null, day);
    const at = { reportingDateId: date.id, municipalityId: ask.municipalityId, on: day, now };
    const owing = (await nonReporters(trx, user, at)).map(({ reportId }) => reportId);
    const reminded = await remindOf(write, owing, day);
    if (reminded > 0) {
      const { campaignId, municipalityId } = ask;
      const details = { asOf: ask.asOf, reminded };
      await audit({
        action: 'report.remind',
        subject: 'campaign',
        subjectId: campaignId,
        organisationId: municipalityId,
        details,
      });
    }
    return { reminded, left: owing.length - reminded };
  });
}

/** A notice to each school's people, with a letter at once unless they want none. Answers how many schools are newly reminded. */
async function remindOf(
  { trx, user, now }: Pick<WriteContext<UserContext['user']>, 'trx' | 'user' | 'now'>,
  reportIds: readonly number[],
  day: Day,
): Promise<number> {
  const noted = await insertReminders(trx, reportIds, { userId: user.id, at: now, day });
  const tellings = noted.map((reportId) => ({ key: `reminder:${reportId}:${day}`, reportId }));
  await insertNotices(trx, 'reminder', tellings, { at: now });
  return noted.length;
}

const longestNote = 500;

/** Notes that the school was called about the report, with what was said if anything is typed. */
export async function noteCall(
  ctx: UserContext,
  { reportId, note: typed }: { reportId: number; note: string },
): Promise<{ school: string }> {
  return transact(ctx, async ({ trx, user, now, audit }) => {
    const { report, school } = await loadReport(trx, ctx, reportId, { forUpdate: true });
    allowed(may.remind(user, school));
    refuseClosed(report.closedOn, today(ctx));
    const note = tidied(typed);
    const code = note === '' ? null : faultOfText(note, longestNote);
    if (code) refuseField(`note:${reportId}`, code);
    const { organisationId } = report;
    const call = { reportId, organisationId, note: note || null, day: today(ctx), at: now, by: user.id };
    if (await insertCall(trx, call)) {
      await audit({ action: 'report.noteCall', subject: 'report', subjectId: reportId, organisationId });
    }
    return { school: school.name };
  });
}

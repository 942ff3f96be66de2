import { addDays, type Day, dayIn } from '#app/domain/calendar.ts';
import { dueKey, dueNotice, idleFrom, isIdleSince, type NoticeKind, stretchSince } from '#app/domain/notices/notice.ts';
import { isClosed } from '#app/domain/orders/campaign.ts';
import type { Clock } from '#app/domain/people/people.ts';
import { campaignsOfRegion } from '#db/queries/campaigns.ts';
import { insertNotices, type Telling } from '#db/queries/notices.ts';
import { regions } from '#db/queries/organisations.ts';
import { idleReviews, unfiledReports } from '#db/queries/reminders.ts';
import { type Context, found, transact, type WriteContext } from '../context.server.ts';

/**
 * Tells schools of what has opened, is due in 7 days or in 1, or is overdue since the last run that succeeded, and
 * coordinators of what has waited 5 working days for their review. Missed days are caught up; repeating it tells nobody
 * anything twice. Answers how many notices of each kind are new.
 */
export async function remind(
  ctx: Context<Clock>,
  ask: { regionId: number; lastRun: Day | null },
): Promise<Partial<Record<NoticeKind, number>>> {
  return transact(ctx, (write) => remindWithin(write, ask));
}

/** The same in a transaction that does more. */
export async function remindWithin(
  { trx, now, audit }: WriteContext<Clock>,
  ask: { regionId: number; lastRun: Day | null },
): Promise<Partial<Record<NoticeKind, number>>> {
  const region = found(
    (await regions(trx)).find(({ id }) => id === ask.regionId),
    () => true,
  );
  const today = dayIn(region.zone, now);
  const stretch = stretchSince(ask.lastRun, today);
  const campaigns = (await campaignsOfRegion(trx, region.id)).filter((campaign) => !isClosed(campaign, today));
  const openedOn = new Map(campaigns.map(({ id, openedAt }) => [id, dayIn(region.zone, openedAt)]));
  const campaignIds = [...openedOn.keys()];

  const tellings = new Map<NoticeKind, Telling[]>();
  const tell = (kind: NoticeKind, telling: Telling) => {
    const some = tellings.get(kind);
    if (some) some.push(telling);
    else tellings.set(kind, [telling]);
  };
  for (const report of await unfiledReports(trx, { campaignIds, dueFrom: addDays(stretch.from, -1), on: today })) {
    // What had opened before its campaign did, opened with it.
    const begun = openedOn.get(report.campaignId) ?? report.opens;
    const kind = dueNotice({ ...report, opens: begun > report.opens ? begun : report.opens }, stretch);
    if (kind) tell(kind, { key: dueKey(kind, report), reportId: report.id });
  }
  for (const idle of await idleReviews(trx, { campaignIds, filedUntil: idleFrom(today), on: today })) {
    const { municipalityId, campaignId, reports, since, toldAt } = idle;
    if (toldAt && !isIdleSince(dayIn(region.zone, toldAt), today)) continue;
    const key = `reviewerIdle:${campaignId}:${today}`;
    tell('reviewerIdle', {
      to: municipalityId,
      organisationId: municipalityId,
      campaignId,
      key,
      details: { reports, since },
    });
  }

  const told: Partial<Record<NoticeKind, number>> = {};
  for (const [kind, some] of tellings) {
    const count = await insertNotices(trx, kind, some, { at: now });
    if (count > 0) told[kind] = count;
  }
  if (Object.keys(told).length > 0) {
    const details = { ...stretch, told };
    await audit({ action: 'notices.remind', subject: 'job', subjectId: null, organisationId: region.id, details });
  }
  return told;
}

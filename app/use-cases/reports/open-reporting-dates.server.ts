import { addDays, type Day, dayIn, reportingDays } from '#app/domain/calendar.ts';
import { isClosed } from '#app/domain/orders/campaign.ts';
import { formsOf } from '#app/domain/orders/order.ts';
import type { Actor } from '#app/domain/people/people.ts';
import { may } from '#app/domain/people/permissions.ts';
import type { Form } from '#app/domain/reports/form.ts';
import { type Campaign, campaignsOfRegion } from '#db/queries/campaigns.ts';
import { municipalitiesOfScope, regions } from '#db/queries/organisations.ts';
import { ensureMunicipalReports, ensureReportingDates, ensureReports } from '#db/queries/reports.ts';
import { settleTerms } from '#db/queries/terms.ts';
import { allowed, type Context, found, transact, type WriteContext } from '../context.server.ts';

/** Reporting dates of a rule are known this long before they come; what a school owes opens by its form's own rule. */
const daysAhead = 60;

/**
 * Makes sure that every reporting date of the region's campaigns is there, and that every school has its row for each
 * date that has opened by the end of `day` (today without it). Safe to repeat: it adds what is missing, e.g. for a school
 * registered since. Answers how many reports are newly owed.
 */
export async function openReportingDates(ctx: Context<Actor>, ask: { regionId: number; day?: Day }): Promise<number> {
  return transact(ctx, (write) => openDatesWithin(write, ask));
}

/** The same in a transaction that does more. */
export async function openDatesWithin(
  write: WriteContext<Actor>,
  ask: { regionId: number; day?: Day },
): Promise<number> {
  const region = found(
    (await regions(write.trx)).find(({ id }) => id === ask.regionId),
    ({ id }) => may.seeRegion(write.user, { regionId: id }),
  );
  allowed(may.compile(write.user, { regionId: region.id }));
  const day = ask.day ?? dayIn(region.zone, write.now);
  let created = 0;
  for (const campaign of await campaignsOfRegion(write.trx, region.id)) {
    created += await openDatesOf(write, campaign, dayIn(region.zone, campaign.openedAt), day);
  }
  return created;
}

/**
 * The same for one campaign, within the transaction that opens it, or that changes what is known of one school. Nothing is
 * asked for that was due before that day: opening an order late makes nobody late; nor for what comes when it is closed.
 */
export async function openDatesOf(
  { trx, audit }: Pick<WriteContext, 'trx' | 'audit'>,
  campaign: Pick<Campaign, 'id' | 'order' | 'scopeId' | 'closing'>,
  openedOn: Day,
  today: Day,
  schoolId?: number,
): Promise<number> {
  if (isClosed(campaign, today)) return 0;
  await ensureReportingDates(trx, campaign.id, datesFor(campaign, openedOn, today));
  const of = (level: Form['filledBy']) =>
    formsOf(campaign.order)
      .filter(({ filledBy }) => filledBy === level)
      .map(({ id }) => id);
  const municipalityIds = (await municipalitiesOfScope(trx, campaign.scopeId)).map(({ id }) => id);
  const ask = { campaignId: campaign.id, municipalityIds, today, before: campaign.closing?.on };
  const created = [
    ...(await ensureReports(trx, { ...ask, formIds: of('school'), schoolId })),
    ...(schoolId === undefined ? await ensureMunicipalReports(trx, { ...ask, formIds: of('municipality') }) : []),
  ];
  // Decisions and the register settle what they change; here the new rows alone have no days in force yet.
  await settleTerms(trx, schoolId === undefined ? { reportIds: created } : { organisationId: schoolId });
  if (created.length > 0) {
    await audit({
      action: 'reports.create',
      subject: 'campaign',
      subjectId: campaign.id,
      organisationId: campaign.scopeId,
      details: { created: created.length },
    });
  }
  return created.length;
}

/** The reporting dates that the campaign has by that day, as the order sets them. */
export function datesFor({ order, closing }: Pick<Campaign, 'order' | 'closing'>, openedOn: Day, today: Day) {
  return formsOf(order).flatMap((form) =>
    reportingDays(form.reporting, openedOn, horizonOf(form, today))
      .filter((asOf) => closing === null || asOf < closing.on)
      .map((asOf) => ({
        formId: form.id,
        formName: form.name ?? null,
        asOf,
        due: asOf,
        fileUntil: addDays(asOf, form.fileDaysAfter),
        changeUntil: addDays(asOf, form.changeDaysAfter),
        opens: addDays(asOf, -form.opensDaysBefore),
      })),
  );
}

/** Dates that the order lists are known from the start, those of a rule for some time ahead. */
function horizonOf({ reporting }: Form, today: Day): Day {
  const ahead = addDays(today, daysAhead);
  const last = reporting.kind === 'dates' ? reporting.dates.at(-1) : undefined;
  return last && last > ahead ? last : ahead;
}

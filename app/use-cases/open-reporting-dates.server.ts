import { addDays, type Day, dayIn, firstDay, monthOf, reportingDays } from '#app/domain/calendar.ts';
import type { Form } from '#app/domain/form.ts';
import type { Actor } from '#app/domain/people.ts';
import { may } from '#app/domain/permissions.ts';
import { type Campaign, campaignsOfRegion } from '#db/queries/campaigns.ts';
import { municipalitiesOfScope, regions } from '#db/queries/organisations.ts';
import { ensureReportingDates, ensureReports } from '#db/queries/reports.ts';
import { allowed, type Context, found, transact, type WriteContext } from './context.server.ts';

/** Reporting dates are known this long before they come; what a school owes opens by its form's own rule. */
const daysAhead = 60;

/**
 * Makes sure that every reporting date of the region's campaigns is there and that every school that owes a report for
 * an opened one has its row. Safe to repeat: it adds what is missing, e.g. for a school registered since. Answers how
 * many reports are newly owed.
 */
export async function openReportingDates(ctx: Context<Actor>, { regionId }: { regionId: number }): Promise<number> {
  return transact(ctx, async (write) => {
    const region = found(
      (await regions(write.trx)).find(({ id }) => id === regionId),
      ({ id }) => write.user.role === 'clock' || may.seeRegion(write.user, { regionId: id }),
    );
    allowed(may.compile(write.user, { regionId }));
    const today = dayIn(region.zone, write.now);
    let created = 0;
    for (const campaign of await campaignsOfRegion(write.trx, regionId)) {
      if (campaign.closedOn === null || campaign.closedOn > today) {
        created += await openDatesOf(write, campaign, dayIn(region.zone, campaign.openedAt), today);
      }
    }
    return created;
  });
}

/** The same for one campaign, within the transaction that opens it. */
export async function openDatesOf(
  { trx, audit }: Pick<WriteContext, 'trx' | 'audit'>,
  campaign: Pick<Campaign, 'id' | 'order' | 'scopeId'>,
  openedOn: Day,
  today: Day,
): Promise<number> {
  const forms = campaign.order.forms.filter((form) => form.filledBy === 'school');
  const dates = forms.flatMap((form) =>
    reportingDays(form.reporting, startOfReporting(form, openedOn), addDays(today, daysAhead)).map((asOf) => ({
      formId: form.id,
      asOf,
      due: asOf,
      opens: addDays(asOf, -form.opensDaysBefore),
    })),
  );
  await ensureReportingDates(trx, campaign.id, dates);
  const created = await ensureReports(trx, {
    campaignId: campaign.id,
    formIds: forms.map(({ id }) => id),
    municipalityIds: (await municipalitiesOfScope(trx, campaign.scopeId)).map(({ id }) => id),
    today,
  });
  if (created > 0) {
    await audit({
      action: 'reports.create',
      subject: 'campaign',
      subjectId: campaign.id,
      organisationId: campaign.scopeId,
      details: { created },
    });
  }
  return created;
}

/** Dates that the order lists are owed whenever it is opened; a rule ("monthly") can't ask for the time before that. */
function startOfReporting(form: Form, openedOn: Day): Day {
  return form.reporting.kind === 'dates' ? ('0000-01-01' as Day) : firstDay(monthOf(openedOn));
}

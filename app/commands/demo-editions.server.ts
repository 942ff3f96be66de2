/** The demo's months as they would have gone by: each compiled in its night, looked at by the analyst, and sent. */
import {
  addDays,
  addMonths,
  type Day,
  dayIn,
  firstDay,
  monthOf,
  monthsBetween,
  startOf,
} from '#app/domain/calendar.ts';
import { handInDay } from '#app/domain/editions/hand-in.ts';
import { firstSummaryMonth } from '#app/domain/job.ts';
import { clock as clockActor, type User } from '#app/domain/people/people.ts';
import { composeEditionLetter } from '#app/mail/edition-letter.ts';
import { consult } from '#app/use-cases/context.server.ts';
import { approveEdition, type ComposeEdition, sendEdition } from '#app/use-cases/editions/hand-in-edition.server.ts';
import { addRecipient } from '#app/use-cases/editions/keep-recipients.server.ts';
import { noteOutcome, takeLetter } from '#app/use-cases/notices/letters.server.ts';
import type { Database } from '#db/client.ts';
import { demoAccounts } from '#db/demo/accounts.ts';
import { campaignsOfRegion } from '#db/queries/campaigns.ts';
import { type RegionRow, regions } from '#db/queries/organisations.ts';
import { personById, userByEmail } from '#db/queries/users.ts';
import { catchUp, type Runner } from '#jobs/runner.ts';
import { timetable } from '#jobs/timetable.ts';

const recipients = [
  { name: 'Отдел общего образования', email: 'school@ministry.example' },
  { name: 'Канцелярия министерства', email: 'office@ministry.example' },
];

/** Sent on the third, as a rule; of the month before the last it took until the seventh. */
const daysToSend = { usually: 2, once: 6 };

export async function rehearseEditions(
  { db }: Database,
  runner: Omit<Runner, 'db' | 'clock'>,
  now: Date,
): Promise<void> {
  const [region] = await regions(db);
  if (!region) return;
  const campaigns = await consult({ db, user: clockActor, now }, ({ db }) => campaignsOfRegion(db, region.id));
  const first = campaigns.map((campaign) => firstSummaryMonth(campaign, region.zone)).sort()[0];
  if (!first) return;
  const months = monthsBetween(first, monthOf(dayIn(region.zone, now)));
  const analyst = await accountOf(db, demoAccounts.analyst.email, now);
  const sent = campaigns.filter(({ order }) => handInDay(order, first) !== null);
  const opened = instant(region, firstDay(first), 11);
  for (const { id } of sent) {
    for (const typed of recipients) await addRecipient({ db, user: analyst, now: opened }, { campaignId: id, typed });
  }
  const jobs = timetable.filter(({ name }) => name === 'compile-summary');
  const compose: ComposeEdition = (edition, to) => composeEditionLetter(edition, to, runner.origin);
  for (const [at, month] of months.entries()) {
    const next = firstDay(addMonths(month, 1));
    const compiledAt = new Date(startOf(next, region.zone).getTime() + 15 * 60_000);
    await catchUp({ ...runner, db, clock: { now: () => compiledAt }, jobs });
    // The last one waits for a visitor.
    if (at === months.length - 1) break;
    const days = at === months.length - 2 ? daysToSend.once : daysToSend.usually;
    for (const campaign of sent) {
      if (month < firstSummaryMonth(campaign, region.zone)) continue;
      const ask = { campaignId: campaign.id, month, number: 1 };
      const sentAt = instant(region, addDays(next, days), 11);
      await approveEdition({ db, user: analyst, now: instant(region, addDays(next, 1), 15) }, ask, compose);
      await sendEdition({ db, user: analyst, now: sentAt }, ask, compose);
      await deliver(db, new Date(sentAt.getTime() + 60_000));
    }
  }
}

/** The demo has no mail server; what it says of months gone by is that their letters arrived. */
async function deliver(db: Database['db'], now: Date): Promise<void> {
  const ctx = { db, user: clockActor, now };
  for (let letter = await takeLetter(ctx); letter; letter = await takeLetter(ctx)) {
    await noteOutcome(ctx, letter, { sent: true });
  }
}

async function accountOf(db: Database['db'], email: string, now: Date): Promise<User> {
  const person = await consult({ db, user: clockActor, now }, ({ db }) => userByEmail(db, [email]));
  const user = await personById(db, person?.id ?? 0);
  if (!user) throw new Error(`The demo has no ${email}`);
  return user;
}

function instant({ zone }: RegionRow, day: Day, hour: number): Date {
  return new Date(startOf(day, zone).getTime() + hour * 3_600_000);
}

/** What municipalities state themselves: most in time, some late, one still waiting for the ministry, a few not at all. */
import type { Selectable } from 'kysely';
import { addDays, type Day, dayIn, type Zone } from '#app/domain/calendar.ts';
import { stepsReached } from '#app/domain/orders/ladder.ts';
import type { Order } from '#app/domain/orders/order.ts';
import type { Answers, Form } from '#app/domain/reports/form.ts';
import type { Schema } from '../schema.ts';
import { laterOf, officeHours, someDay, workdaysAfter } from './days.ts';
import type { ReportingDateRow } from './history.ts';
import { randomOf } from './random.ts';
import type { Municipality } from './territory.ts';

type Row<T extends keyof Schema> = Selectable<Schema[T]>;
type Statements = { reports: Row<'reports'>[]; filings: Row<'filings'>[]; reviews: Row<'reviews'>[] };

type Ask = {
  order: Order;
  form: Form;
  campaignId: number;
  /** Those that have opened. */
  dates: readonly ReportingDateRow[];
  municipalities: readonly Municipality[];
  /** Who accepts them. */
  analystId: number;
  zone: Zone;
  today: Day;
};

/** By the place in the list; the first is the coordinator's of the demo accounts. */
function delayOf(place: number): { from: number; to: number } | null {
  if (place % 11 === 6) return null;
  return place % 5 === 3 ? { from: 2, to: 20 } : { from: -10, to: -1 };
}

/** The rows as the use cases would have left them, numbered on from `next`. */
export function municipalStatements(ask: Ask, next: { report: number; filing: number }): Statements {
  const { order, form, campaignId, zone, today } = ask;
  const at = officeHours(zone);
  const rows: Statements = { reports: [], filings: [], reviews: [] };
  for (const date of ask.dates) {
    for (const [place, { id, coordinatorId }] of ask.municipalities.entries()) {
      const random = randomOf('municipal statement', form.id, date.as_of, id);
      const report: Row<'reports'> = {
        id: next.report++,
        reporting_date_id: date.id,
        organisation_id: id,
        status: 'due',
        answers: null,
        version: 0,
        saved_at: null,
        saved_by: null,
        due: date.due,
        file_until: date.file_until,
        change_until: date.change_until,
        not_required: null,
        amendment: null,
        amendment_reason: null,
        unread: {},
      };
      rows.reports.push(report);
      const delay = delayOf(place);
      const day =
        delay && laterOf(someDay(random, addDays(date.due, delay.from), addDays(date.due, delay.to)), date.opens);
      if (!day || day >= today || coordinatorId === null) continue;
      const filedAt = at(day, random);
      const stated = addDays(day, -random.whole(1, 4));
      const answers: Answers = {
        items: { '1': { date: stated }, '2': { number: `${random.whole(11, 90)}-О`, date: stated } },
        problems: [],
      };
      const savedAt = new Date(filedAt.getTime() - random.whole(1, 25) * 60_000);
      Object.assign(report, { status: 'filed', answers, version: 1, saved_at: savedAt, saved_by: coordinatorId });
      const filedOn = dayIn(zone, filedAt);
      const filing: Row<'filings'> = {
        id: next.filing++,
        report_id: report.id,
        ordinal: 1,
        campaign_id: campaignId,
        form_id: form.id,
        organisation_id: id,
        as_of: date.as_of,
        filed_at: filedAt,
        filed_by: coordinatorId,
        from_version: 1,
        filed_on: filedOn,
        answers,
        covered_from: null,
        met_from: {},
        system: null,
        stages: stepsReached(order, form, answers, { filedOn, before: {} }),
        amendment_reason: null,
        counts_from: filedAt,
        import_id: null,
      };
      rows.filings.push(filing);
      const reviewed = workdaysAfter(day, random.whole(1, 6));
      if (place % 9 === 4 || reviewed >= today) continue;
      const review = { filing_id: filing.id, decision: 'accepted', category: null, reason: null } as const;
      rows.reviews.push({ ...review, at: at(reviewed, random), by: ask.analystId });
      report.status = 'accepted';
    }
  }
  return rows;
}

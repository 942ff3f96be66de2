/** Who did what and when, and what it changed: whoever sees a thing sees what it went through. */

import { type Day, endOf, startOf } from '#app/domain/calendar.ts';
import type { Order } from '#app/domain/orders/order.ts';
import { may } from '#app/domain/people/permissions.ts';
import type { Answers, Form } from '#app/domain/reports/form.ts';
import { changedItems } from '#app/domain/reports/form.ts';
import { type AuditSubject, type ChangedField, changedFields } from '#app/domain/trust/audit.ts';
import { type HistoryEntry, historyOf, type Names, namesOf, wholeHistory } from '#db/queries/history.ts';
import { schoolPlace } from '#db/queries/organisations.ts';
import type { PageAsk, PageOf } from '#db/queries/paging.ts';
import { personById } from '#db/queries/people.ts';
import { registeredOrganisation } from '#db/queries/placements.ts';
import type { Db } from '#db/schema.ts';
import { consult, found, today, type UserContext } from '../context.server.ts';
import { campaignsSeenBy } from '../orders/see-order.server.ts';
import { seenPlace } from '../organisations/seen-place.server.ts';
import { seeReport } from '../reports/see-report.server.ts';
import { administered } from '../typed-fields.server.ts';

export const historySubjects = ['report', 'school', 'organisation', 'person', 'calendar'] as const;
export type HistorySubject = (typeof historySubjects)[number];

/** Against the filing before it, line by line; null of the first one. */
export type FilingChanges = { ordinal: number; items: string[]; before: Answers | null; after: Answers };

export type History = PageOf<HistoryEntry> & {
  names: Names;
  /** What it is the history of, as its own page names it. */
  of: { id: number } & (
    | {
        subject: 'report';
        asOf: Day;
        formName: string | null;
        school: string;
        form: Pick<Form, 'items' | 'problems'>;
        filings: FilingChanges[];
      }
    | { subject: 'school' | 'organisation' | 'person'; name: string }
    | { subject: 'calendar'; order: Pick<Order, 'kind' | 'number' | 'date'> }
  );
};

/** "Not found" for whoever may not see the thing itself. */
export function seeHistory(ctx: UserContext, ask: { subject: HistorySubject; id: number } & PageAsk): Promise<History> {
  return consult(ctx, async (ctx) => {
    const { subject, id, ...page } = ask;
    const on = today(ctx);
    const { db, user } = ctx;
    switch (subject) {
      case 'report': {
        const { report, form, school, filings } = await seeReport(ctx, id);
        const of = {
          id,
          subject,
          asOf: report.asOf,
          formName: report.formName,
          school: school.name,
          form,
          filings: changesOfFilings(form, filings),
        };
        return { ...(await named(db, await historyOf(db, user, { report: id }, page))), of };
      }
      case 'school': {
        const { name } = await seenPlace(db, ctx, await schoolPlace(db, id, on), may.seeSchool);
        return { ...(await named(db, await historyOf(db, user, { school: id }, page))), of: { id, subject, name } };
      }
      case 'organisation': {
        administered(ctx);
        const { name } = found(await registeredOrganisation(db, user, id, on), () => true);
        return {
          ...(await named(db, await historyOf(db, user, { organisation: id }, page))),
          of: { id, subject, name },
        };
      }
      case 'person': {
        administered(ctx);
        const { name } = found(await personById(db, user, id, { on, now: ctx.now }), () => true);
        return { ...(await named(db, await historyOf(db, user, { person: id }, page))), of: { id, subject, name } };
      }
      case 'calendar': {
        const campaign = found(
          (await campaignsSeenBy(db, ctx)).find((one) => one.id === id),
          () => true,
        );
        const { kind, number, date } = campaign.order;
        const of = { id, subject, order: { kind, number, date } };
        return { ...(await named(db, await historyOf(db, user, { calendar: id, on }, page))), of };
      }
    }
  });
}

export type WholeHistory = PageOf<HistoryEntry> & { names: Names };

/** Everything that happened in the region, for its administrator; both days belong to the range. */
export function seeWholeHistory(
  ctx: UserContext,
  { from, until, ...ask }: { who?: string; subject?: AuditSubject; from?: Day; until?: Day } & PageAsk,
): Promise<WholeHistory> {
  return consult(ctx, async (ctx) => {
    administered(ctx);
    const { zone } = ctx.user.region;
    const page = await wholeHistory(ctx.db, ctx.user, {
      ...ask,
      from: from && startOf(from, zone),
      until: until && endOf(until, zone),
      on: today(ctx),
    });
    return named(ctx.db, page);
  });
}

/** With the names of the organisations and people that changes name by id. */
async function named(db: Db, page: PageOf<HistoryEntry>): Promise<WholeHistory> {
  const ids = { organisation: new Set<number>(), person: new Set<number>() };
  for (const { changes } of page.rows) {
    for (const [field, values] of Object.entries(changes)) {
      const kind = changedFields[field as ChangedField];
      if (kind !== 'organisation' && kind !== 'person') continue;
      for (const value of values) if (typeof value === 'number') ids[kind].add(value);
    }
  }
  return { ...page, names: await namesOf(db, { organisations: [...ids.organisation], people: [...ids.person] }) };
}

function changesOfFilings(form: Form, filings: readonly { ordinal: number; answers: Answers }[]): FilingChanges[] {
  return filings.map(({ ordinal, answers: after }, at) => {
    const before = filings[at - 1]?.answers ?? null;
    return { ordinal, items: before ? changedItems(form, before, after) : [], before, after };
  });
}

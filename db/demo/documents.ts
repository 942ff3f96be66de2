/** Local acts of the schools that a visitor looks at, entered from what their reports name; who answers there, by which order. */
import { createHash } from 'node:crypto';
import { addDays, type Day, type Zone } from '#app/domain/calendar.ts';
import { formOf } from '#app/domain/orders/order.ts';
import { type ActKind, actsNamed, appointmentTitle } from '#app/domain/organisations/act.ts';
import type { Trx } from '../schema.ts';
import { officeHours, someDay } from './days.ts';
import { onePagePdf } from './pdf.ts';
import { randomOf } from './random.ts';
import type { School } from './territory.ts';

type Document = { kind: ActKind; number: string; date: Day; title: string };

/**
 * `schools` are few: each document is a file of its own. Appointments begin to be made on `from`; the newest document that a
 * report names is left for the visitor to enter.
 */
export async function writeDocuments(
  trx: Trx,
  { schools, from, today, zone }: { schools: readonly School[]; from: Day; today: Day; zone: Zone },
): Promise<void> {
  const at = officeHours(zone);
  for (const school of schools) {
    const random = randomOf('documents', school.id);
    const enter = async (document: Document, withFile: boolean) => {
      const entered = addDays(document.date, 1);
      if (entered >= today) return;
      const by = { at: at(entered, random), id: school.directorId };
      const fileId = withFile ? await writeFile(trx, school, document, by) : null;
      const { id } = await trx
        .insertInto('acts')
        .values({ ...document, organisation_id: school.id, file_id: fileId, created_at: by.at, created_by: by.id })
        .returning('id')
        .executeTakeFirstOrThrow();
      return { actId: id, ...by };
    };
    const date = someDay(random, from, addDays(from, 14));
    const appointment = {
      kind: 'appointment',
      number: `${random.whole(11, 90)}-О`,
      date,
      title: appointmentTitle,
    } as const;
    const act = school.responsible.id === null ? undefined : await enter(appointment, true);
    if (act && school.responsible.id !== null) {
      await trx
        .insertInto('appointments')
        .values({
          organisation_id: school.id,
          user_id: school.responsible.id,
          order_number: appointment.number,
          order_date: date,
          act_id: act.actId,
          since: addDays(date, 1),
          until: null,
          appointed_at: act.at,
          appointed_by: act.id,
        })
        .execute();
    }
    const named = await namedBy(trx, school.id);
    const newest = named
      .map((one) => one.date)
      .sort()
      .at(-1);
    for (const [nth, document] of named.entries()) {
      if (document.date !== newest) await enter(document, nth % 2 === 0);
    }
  }
}

/** What the school's last reports name, each document once. */
async function namedBy(trx: Trx, schoolId: number): Promise<Document[]> {
  const filings = await trx
    .selectFrom('filings as f')
    .innerJoin('campaigns as c', 'c.id', 'f.campaign_id')
    .where('f.organisation_id', '=', schoolId)
    .distinctOn('f.campaign_id')
    .orderBy('f.campaign_id')
    .orderBy('f.as_of', 'desc')
    .orderBy('f.ordinal', 'desc')
    .select(['f.answers', 'f.form_id as formId', 'c.definition as order'])
    .execute();
  const documents = new Map<string, Document>();
  for (const { answers, formId, order } of filings) {
    for (const { item: _, ...document } of actsNamed(formOf(order, formId), answers)) {
      documents.set(`${document.number} ${document.date}`, document);
    }
  }
  return [...documents.values()];
}

async function writeFile(
  trx: Trx,
  school: School,
  { number, date }: Document,
  by: { at: Date; id: number },
): Promise<number> {
  const content = onePagePdf(['SVODKA DEMO', `N ${number}`, date.split('-').reverse().join('.')]);
  const { id } = await trx
    .insertInto('files')
    .values({
      organisation_id: school.id,
      name: `Документ № ${number}.pdf`.replaceAll('/', '-'),
      type: 'pdf',
      size: content.length,
      sha256: createHash('sha256').update(content).digest(),
      content,
      uploaded_at: by.at,
      uploaded_by: by.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

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
      return { actId: id, fileId, ...by };
    };
    const named = await namedBy(trx, school.id);
    const stated = named.find(({ kind }) => kind === 'appointment');
    const appointment = {
      kind: 'appointment' as const,
      number: stated?.number ?? `${random.whole(11, 90)}-О`,
      date: stated?.date ?? someDay(random, from, addDays(from, 14)),
      title: appointmentTitle,
    };
    const { date } = appointment;
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
    const newest = named
      .map((one) => one.date)
      .sort()
      .at(-1);
    for (const [nth, { copyOf, ...document }] of named.entries()) {
      if (document.date === newest && copyOf === null) continue;
      const entered =
        copyOf !== null && stated?.copyOf === copyOf && act
          ? act
          : await enter(document, copyOf !== null || nth % 2 === 0);
      if (copyOf === null || !entered?.fileId) continue;
      const paper = { filing_id: copyOf.filingId, item: copyOf.item, file_id: entered.fileId };
      await trx.insertInto('filing_papers').values(paper).execute();
    }
  }
}

/** A document that a filing names; `copyOf` where its copy was handed in. */
type Named = Document & { copyOf: { filingId: number; item: string } | null };

/** What the school's last reports name, each document once. */
async function namedBy(trx: Trx, schoolId: number): Promise<Named[]> {
  const filings = await trx
    .selectFrom('filings as f')
    .innerJoin('campaigns as c', 'c.id', 'f.campaign_id')
    .where('f.organisation_id', '=', schoolId)
    .distinctOn(['f.campaign_id', 'f.form_id'])
    .orderBy('f.campaign_id')
    .orderBy('f.form_id')
    .orderBy('f.as_of', 'desc')
    .orderBy('f.ordinal', 'desc')
    .select(['f.id', 'f.answers', 'f.form_id as formId', 'c.definition as order'])
    .execute();
  const documents = new Map<string, Named>();
  for (const { id, answers, formId, order } of filings) {
    const form = formOf(order, formId);
    for (const { item: _, itemId, ...document } of actsNamed(form, answers)) {
      const copied = form.items.some((item) => item.id === itemId && item.copy);
      documents.set(`${document.number} ${document.date}`, {
        ...document,
        copyOf: copied ? { filingId: id, item: itemId } : null,
      });
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

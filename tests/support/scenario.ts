/** What the scenarios of several test files have in common: complete forms as typed, and the way from a form to a filing. */
import type { Day } from '#app/domain/calendar.ts';
import type { Typed } from '#app/domain/reports/form.ts';
import type { UserContext } from '#app/use-cases/context.server.ts';
import { fileReport } from '#app/use-cases/reports/file-report.server.ts';
import { saveReport } from '#app/use-cases/reports/save-report.server.ts';
import { seeReport } from '#app/use-cases/reports/see-report.server.ts';
import { type Database, openDatabase } from '#db/client.ts';

/** KG's Appendix 3 filled in, as a browser posts it. */
export const kgForm: Typed = {
  '1:name': 'Петрова Анна Сергеевна',
  '1:position': 'заместитель директора',
  '2:text': 'Дневник.ру',
  '3:number': '45',
  '3:date': '16.04.2012',
  '4:0:title': 'Положение об электронном журнале',
  '4:0:number': '12',
  '4:0:date': '10.05.2012',
  '6.1:n': '40',
  '6.1:of': '40',
  '6.2:n': '500',
  '6.2:of': '600',
  '6.3:n': '700',
  '6.3:of': '700',
  '7:text': 'Родительские собрания',
  '8:n': '300',
  '8:of': '600',
  '8:classes': '1–9',
  '9:n': '900',
  '9:of': '1000',
  '10.1:n': '38',
  '10.1:of': '40',
  '10.2:n': '200',
  '10.2:of': '600',
  '10.3:n': '350',
  '10.3:of': '700',
  '11:choice': 'yes',
  '12.1:n': '250',
  '12.1:of': '600',
  '12.2:n': '40',
  '12.2:of': '40',
  '13:n': '36',
  '13:of': '40',
  '14:n': '20',
  '14:of': '200',
};

/** MO's monthly form of a school that uses the system since that day, or not yet. */
export function moForm(since: string | null): Typed {
  return {
    '1:name': 'Кузнецова Ольга Игоревна',
    '1:position': 'учитель информатики',
    '2:text': 'Школьный портал',
    ...(since ? { '3:date': since } : { '3:none': 'on' }),
    '4.1:none': 'on',
    '4.2:none': 'on',
    '4.3:none': 'on',
    '4.4:none': 'on',
    '5.1:n': '30',
    '5.1:of': '40',
    '5.2:n': '120',
    '5.2:of': '480',
  };
}

/** What the school owes for the reporting date. */
export async function owedReport(
  { db }: Database,
  schoolId: number,
  asOf: string,
): Promise<{ id: number; version: number }> {
  return db
    .selectFrom('reports as r')
    .innerJoin('reporting_dates as d', 'd.id', 'r.reporting_date_id')
    .where('r.organisation_id', '=', schoolId)
    .where('d.as_of', '=', asOf as Day)
    .select(['r.id', 'r.version'])
    .executeTakeFirstOrThrow(() => new RangeError(`Nothing owed for ${asOf}`));
}

/** A sentence for every question that filing the report would ask. */
export async function sentencesFor(ctx: UserContext, reportId: number): Promise<Record<string, string>> {
  const { warnings } = await seeReport(ctx, reportId);
  return Object.fromEntries(warnings.map(({ key }) => [key, 'Сведения уточнены по журналам классов.']));
}

/** Fills in the form and files it, at one moment, with a sentence wherever one is asked for. */
export async function saveAndFile(
  ctx: UserContext,
  database: Database,
  report: { schoolId: number; asOf: string; typed: Typed },
): Promise<{ reportId: number; ordinal: number }> {
  const { id, version } = await owedReport(database, report.schoolId, report.asOf);
  const saved = await saveReport(ctx, { reportId: id, version, typed: report.typed });
  const { ordinal } = await fileReport(ctx, {
    reportId: id,
    version: saved.version,
    explanations: await sentencesFor(ctx, id),
  });
  return { reportId: id, ordinal };
}

/** The same database as another process sees it: connections of its own on PostgreSQL; PGlite has but one for everybody. */
export async function asAnotherProcess<T>(database: Database, act: (other: Database) => Promise<T>): Promise<T> {
  const databaseUrl = database.pool.options.connectionString;
  if (database.kind === 'pglite' || databaseUrl === undefined) return act(database);
  const other = await openDatabase({ databaseUrl, dataDir: 'memory' });
  try {
    return await act(other);
  } finally {
    await other.close();
  }
}

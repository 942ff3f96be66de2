/** The log as its pages show it: whatever action a row tells of, and whichever release wrote it. */
import { expect, test } from 'vitest';
import { tokensOf } from '#app/documents/note/tokens.ts';
import type { Month } from '#app/domain/calendar.ts';
import { noteSections, writeSection } from '#app/domain/editions/note.ts';
import {
  type AuditAction,
  type AuditSubject,
  auditActions,
  auditDetails,
  auditSubjects,
  changedFields,
} from '#app/domain/trust/audit.ts';
import { paths } from '#app/paths.ts';
import { en } from '#app/text/en/index.ts';
import { ru } from '#app/text/ru/index.ts';
import { compileSummary } from '#app/use-cases/editions/compile-summary.server.ts';
import { seeNoteToWrite, writeNote } from '#app/use-cases/editions/note.server.ts';
import { contexts, instant } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { linksOf } from '#tests/support/page-forms.ts';
import { pagesOver } from '#tests/support/pages.ts';
import { smallRegion } from '#tests/support/small-region.ts';
import { moscow } from '#tests/support/territory.ts';

const database = testDatabase();

/** A sound value of each kind, and one that only another release could have meant. */
const samples = {
  ...{ number: [7, 'семь'], yesNo: [true, 'да'], text: ['restore', { was: 'a' }], day: ['2012-08-01', 'вчера'] },
  ...{ month: ['2012-08', '2012-13'], list: [['analyst'], 5], counts: [{ opened: 3 }, null] },
} as const;

type Written = 'as today' | 'with nothing' | 'otherwise';

function detailsOf(action: AuditAction, written: Written): Record<string, unknown> {
  if (written === 'with nothing') return {};
  const fields = Object.entries<string>(auditDetails[action]);
  const at = written === 'as today' ? 0 : 1;
  return Object.fromEntries(
    fields.map(([field, kind]) => [field, samples[kind.replace('?', '') as keyof typeof samples][at]]),
  );
}

const values: Record<string, string | number | boolean> = {
  day: '2012-08-01',
  yesNo: true,
  organisation: 1,
  person: 1,
  file: 1,
};
/** What stands in no list of ours is shown as it is. */
const everyChange = Object.fromEntries(
  Object.entries(changedFields).map(([field, kind]) => [field, [null, values[kind] ?? 'constructor']]),
);

test('every action is told on the history pages in both languages, by whichever release it was written', async () => {
  const region = await smallRegion(database());
  const { administrator } = region.people;
  const { db } = database();
  await db.deleteFrom('audit').execute();
  const row = (action: AuditAction, subject: AuditSubject, written: Written, at: number) => ({
    ...{ at: instant('2012-08-20 09:00', moscow), actor_id: null, actor_role: 'clock' as const },
    ...{ action, subject, subject_id: at % 2 === 0 ? 1 : null, organisation_id: administrator.region.id },
    changes: JSON.stringify(at % 5 === 0 ? everyChange : {}),
    details: JSON.stringify(detailsOf(action, written)),
  });
  const subjects = (at: number) => auditSubjects[at % auditSubjects.length] ?? 'report';
  const rows = auditActions.flatMap((action, at) => [
    ...(['as today', 'with nothing', 'otherwise'] as const).map((written, by) =>
      row(action, subjects(at * 3 + by), written, at + by),
    ),
    row(action, 'edition', 'otherwise', at),
    row(action, 'report', 'otherwise', at),
  ]);
  await db.insertInto('audit').values(rows).execute();
  const pages = pagesOver(database(), instant('2012-08-20 10:00', moscow));
  const session = await pages.cookieOf(administrator);
  const read = [
    { lang: 'ru', words: ru, page: paths.wholeHistory() },
    { lang: 'en', words: en, page: paths.history('organisation', administrator.region.id) },
  ];
  for (const { lang, words, page } of read) {
    const language = `svodka_language=${encodeURIComponent(Buffer.from(JSON.stringify(lang)).toString('base64'))}`;
    const told = new Set<string>();
    for (let url: string | undefined = page; url !== undefined; ) {
      const response: Response = await pages.get(url, `${session}; ${language}`);
      const text = (await response.text()).replaceAll('&#x27;', "'");
      expect([response.status, url]).toEqual([200, url]);
      for (const action of auditActions) if (text.includes(`>${words.history.actions[action]}`)) told.add(action);
      url = linksOf(text, url).find((link) => link.startsWith(`${page}?after=`));
    }
    expect(auditActions.filter((action) => !told.has(action))).toEqual([]);
  }
}, 120_000);

test('after an analyst has saved a note the histories are still there, and name its month', async () => {
  const region = await smallRegion(database());
  const { as, byClock } = contexts(database);
  const { analyst, administrator } = region.people;
  const month = '2012-07' as Month;
  await compileSummary(byClock('2012-08-01 00:15', moscow), { regionId: analyst.region.id, month });
  const ask = { campaignId: region.campaignId, month, edition: 1 };
  const ctx = as(analyst, '2012-08-20 09:00');
  const { content, facts } = (await seeNoteToWrite(ctx, ask)).note;
  const { textOf } = tokensOf(facts);
  const sections = noteSections.map((section) => [section, writeSection(content.sections[section], textOf)]);
  await writeNote(ctx, { ...ask, typed: { version: '0', ...content.signature, ...Object.fromEntries(sections) } });
  const { db } = database();
  const { id, ...noted } = await db
    .selectFrom('audit')
    .selectAll()
    .where('action', '=', 'note.write')
    .executeTakeFirstOrThrow();
  // As the release before wrote it.
  const older = { changes: '{}', details: '{"version": 1, "edited": []}' };
  await db
    .insertInto('audit')
    .values({ ...noted, ...older })
    .execute();
  const pages = pagesOver(database(), instant('2012-08-20 10:00', moscow));
  const cookie = await pages.cookieOf(administrator);
  for (const url of [paths.wholeHistory({}), paths.history('organisation', administrator.region.id)]) {
    const response = await pages.get(url, cookie);
    expect(response.status).toBe(200);
    const text = (await response.text()).replace(/<[^>]*>/g, '').replaceAll('\u00a0', ' ');
    expect(text.match(/Сохранена аналитическая справка, июль 2012.{0,10}выпуск 1/gi)).toHaveLength(2);
  }
});

/** How often the database is asked while a report is filed: a page once opened, saved, checked, filed and confirmed. */
import { expect, test } from 'vitest';
import { paths } from '#app/paths.ts';
import { testDatabase } from '#tests/support/database.ts';
import { pagesOver } from '#tests/support/pages.ts';
import { moForm } from '#tests/support/scenario.ts';
import { august20, smallRegion } from '#tests/support/small-region.ts';
import { statementsOf } from '#tests/support/statements.ts';

const database = testDatabase();

/** Session and person; begin and who asks; what is read or held; what is known around it; what is shown or written; commit. */
const aFiling = {
  ...{ 'the form': 6, saving: 6, 'what saves itself': 6, 'the same once more': 6 },
  ...{ 'the check page': 5, filing: 6, 'the filed page': 4 },
};

/** Session and person; begin and who asks; what is seen; commit. What binds a school or a municipality comes before what follows from it. */
const aDay = { 'a school’s home': 5, 'the queue': 4, 'the list of reports': 7 };

test('what a school and a coordinator open every day asks the database a handful of times', async () => {
  const region = await smallRegion(database());
  const pages = pagesOver(database(), new Date(august20));
  const director = await pages.cookieOf(region.people.director);
  const coordinator = await pages.cookieOf(region.people.coordinator);
  const { municipalityId } = region.people.coordinator;
  const opened = {
    'a school’s home': [paths.school(region.people.director.schoolId), director],
    'the queue': [paths.queue(region.campaignId, municipalityId), coordinator],
    'the list of reports': [paths.municipalityReports(region.campaignId, municipalityId), coordinator],
  } as const;
  const counts: Record<string, number> = {};
  for (const [name, [path, cookie]] of Object.entries(opened)) {
    const asked = await statementsOf(database(), async () => {
      const answered = await pages.get(path, cookie);
      expect(answered.status, name).toBe(200);
      await answered.text();
    });
    counts[name] = asked.length;
  }
  expect(counts).toEqual(aDay);
});

test('a report is opened, saved, checked and filed in at most six statements a request', async () => {
  const region = await smallRegion(database());
  const pages = pagesOver(database(), new Date(august20));
  const director = await pages.cookieOf(region.people.director);
  const { august } = region.reports;
  const typed = { ...moForm('01.02.2012'), version: '0', intent: 'check' };
  const explained = { 'explain:unchanged': 'Сведения уточнены.' };

  const counts: Record<string, number> = {};
  const count = async (name: string, status: number, ask: () => Promise<Response>) => {
    let answered: Response | undefined;
    const asked = await statementsOf(database(), async () => {
      answered = await ask();
      await answered.text();
    });
    expect(answered?.status, `${name}: ${answered?.headers.get('location')}`).toBe(status);
    counts[name] = asked.length;
  };
  await count('the form', 200, () => pages.get(paths.editReport(august), director));
  await count('saving', 302, () => pages.post(paths.editReport(august), typed, director));
  const itself = { ...typed, version: '1', person: String(region.people.director.id), '5.1:n': '31' };
  const { intent: _none, ...sentByItself } = itself;
  await count('what saves itself', 200, () => pages.post(paths.saveReport(august), sentByItself, director));
  await count('the same once more', 200, () => pages.post(paths.saveReport(august), sentByItself, director));
  await count('the check page', 200, () => pages.get(paths.checkReport(august), director));
  await count('filing', 302, () => pages.post(paths.checkReport(august), { version: '2', ...explained }, director));
  await count('the filed page', 200, () => pages.get(paths.filedReport(august), director));
  expect(counts).toEqual(aFiling);
});

/** Every page of every role: nothing for axe to find, nothing that scrolls sideways on a phone, nothing in the console. */
import type { RouteConfig } from '@remix-run/route-config';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Day, Month } from '#app/domain/calendar.ts';
import { paths } from '#app/paths.ts';
import routes from '#app/routes.ts';
import type { Lang } from '#app/text/lang.ts';
import { violationsOf } from '#tests/support/axe.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { newStorage, type Site, type Storage, startSite } from '#tests/support/site.ts';
import { august20, type SmallRegion, smallRegion } from '#tests/support/small-region.ts';
import { type Visitor, visit } from '#tests/support/visitor.ts';

let browser: Browser;
let storage: Storage;
let site: Site;
let region: SmallRegion;

beforeAll(async () => {
  browser = await launchBrowser();
  storage = await newStorage('pglite');
  region = await storage.prepare(async (database) => {
    const prepared = await smallRegion(database);
    await prepared.fileColleaguesAugust();
    await prepared.enterDocuments();
    await prepared.nameProblems();
    await prepared.enterPlan();
    await prepared.bringFiles();
    await prepared.mergeSchools();
    await prepared.publish();
    return prepared;
  });
  site = await startSite(storage, { now: august20 });
  // The region's pages show July's edition.
  await site.logged(({ job, msg }) => job === 'compile-summary' && msg === 'job run succeeded');
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await storage?.remove();
});

const july = '2012-07' as Month;
const day = '2012-08-01' as Day;
const lastJuly = { asOf: '2012-07-31' as Day, formId: 'monthly', formName: null };

const visits = {
  nobody: ({ invitation, campaignId }) => [
    paths.signIn(),
    paths.invitation(invitation),
    paths.invitation('gone'),
    '/nowhere',
    paths.open(),
    paths.openPage(campaignId),
  ],
  director: ({ people, reports, campaignId, kogalym }) => [
    paths.account(),
    paths.secondFactor(),
    paths.account('letters'),
    paths.notices(),
    paths.school(people.director.schoolId),
    ...[reports.august, reports.may].flatMap((id) => [paths.editReport(id), paths.checkReport(id), paths.report(id)]),
    paths.filedReport(reports.july),
    paths.importReport(reports.august),
    paths.import(1),
    paths.import(2),
    ...[reports.july, reports.may].map((id) => paths.printReport(id)),
    ...[campaignId, kogalym].map(paths.order),
    paths.calendar(campaignId),
    paths.measure(kogalym, 'KG-3.3'),
    paths.ladder(kogalym, 'conditions'),
    paths.terms(reports.august),
    paths.acts(people.director.schoolId),
    paths.newAct(people.director.schoolId),
    paths.act(people.director.schoolId, 1),
    paths.responsible(people.director.schoolId),
    paths.handOver(people.director.schoolId),
    paths.history('school', people.director.schoolId),
    paths.history('report', reports.july),
  ],
  stranger: ({ people, reports }) => [
    paths.school(people.stranger.schoolId),
    paths.editReport(reports.strangers),
    paths.report(reports.strangers),
  ],
  coordinator: ({ people, reports, campaignId, kogalym, dubna }) => [
    paths.municipalityReports(campaignId, dubna),
    paths.municipalityReports(campaignId, dubna, lastJuly, 'late'),
    paths.municipalityReports(kogalym, dubna),
    paths.municipalityDates(campaignId, dubna),
    paths.municipalityCoverage(campaignId, dubna),
    paths.municipalityCoverage(kogalym, dubna),
    paths.notices(),
    ...[campaignId, kogalym].map((id) => paths.calls(id, dubna)),
    paths.queue(campaignId, dubna),
    paths.plan(campaignId, dubna),
    paths.plan(campaignId, dubna, 'saved'),
    paths.editPlan(campaignId, dubna),
    paths.report(reports.colleagues),
    paths.terms(reports.colleagues),
    paths.terms(reports.may),
    paths.reviewedReport(reports.july, 'accepted'),
    paths.school(people.colleague.schoolId),
    paths.acts(people.director.schoolId),
    paths.responsible(people.colleague.schoolId),
    paths.outliers(campaignId, { date: '2012-07-31' as Day }),
    paths.municipalityImports(campaignId, dubna),
    paths.import(3),
    paths.importFile(3, 3),
    paths.problems(kogalym),
    paths.schoolProblems(people.colleague.schoolId),
    paths.schoolReports(people.colleague.schoolId),
  ],
  analyst: ({ people, campaignId, kogalym, dubna, istra, reports }) => [
    paths.editions(campaignId),
    paths.edition(campaignId, july, 1),
    paths.editionRecipients(campaignId),
    paths.region(campaignId),
    paths.region(campaignId, july),
    paths.note(campaignId, july),
    paths.note(campaignId, july, { edition: 1, done: 'saved' }),
    paths.note(kogalym, '2012-08' as Month),
    paths.editNote(campaignId, july, 1),
    paths.region(campaignId, day, { sort: 'coverage', order: 'desc' }),
    ...['covered', 'onTime', 'item-5.1', 'stage-in-use'].map((figure) =>
      paths.behind(campaignId, figure, { at: july, municipality: dubna }),
    ),
    paths.behind(campaignId, 'reported', { at: july }),
    paths.explore(campaignId),
    paths.explore(kogalym, 'figure=covered&figure=item-14&group=system&from=2012-05&done=kept'),
    paths.exports(),
    paths.region(kogalym),
    paths.municipalityCoverage(campaignId, dubna, july),
    paths.region(campaignId, july, { territory: 'now' }),
    paths.municipalityCoverage(campaignId, istra, july, 'now'),
    paths.school(people.stranger.schoolId),
    paths.municipalityReports(campaignId, dubna),
    paths.plans(campaignId),
    paths.plans(campaignId, 'short'),
    paths.ladder(campaignId, 'stages', { municipality: dubna }),
    paths.behindTarget(campaignId, 'met-in-use', { at: day }),
    paths.plan(campaignId, dubna),
    paths.plan(campaignId, istra),
    paths.queue(kogalym, dubna),
    paths.report(reports.july),
    paths.problems(campaignId),
    paths.outliers(campaignId),
    paths.outliers(kogalym, { municipality: dubna }),
    paths.problems(kogalym, { state: 'solved', municipality: String(dubna) }),
    paths.problems(kogalym, { state: 'all', like: `${people.colleague.schoolId}-${reports.colleaguesMay}.1` }),
    paths.problems(kogalym, { system: 'такой нет' }),
    paths.report(reports.colleaguesMay),
  ],
  supervisor: ({ campaignId, kogalym }) => [
    paths.editions(campaignId),
    paths.editions(kogalym),
    paths.edition(campaignId, july, 1),
    paths.editionRecipients(campaignId),
    paths.region(campaignId),
    paths.notices(),
    paths.trust(),
    paths.rehearsal(),
  ],
  administrator: ({ people, dubna, istra, school, campaignId, kogalym }) => [
    paths.calendar(campaignId, { date: '1' }),
    paths.calendar(kogalym),
    paths.editPlan(campaignId, istra),
    paths.admin(),
    paths.campaign(campaignId),
    paths.jobs(),
    paths.jobs({ job: 'compile-summary' }),
    paths.outbox(),
    paths.outbox({ show: 'unsent' }),
    paths.organisations(),
    paths.organisations({ q: 'такой нет' }),
    paths.newOrganisation(),
    paths.newOrganisation({ kind: 'school', municipality: String(dubna) }),
    paths.organisation(dubna),
    paths.organisation(school('Школа № 1')),
    paths.organisation(people.stranger.schoolId),
    paths.succession(school('Школа № 1')),
    paths.succession(school('Школа № 1'), { successors: String(school('Школа № 2')), municipality: String(dubna) }),
    paths.people(),
    paths.newPerson(),
    paths.newPerson({ role: 'director', municipality: String(dubna) }),
    paths.person(people.director.id),
    paths.personRole(people.director.id),
    paths.personRole(people.director.id, { role: 'coordinator' }),
    paths.factorRoles(),
    paths.campaigns(),
    '/admin/campaigns?order=KG&years=1',
    paths.wholeHistory(),
    paths.trust(),
    paths.trust({ done: 'requested' }),
    paths.wholeHistory({ kind: 'user', who: 'лебедев' }),
    paths.wholeHistory({ from: '31.02.2012' }),
    paths.history('person', people.director.id),
    paths.history('organisation', dubna),
    paths.history('calendar', campaignId),
  ],
} satisfies Record<string, (region: SmallRegion) => string[]>;
type Who = keyof typeof visits;
const everyone = Object.keys(visits) as Who[];

/** Not pages: they only answer forms, lead on, or are files. */
const noPages = [
  '',
  'sign-out',
  // Behind a password: looked at where a person signs in with a second factor.
  'sign-in/code',
  'reports/:reportId/save',
  'reports/:reportId/presence',
  'language',
  'region',
  'campaigns/:campaignId/editions/:month/:number.jsonl',
  ...['xlsx', 'csv', 'json'].flatMap((ending) => [
    `campaigns/:campaignId/summary/:at.${ending}`,
    `campaigns/:campaignId/municipalities/:municipalityId/summary/:at.${ending}`,
  ]),
  'campaigns/:campaignId/explore/:format',
  'campaigns/:campaignId/note/:month.docx',
  'exports/:exportId.xlsx',
  'open/:campaignId.json',
  'notices/:noticeId',
  'files/:fileId',
  'reports/:reportId/form.xlsx',
  'imports/:importId/files/:fileId/remarks.xlsx',
  'campaigns/:campaignId/municipalities/:municipalityId/forms.zip',
];

test('every page is visited here', () => {
  const visited = everyone.flatMap((who) => visits[who](region)).map((path) => path.split('?')[0]);
  const pages = (routes as Awaited<RouteConfig>).map(({ path = '' }) => path).filter((path) => !noPages.includes(path));
  const shapeOf = (path: string) => new RegExp(`^/${path.replace(/:\w+/g, '[^/]+')}$`);
  const unseen = pages.filter((path) => !visited.some((seen) => shapeOf(path).test(seen ?? '')));
  expect(unseen).toEqual([]);
});

async function arrive(who: Who, lang: Lang): Promise<Visitor> {
  const visitor = await visit(browser, site);
  if (who !== 'nobody') await visitor.signIn(region.people[who]);
  else await visitor.page.goto(paths.signIn());
  if (lang === 'en') {
    await visitor.page.getByRole('button', { name: 'English' }).click();
    await visitor.page.locator('html[lang=en]').waitFor();
  }
  return visitor;
}

/** What is wrong with the page as it stands: in Russian everything, in English what depends on the length of words. */
async function wrongWith(page: Page, lang: Lang = 'ru'): Promise<string[]> {
  const unfilled = /\{\w+\}|undefined|NaN|\[object/.exec(await page.locator('body').innerText());
  const wrong = unfilled ? [`a blank that nobody filled: ${unfilled[0]}`] : [];
  for (const width of lang === 'ru' ? [1280, 360] : [360]) {
    await page.setViewportSize({ width, height: 900 });
    wrong.push(...(await violationsOf(page)).map((violation) => `${width}: ${violation}`));
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (sideways > 0) wrong.push(`${width}: scrolls sideways by ${sideways} px: ${await widest(page)}`);
  }
  if (lang === 'ru') {
    await page.emulateMedia({ colorScheme: 'dark' });
    const unreadable = await violationsOf(page, { runOnly: ['color-contrast'] });
    wrong.push(...unreadable.map((violation) => `dark: ${violation}`));
    await page.emulateMedia({ colorScheme: 'light' });
  }
  return wrong;
}

/** The elements that stick out furthest. */
function widest(page: Page): Promise<string> {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
      .slice(-3)
      .map((element) => `${element.tagName}.${element.className}`)
      .join(', '),
  );
}

describe.each(['ru', 'en'] as const)('in %s', (lang) => {
  test.each(everyone)('the pages of %s', async (who) => {
    const { page, context, faults } = await arrive(who, lang);
    const wrong: string[] = [];
    for (const path of visits[who](region)) {
      await page.goto(path);
      await page.locator('h1').first().waitFor();
      expect(page.url()).toBe(site.url + path);
      // Charts come after the page.
      if (path.includes('/coverage')) await page.waitForLoadState('networkidle');
      wrong.push(...(await wrongWith(page, lang)).map((fault) => `${path} ${fault}`));
    }
    await context.close();
    expect(wrong).toEqual([]);
    expect(faults).toEqual([]);
  });
});

test('a form that comes back with errors says so to everyone', async () => {
  const { page, context, faults } = await arrive('director', 'ru');
  await page.goto(paths.editReport(region.reports.may));
  await page.locator('[name="13:n"]').fill('5');
  await page.locator('[name="13:of"]').fill('4');
  await page.locator('[name="3:date"]').fill('31.02.2012');
  await page.getByRole('button', { name: 'Сохранить черновик' }).click();
  const summary = page.getByRole('region', { name: 'Исправьте ошибки, чтобы продолжить' });
  await summary.waitFor();
  expect(await summary.evaluate((box) => box === document.activeElement)).toBe(true);
  expect(await summary.getByRole('link').count()).toBe(2);
  const field = page.locator('[name="13:n"]');
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  const described = (await field.getAttribute('aria-describedby')) ?? '';
  expect(await page.locator(`#${described.split(' ').at(-1)}`).textContent()).toContain('Числитель больше знаменателя');
  expect(await wrongWith(page)).toEqual([]);

  await summary.getByRole('link', { name: /^Строка 13/ }).press('Enter');
  expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
  await page.keyboard.type('1');
  expect(await field.inputValue()).toMatch(/1/);
  await context.close();
  expect(faults).toEqual([]);
});

test('the keyboard leads past the masthead, and shows where it is', async () => {
  const { page, context } = await arrive('director', 'ru');
  for (const path of [paths.school(region.people.director.schoolId), paths.editReport(region.reports.august)]) {
    await page.goto(path);
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Перейти к содержанию' });
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
    expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');

    const unmarked: string[] = [];
    for (let step = 0; step < 25; step++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        const marked = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
        return { name: element.outerHTML.slice(0, 100), marked, inMain: element.closest('main') !== null };
      });
      if (!at.inMain) break;
      if (!at.marked) unmarked.push(at.name);
    }
    expect(unmarked).toEqual([]);
  }
  await context.close();
});

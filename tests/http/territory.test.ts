/** Nobody sees another's territory: every page, asked for by everybody to whom it doesn't belong. */
import { expect, test } from 'vitest';
import type { Day, Month } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people.ts';
import { paths } from '#app/paths.ts';
import { compileSummary } from '#app/use-cases/compile-summary.server.ts';
import { askExport, workOnExports } from '#app/use-cases/exports.server.ts';
import { openCampaign } from '#app/use-cases/open-campaign.server.ts';
import { contexts, instant } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { type Pages, pageRoutes, pagesOver } from '#tests/support/pages.ts';
import { coordinatorOf, regionPerson, schoolPerson } from '#tests/support/people.ts';
import { type SmallRegion, smallRegion } from '#tests/support/small-region.ts';
import { createTerritory, moscow, yekaterinburg } from '#tests/support/territory.ts';

const database = testDatabase();

const signedIn = ['neighbour', 'director', 'coordinator', 'analyst', 'administrator', 'foreignCoordinator'] as const;
/** The neighbour is a director of the same municipality; director and coordinator are of another one; the rest of another region. */
type Who = 'nobody' | (typeof signedIn)[number];
const everybody: Who[] = ['nobody', ...signedIn];
const administrators: Who[] = ['administrator'];
const ofTheRegion: Who[] = ['neighbour', 'director', 'coordinator'];

/** An address that leads into School № 1, Dubna or the Moscow region, or to the asker's own; and who gets a page there. */
type Visit = { url: string; open?: readonly Who[] };

/** The month of which the region has a summary. */
const july = '2012-07' as Month;

/** Every route of `app/routes.ts`; whoever is not named as `open` is refused. */
const visits = (region: SmallRegion, ids: { notice: number; file: number }): Record<string, Visit[]> => {
  const { campaignId, kogalym, dubna, people, school, reports } = region;
  const schoolId = school('Школа № 1');
  const own = (url: string, open: readonly Who[] = signedIn): Visit[] => [{ url, open }];
  const foreign = (...urls: string[]): Visit[] => urls.map((url) => ({ url }));
  const report = (path: (id: number) => string) =>
    foreign(...[reports.july, reports.august, reports.may].map((id) => path(id)));
  /** Under the order of the whole region, and under the one that binds Dubna alone. */
  const campaign = (path: (id: number) => string, open: readonly Who[] = ofTheRegion): Visit[] => [
    { url: path(campaignId), open },
    { url: path(kogalym), open: open.filter((who) => who === 'neighbour') },
  ];
  const municipality = (path: (campaign: number) => string) => foreign(path(campaignId), path(kogalym));
  return {
    '': own(paths.home()),
    'sign-in': own(paths.signIn(), everybody),
    'sign-in/code': own(paths.signInCode(), everybody),
    'sign-out': foreign(paths.signOut()),
    invitation: foreign(paths.invitation('wrong')),
    account: own(paths.account()),
    'account/second-factor': own(paths.secondFactor()),
    language: foreign(paths.language()),
    notices: own(paths.notices()),
    // No region here shows its figures to everybody: the list is empty, and there is no page.
    open: own(paths.open(), everybody),
    'open/:campaignId': foreign(paths.openPage(campaignId)),
    'open/:campaignId.json': foreign(paths.openFigures(campaignId)),
    exports: own(paths.exports()),
    'exports/:exportId.xlsx': foreign(paths.exportFile(ids.file)),
    'notices/:noticeId': foreign(paths.notice(ids.notice)),

    'schools/:schoolId': foreign(paths.school(schoolId)),
    'schools/:schoolId/acts': foreign(paths.acts(schoolId)),
    'schools/:schoolId/acts/:actId': foreign(paths.act(schoolId, 1), paths.newAct(schoolId)),
    'schools/:schoolId/responsible': foreign(paths.responsible(schoolId)),
    'schools/:schoolId/responsible/new': foreign(paths.handOver(schoolId)),
    'schools/:schoolId/problems': foreign(paths.schoolProblems(schoolId)),
    'files/:fileId': foreign(paths.file(1)),
    'reports/:reportId/edit': report(paths.editReport),
    'reports/:reportId/save': report(paths.saveReport),
    'reports/:reportId/presence': report(paths.reportPresence),
    'reports/:reportId/check': report(paths.checkReport),
    'reports/:reportId/filed': report(paths.filedReport),
    'reports/:reportId/print': report(paths.printReport),
    'reports/:reportId/form.xlsx': report(paths.reportForm),
    'reports/:reportId/import': report(paths.importReport),
    'imports/:importId': foreign(paths.import(1), paths.import(3)),
    'imports/:importId/files/:fileId': foreign(paths.importFile(1, 1), paths.importFile(3, 3)),
    'imports/:importId/files/:fileId/remarks.xlsx': foreign(paths.importRemarks(2, 2)),
    'reports/:reportId': report(paths.report),
    'reports/:reportId/terms': report(paths.terms),

    'campaigns/:campaignId/municipalities/:municipalityId/reports': municipality((id) =>
      paths.municipalityReports(id, dubna),
    ),
    'campaigns/:campaignId/municipalities/:municipalityId/queue': municipality((id) => paths.queue(id, dubna)),
    'campaigns/:campaignId/municipalities/:municipalityId/coverage': municipality((id) =>
      paths.municipalityCoverage(id, dubna),
    ),
    'campaigns/:campaignId/municipalities/:municipalityId/calls': municipality((id) => paths.calls(id, dubna)),
    'campaigns/:campaignId/municipalities/:municipalityId/imports': municipality((id) =>
      paths.municipalityImports(id, dubna),
    ),
    'campaigns/:campaignId/municipalities/:municipalityId/forms.zip': foreign(
      paths.municipalityForms(campaignId, dubna, '2012-08-31' as Day),
    ),
    'campaigns/:campaignId/municipalities/:municipalityId/plan': foreign(paths.plan(campaignId, dubna)),
    'campaigns/:campaignId/municipalities/:municipalityId/plan/edit': foreign(paths.editPlan(campaignId, dubna)),
    'campaigns/:campaignId/plans': foreign(paths.plans(campaignId)),
    'campaigns/:campaignId/outliers': campaign(paths.outliers, ['coordinator']),
    'campaigns/:campaignId/behind/:figure': foreign(
      paths.behind(campaignId, 'covered', { at: '2012-08' as Month, municipality: dubna }),
    ),
    'campaigns/:campaignId/explore': foreign(paths.explore(campaignId)),
    'campaigns/:campaignId/explore/:format': foreign(paths.exploreFile(campaignId, 'csv', '')),
    'campaigns/:campaignId/editions': foreign(paths.editions(campaignId)),
    'campaigns/:campaignId/editions/recipients': foreign(paths.editionRecipients(campaignId)),
    'campaigns/:campaignId/editions/:month/:number': foreign(paths.edition(campaignId, july, 1)),
    'campaigns/:campaignId/editions/:month/:number.jsonl': foreign(paths.editionDocument(campaignId, july, 1)),
    'campaigns/:campaignId/note/:month': foreign(paths.note(campaignId, july)),
    'campaigns/:campaignId/note/:month/edit': foreign(paths.editNote(campaignId, july, 1)),
    'campaigns/:campaignId/note/:month.docx': foreign(paths.noteDocument(campaignId, july, 1)),
    'campaigns/:campaignId/order': campaign(paths.order),
    'campaigns/:campaignId/calendar': campaign(paths.calendar),
    'campaigns/:campaignId/problems': campaign(paths.problems, ['coordinator']),
    'campaigns/:campaignId/coverage': campaign(paths.region, []),
    ...Object.fromEntries(
      (['xlsx', 'csv', 'json'] as const).flatMap((ending) => [
        [`campaigns/:campaignId/summary/:at.${ending}`, foreign(paths.summaryFile(campaignId, july, ending))],
        [
          `campaigns/:campaignId/municipalities/:municipalityId/summary/:at.${ending}`,
          foreign(paths.summaryFile(campaignId, july, ending, dubna)),
        ],
      ]),
    ),

    'history/:subject/:id': [
      ...foreign(paths.history('report', reports.july), paths.history('school', schoolId)),
      ...foreign(paths.history('organisation', dubna), paths.history('person', people.director.id)),
      ...campaign((id) => paths.history('calendar', id)),
    ],

    region: own(paths.regionHome(), ['analyst', 'administrator']),
    trust: own(paths.trust(), ['analyst', 'administrator']),
    'trust/rehearsal': own(paths.rehearsal(), ['analyst', 'administrator']),
    admin: own(paths.admin(), administrators),
    'admin/organisations': own(paths.organisations({ kind: 'school' }), administrators),
    'admin/organisations/new': own(paths.newOrganisation({ kind: 'school' }), administrators),
    'admin/organisations/:organisationId': foreign(paths.organisation(schoolId), paths.organisation(dubna)),
    'admin/organisations/:organisationId/succession': foreign(paths.succession(schoolId)),
    'admin/history': own(paths.wholeHistory(), administrators),
    'admin/people': own(paths.people(), administrators),
    'admin/people/new': own(paths.newPerson({ role: 'director', municipality: String(dubna) }), administrators),
    'admin/people/:personId': foreign(paths.person(people.director.id)),
    'admin/people/:personId/role': foreign(paths.personRole(people.director.id)),
    'admin/second-factor': own(paths.factorRoles(), administrators),
    'admin/campaigns': own(paths.campaigns(), administrators),
    'admin/jobs': own(paths.jobs(), administrators),
    'admin/outbox': own(paths.outbox(), administrators),
  };
};

/** What must not stand on any page of theirs. */
const ofSchool = ['Школа № 1', 'Смирнова', 'Положение об электронном журнале', 'Август.xlsx', '№ 12 '];
const ofDubna = [...ofSchool, 'Дубна', 'Школа № 2', 'Школа № 3', 'Школа искусств', 'Фёдорова', 'Орлов', 'Новикова'];
const ofRegion = [...ofDubna, 'Истра', 'Логос', 'Белова', 'Зимин', 'Соколова', 'Шмагина', 'Волкова', 'Лебедев'];
const foreignTo: Record<Who, string[]> = {
  nobody: ofRegion,
  neighbour: ofSchool,
  director: ofDubna,
  coordinator: ofDubna,
  analyst: [...ofRegion, 'Московская область'],
  administrator: [...ofRegion, 'Московская область'],
  foreignCoordinator: [...ofRegion, 'Московская область'],
};

let pages: Pages;
let table: Record<string, Visit[]>;
const cookies: Partial<Record<Who, string>> = {};
/** Of those whose school, municipality and region it is. */
let insiders: string[];

async function putUp() {
  const { as, byClock } = contexts(database);
  const region = await smallRegion(database());
  await region.enterDocuments();
  await region.bringFiles();
  await region.nameProblems();
  await region.fileColleaguesAugust();
  const inAugust = as(region.people.analyst, '2012-08-19 10:00');
  const { exportId: file } = await askExport(inAugust, { campaignId: region.campaignId, at: { month: july } });
  const content = () => new Blob(['Школа № 1']).stream();
  const clock = { now: () => inAugust.now };
  await workOnExports({
    db: database().db,
    clock,
    makeFile: async () => ({ name: 'Сводка.xlsx', content: content() }),
  });
  const yugra = await createTerritory(database(), {
    name: 'Югра',
    zone: yekaterinburg,
    municipalities: { Когалым: ['Лицей'] },
  });
  const administrator = await regionPerson(database(), yugra, 'administrator', 'Кубрак П. В.');
  await compileSummary(byClock('2012-08-01 00:15', moscow), { regionId: region.people.analyst.region.id, month: july });
  await openCampaign(as(administrator, '2012-07-02 10:00'), { orderId: 'MO', scopeId: yugra.region.id, years: 0 });
  await schoolPerson(database(), yugra, 'director', 'Юрьева Ю. Ю.', 'Лицей');
  const people: Record<(typeof signedIn)[number], User> = {
    neighbour: region.people.colleague,
    director: region.people.stranger,
    coordinator: region.people.otherCoordinator,
    analyst: await regionPerson(database(), yugra, 'analyst', 'Нечаева Н. Н.'),
    administrator,
    foreignCoordinator: await coordinatorOf(database(), yugra, 'Власенко М. Г.', 'Когалым'),
  };
  const { db } = database();
  const { id: notice } = await db
    .selectFrom('notices')
    .where('user_id', '=', region.people.director.id)
    .select('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('letters')
    .values({
      ...{ user_id: region.people.director.id, address: region.people.director.email, digest_for: null },
      ...{ subject: 'Отчёт возвращён: Школа № 1', text: 'Смирнова Т. А.', next_attempt_at: null },
      ...{ written_at: instant('2012-08-20 09:00', moscow), sent_at: null, error: null },
    })
    .execute();
  pages = pagesOver(database(), instant('2012-08-20 10:00', moscow));
  for (const who of signedIn) cookies[who] = await pages.cookieOf(people[who]);
  const { director, coordinator, analyst, administrator: own } = region.people;
  insiders = await Promise.all([director, coordinator, analyst, own].map((person) => pages.cookieOf(person)));
  table = visits(region, { notice, file });
}

const refusals = [401, 403, 404, 405, 410];
/** A form may be found incomplete before it is asked whose it is; the page around it is refused all the same. */
const incomplete = [400, 422];
const isRefused = ({ status, headers }: Response) =>
  refusals.includes(status) || (status === 302 && headers.get('location')?.startsWith(paths.signIn()));

/** One of those in the territory gets an answer where outsiders are refused. */
async function missedBy(url: string): Promise<string[]> {
  for (const cookie of insiders) {
    const response = await pages.get(url, cookie);
    await response.text();
    if (response.status === 200 || (response.status === 302 && !isRefused(response))) return [];
  }
  return [`${url} leads nowhere`];
}

async function audited(): Promise<number> {
  const { events } = await database()
    .db.selectFrom('audit')
    .select(({ fn }) => fn.countAll<number>().as('events'))
    .executeTakeFirstOrThrow();
  return events;
}

async function wrongWith(who: Who, asked: string, response: Response, open: boolean): Promise<string[]> {
  const body = await response.text();
  const { status } = response;
  const named = foreignTo[who].filter((name) => body.includes(name));
  const answers = open ? status === 200 || status === 302 : isRefused(response);
  const fits = answers || (asked.startsWith('POST') && incomplete.includes(status));
  return [
    ...(fits ? [] : [`${who}: ${asked} answered ${status} ${response.headers.get('location') ?? ''}`]),
    ...named.map((name) => `${who}: ${asked} names ${name}`),
  ];
}

/** Forms of who they are themselves: they are asked for, and not sent. */
const ownForms = ['sign-in', 'sign-in/code', 'sign-out', 'invitation', 'language'];
/** For a script that posts, or shown to everybody or to nobody, here to nobody: asked for, they are no page of anybody's. */
const noPages = ['reports/:reportId/save', 'reports/:reportId/presence', 'open/:campaignId', 'open/:campaignId.json'];

test('every route is in the table, and the table holds no other', () => {
  const listed = Object.keys(
    visits({ people: { director: {} }, reports: {}, school: () => 1 } as never, { notice: 1, file: 1 }),
  );
  expect(listed.sort()).toEqual(pageRoutes.map(({ path }) => path).sort());
});

test('row 33: nobody is shown anything of another school, municipality or region, on whatever page they ask', async () => {
  await putUp();
  const before = await audited();
  const wrong: string[] = [];
  for (const { path, module } of pageRoutes) {
    for (const { url, open = [] } of table[path] ?? []) {
      for (const who of everybody) {
        const mayOpen = open.includes(who);
        const got = await pages.get(url, cookies[who]);
        wrong.push(...(await wrongWith(who, `GET ${url}`, got, mayOpen)));
        if (mayOpen || !('action' in module) || ownForms.includes(path)) continue;
        const posted = await pages.post(url, {}, cookies[who]);
        wrong.push(...(await wrongWith(who, `POST ${url}`, posted, false)));
      }
      // The address leads somewhere: whose page it is gets it, and reads a name of the territory there.
      if (open.length === 0 && 'loader' in module && ![...ownForms, ...noPages].includes(path))
        wrong.push(...(await missedBy(url)));
    }
  }
  expect(wrong).toEqual([]);
  expect(await audited()).toBe(before);
}, 180_000);

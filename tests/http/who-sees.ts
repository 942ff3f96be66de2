/** Every page, and what everybody gets who asks for it. */
import type { Day, Month } from '#app/domain/calendar.ts';
import { paths } from '#app/paths.ts';
import { july, type TwoRegions } from '#tests/support/two-regions.ts';

/**
 * A mark for nobody and for each of `askers`, in their order: `+` the page, `>` sent on, `i` to sign in, `x` forbidden,
 * `-` not there, `o` over.
 */
const own = 'i ++++ ++ ++++ +++ ++++';
const school = 'i ++-- +- ++++ --- ----';
const schoolOnly = 'i ++-- x- xxxx --- ----';
const filling = 'i ++-- >- >>>> --- ----';
const municipality = 'i ---- +- ++++ --- ----';
const coordinator = 'i ---- +- xxxx --- ----';
const municipalities = 'i ---- ++ ++++ --- ----';
const everybodyBound = 'i ++++ ++ ++++ --- ----';
const boundByDubna = 'i +++- +- ++++ --- ----';
const region = 'i ---- -- ++++ --- ----';
const trust = 'i ---- -- ++x+ --- ++x+';
const administrators = 'i ---- -- xxx+ --- xxx+';
const administrator = 'i ---- -- xxx+ --- xxx-';
const nobodys = '- ---- -- ---- --- ----';

type Visit = [marks: string, url: string];

export function whoSees(world: TwoRegions): Record<string, Visit[]> {
  const { campaignId, kogalym, dubna, people, reports, ids } = world;
  const schoolId = world.school('Школа № 1');
  const all = (marks: string, ...urls: string[]): Visit[] => urls.map((url) => [marks, url]);
  /** Accepted, and owed. */
  const report = (path: (id: number) => string, accepted: string, owed = accepted): Visit[] => [
    [accepted, path(reports.july)],
    [owed, path(reports.august)],
  ];
  /** Under the order of the whole region, and under the one that binds Dubna alone. */
  const campaign = (path: (id: number) => string, marks: string, ofDubna = marks): Visit[] => [
    [marks, path(campaignId)],
    [ofDubna, path(kogalym)],
  ];
  const summaries = (['xlsx', 'csv', 'json'] as const).map((ending) => ({
    [`campaigns/:campaignId/summary/:at.${ending}`]: campaign(
      (id) => paths.summaryFile(id, july, ending),
      region,
      municipality,
    ),
    [`campaigns/:campaignId/municipalities/:municipalityId/summary/:at.${ending}`]: all(
      municipality,
      paths.summaryFile(campaignId, july, ending, dubna),
    ),
  }));
  const inDubna = (place: string, path: (campaign: number, municipality: number) => string, marks: string) => ({
    [`campaigns/:campaignId/municipalities/:municipalityId/${place}`]: all(marks, path(campaignId, dubna)),
  });
  return {
    '': all('i >>>> >> >>>> >>> >>>>', paths.home()),
    'sign-in': all('+ >>>> >> >>>> >>> >>>>', paths.signIn()),
    'sign-in/code': all('i >>>> >> >>>> >>> >>>>', paths.signInCode()),
    'sign-out': all(nobodys, paths.signOut()),
    invitation: [
      ['o oooo oo oooo ooo oooo', paths.invitation('wrong')],
      ['+ ++++ ++ ++++ +++ ++++', paths.invitation(world.invitation)],
    ],
    account: all(own, paths.account()),
    'account/second-factor': all(own, paths.secondFactor()),
    language: all(nobodys, paths.language()),
    notices: all(own, paths.notices()),
    'notices/:noticeId': all('i >--- -- ---- --- ----', paths.notice(ids.notice)),
    open: all('+ ++++ ++ ++++ +++ ++++', paths.open()),
    // The region has not opened its figures.
    'open/:campaignId': all(nobodys, paths.openPage(campaignId)),
    'open/:campaignId.json': all(nobodys, paths.openFigures(campaignId)),

    'schools/:schoolId': all(school, paths.school(schoolId)),
    'schools/:schoolId/reports': all(school, paths.schoolReports(schoolId)),
    'schools/:schoolId/acts': all(school, paths.acts(schoolId)),
    'schools/:schoolId/acts/:actId': all(schoolOnly, paths.act(schoolId, 1), paths.newAct(schoolId)),
    'schools/:schoolId/responsible': all(school, paths.responsible(schoolId)),
    'schools/:schoolId/responsible/new': all('i +x-- x- xxx+ --- ----', paths.handOver(schoolId)),
    'schools/:schoolId/problems': all(school, paths.schoolProblems(schoolId)),
    'files/:fileId': all(school, paths.file(1)),
    'reports/:reportId/edit': report(paths.editReport, 'i >>-- >- >>>> --- ----', filling),
    'reports/:reportId/save': report(paths.saveReport, nobodys),
    'reports/:reportId/presence': report(paths.reportPresence, nobodys),
    'reports/:reportId/check': report(paths.checkReport, 'i >>-- >- >>>> --- ----', filling),
    'reports/:reportId/filed': report(paths.filedReport, school, 'i >>-- >- >>>> --- ----'),
    'reports/:reportId/print': report(paths.printReport, school, 'i ++-- -- ---- --- ----'),
    'reports/:reportId/form.xlsx': report(paths.reportForm, 'i ++-- +- xxxx --- ----'),
    'reports/:reportId/import': report(paths.importReport, 'i >>-- >- >>>> --- ----', filling),
    'imports/:importId': [
      ['i ++-- -- ---- --- ----', paths.import(1)],
      ['i ---- +- ---- --- ----', paths.import(3)],
    ],
    'imports/:importId/files/:fileId': [
      ['i ++-- -- ---- --- ----', paths.importFile(1, 1)],
      ['i ---- +- ---- --- ----', paths.importFile(3, 3)],
    ],
    'imports/:importId/files/:fileId/remarks.xlsx': all('i ++-- -- ---- --- ----', paths.importRemarks(2, 2)),
    'reports/:reportId': [
      ...report(paths.report, school),
      ['i --+- +- ++++ --- ----', paths.report(reports.colleagues)],
    ],
    'reports/:reportId/terms': report(paths.terms, school),

    ...inDubna('reports', paths.municipalityReports, municipality),
    ...inDubna('queue', paths.queue, municipality),
    ...inDubna('coverage', paths.municipalityCoverage, municipality),
    ...inDubna('calls', paths.calls, municipality),
    ...inDubna('imports', paths.municipalityImports, coordinator),
    'campaigns/:campaignId/municipalities/:municipalityId/forms.zip': all(
      coordinator,
      paths.municipalityForms(campaignId, dubna, '2012-08-31' as Day),
    ),
    'campaigns/:campaignId/municipalities/:municipalityId/plan': all(municipality, paths.plan(campaignId, dubna)),
    'campaigns/:campaignId/municipalities/:municipalityId/plan/edit': all(
      'i ---- +- xxx+ --- ----',
      paths.editPlan(campaignId, dubna),
    ),
    'campaigns/:campaignId/behind/:figure': [
      ...all(municipality, paths.behind(campaignId, 'covered', { at: '2012-08' as Month, municipality: dubna })),
      ...campaign((id) => paths.behind(id, 'covered', { at: '2012-08' as Month }), region, municipality),
    ],
    'campaigns/:campaignId/targets/:figure': all(
      municipality,
      paths.behindTarget(campaignId, 'met-in-use', { at: '2012-08' as Month, municipality: dubna }),
    ),
    'campaigns/:campaignId/outliers': campaign(paths.outliers, municipalities, municipality),
    'campaigns/:campaignId/order': campaign(paths.order, everybodyBound, boundByDubna),
    // The region's order has no such measure.
    'campaigns/:campaignId/measures/:measureId': [
      ['i ---- -- ---- --- ----', paths.measure(campaignId, 'KG-3.3')],
      [boundByDubna, paths.measure(kogalym, 'KG-3.3')],
    ],
    'campaigns/:campaignId/ladders/:ladderId': campaign(
      (id) => paths.ladder(id, 'stages'),
      everybodyBound,
      boundByDubna,
    ),
    'campaigns/:campaignId/calendar': campaign(paths.calendar, everybodyBound, boundByDubna),
    'campaigns/:campaignId/problems': campaign(paths.problems, municipalities, municipality),
    'history/:subject/:id': [
      ...all(school, paths.history('report', reports.july), paths.history('school', schoolId)),
      ...all(administrator, paths.history('organisation', dubna), paths.history('person', people.director.id)),
      ...campaign((id) => paths.history('calendar', id), everybodyBound, boundByDubna),
    ],

    exports: all(own, paths.exports()),
    'exports/:exportId.xlsx': all('i ---- -- +--- --- ----', paths.exportFile(ids.file)),
    region: all('i ---- >- ++++ --- >>>>', paths.regionHome()),
    trust: all(trust, paths.trust()),
    'trust/rehearsal': all(trust, paths.rehearsal()),
    'campaigns/:campaignId/coverage': campaign((id) => paths.region(id), region, municipality),
    'campaigns/:campaignId/plans': all(region, paths.plans(campaignId)),
    'campaigns/:campaignId/explore': campaign((id) => paths.explore(id), region, municipality),
    'campaigns/:campaignId/explore/:format': campaign((id) => paths.exploreFile(id, 'csv', ''), region, municipality),
    'campaigns/:campaignId/note/:month': campaign((id) => paths.note(id, july), region, municipality),
    'campaigns/:campaignId/note/:month/edit': campaign(
      (id) => paths.editNote(id, july, 1),
      'i ---- -- +x+x --- ----',
      coordinator,
    ),
    'campaigns/:campaignId/note/:month.docx': campaign((id) => paths.noteDocument(id, july, 1), region, municipality),
    'campaigns/:campaignId/editions': campaign((id) => paths.editions(id), region, municipality),
    'campaigns/:campaignId/editions/recipients': campaign(
      (id) => paths.editionRecipients(id),
      'i ---- -- +xx+ --- ----',
      coordinator,
    ),
    'campaigns/:campaignId/editions/:month/:number': campaign((id) => paths.edition(id, july, 1), region, municipality),
    'campaigns/:campaignId/editions/:month/:number.jsonl': campaign(
      (id) => paths.editionDocument(id, july, 1),
      region,
      municipality,
    ),
    ...Object.assign({}, ...summaries),

    admin: all(administrators, paths.admin()),
    'admin/organisations': all(administrators, paths.organisations({ kind: 'school' })),
    'admin/organisations/new': all(administrators, paths.newOrganisation({ kind: 'school' })),
    'admin/organisations/:organisationId': all(administrator, paths.organisation(schoolId), paths.organisation(dubna)),
    'admin/organisations/:organisationId/succession': all(administrator, paths.succession(schoolId)),
    'admin/history': all(administrators, paths.wholeHistory()),
    'admin/people': all(administrators, paths.people()),
    'admin/people/new': all(administrators, paths.newPerson({ role: 'director', municipality: String(dubna) })),
    'admin/people/:personId': all(administrator, paths.person(people.director.id)),
    'admin/people/:personId/role': all(administrator, paths.personRole(people.director.id)),
    'admin/second-factor': all(administrators, paths.factorRoles()),
    'admin/campaigns': all(administrators, paths.campaigns()),
    'admin/campaigns/:campaignId': all(administrator, paths.campaign(campaignId), paths.campaign(kogalym)),
    'admin/jobs': all(administrators, paths.jobs()),
    'admin/outbox': all(administrators, paths.outbox({ show: 'unsent' })),
  };
}

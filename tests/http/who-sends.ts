/** Every kind of form, what a right person types into it, and what everybody else gets who sends the same. */
import { paths } from '#app/paths.ts';
import { authenticator } from '#tests/support/authenticator.ts';
import type { PressedForm } from '#tests/support/page-forms.ts';
import { moForm } from '#tests/support/scenario.ts';
import { password } from '#tests/support/small-region.ts';
import { type Asker, asked, july, type TwoRegions } from '#tests/support/two-regions.ts';

export type Sending = {
  /** The route and the intent, as `kindOf` names them. */
  kind: string;
  /** Who sends it with success, and from which page. */
  by: Asker | 'nobody';
  at: string;
  /** `+` may send it as well, or sends it of their own; the rest is refused: `s` as signed out, see `who-sees` for others. */
  marks: string;
  /** What is typed into it, or what is made of the form with its page. */
  type?: Record<string, string> | ((form: PressedForm, html: string) => Record<string, string>);
  /** What the right person gets; 302 unless said. */
  answers?: number;
  file?: { field: string; name: string; bytes: Buffer };
  /** Whose sessions it ends. */
  ends?: Asker;
  /** A script sends it: no page has it. */
  fields?: Record<string, string>;
  /** What has to happen before the form stands on the page. */
  before?: (
    sent: (url: string, fields: Record<string, string>, by: Asker | 'nobody') => Promise<Response>,
  ) => Promise<void>;
};

const own = 's ++++ ++ ++++ +++ ++++';
const ownPassword = 'i ++++ ++ ++++ +++ ++++';
const anybody = '+ ++++ ++ ++++ +++ ++++';
const schoolOnly = 's ++-- x- xxxx --- ----';
const coordinator = 's ---- +- xxxx --- ----';
const reviewed = 's xx-- +- xxxx --- ----';
const decided = 's xx-- +- xxx+ --- ----';
const region = 's ---- -- ++++ --- ----';
const handedIn = 's ---- -- +xx+ --- ----';
const administrator = 's ---- -- xxx+ --- xxx-';
const administrators = 's ---- -- xxx+ --- xxx+';

/** In this order: some of them make others possible. */
export function whoSends(world: TwoRegions): Sending[] {
  const { campaignId, kogalym, dubna, people, askers, reports } = world;
  const schoolId = world.school('Школа № 1');
  const nextSchool = String(world.school('Школа № 2'));
  const act = { kind: 'localAct', number: '21', date: '10.08.2012', title: 'О дневниках' };
  const document = 'Приказ от 01.08.2012 № 5';
  const days = { due: '10.09.2012', fileUntil: '10.10.2012', changeUntil: '10.11.2012', reason: 'outage', document };
  const date = String(world.ids.date);
  const inDubna = 'campaigns/:campaignId/municipalities/:municipalityId';
  const editions = 'campaigns/:campaignId/editions';
  const organisation = 'admin/organisations/:organisationId';
  const person = 'admin/people/:personId';
  const at = paths.person(world.ids.newcomer);
  let key = '';
  const code = (seconds: number) => authenticator(key).codeAt(new Date(asked.getTime() + seconds * 1000));
  const turnedOn = (_: PressedForm, html: string) => {
    key =
      /name="secret"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="secret"/.exec(html)?.slice(1).find(Boolean) ?? '';
    return { code: code(-30), current: password };
  };
  return [
    { kind: 'language lang', by: 'nobody', at: paths.signIn(), marks: anybody },
    { kind: 'notices upTo', by: 'director', at: paths.notices(), marks: own },
    { kind: 'account letters', by: 'director', at: paths.account(), marks: own, type: { letters: 'none' } },

    { kind: 'schools/:schoolId/acts/:actId', by: 'director', at: paths.newAct(schoolId), marks: schoolOnly, type: act },
    { kind: 'schools/:schoolId/acts/:actId', by: 'director', at: paths.act(schoolId, 1), marks: schoolOnly, type: {} },
    { kind: 'schools/:schoolId/acts remove', by: 'responsible', at: paths.acts(schoolId), marks: schoolOnly },
    { kind: 'schools/:schoolId/acts restore', by: 'director', at: paths.acts(schoolId), marks: schoolOnly },
    {
      kind: 'schools/:schoolId/responsible/new',
      by: 'director',
      at: paths.handOver(schoolId),
      marks: 's +x-- x- xxx+ --- ----',
      type: {
        ...{ name: 'Жукова А. П.', position: 'учитель', email: 'zhukova@mo.example', phone: '' },
        ...{ orderNumber: '9-О', orderDate: '15.08.2012', since: '16.08.2012', block: '' },
      },
      answers: 200,
    },
    {
      kind: 'reports/:reportId/terms extend',
      by: 'coordinator',
      at: paths.terms(reports.august),
      marks: decided,
      type: days,
    },
    { kind: 'imports/:importId', by: 'director', at: paths.import(1), marks: 's ++-- -- ---- --- ----' },
    {
      kind: 'reports/:reportId/save',
      by: 'responsible',
      at: paths.saveReport(reports.august),
      marks: schoolOnly,
      fields: { version: '1', person: String(people.responsible.id), '6:text': 'Заполнено дома' },
      answers: 200,
    },
    {
      kind: 'reports/:reportId/presence',
      by: 'director',
      at: paths.reportPresence(reports.august),
      marks: schoolOnly,
      fields: { version: '1' },
      answers: 200,
    },
    { kind: 'reports/:reportId/edit save', by: 'director', at: paths.editReport(reports.may), marks: schoolOnly },
    {
      kind: 'reports/:reportId/edit check',
      by: 'director',
      at: paths.editReport(reports.august),
      marks: schoolOnly,
      type: moForm('01.02.2012'),
    },
    { kind: 'reports/:reportId/check', by: 'director', at: paths.checkReport(reports.august), marks: schoolOnly },
    {
      kind: 'reports/:reportId return',
      by: 'coordinator',
      at: paths.report(reports.colleagues),
      marks: 's --x- +- xxxx --- ----',
      type: { category: 'requisites', reason: 'Укажите документы из строки 4.' },
    },
    { kind: 'reports/:reportId accept', by: 'coordinator', at: paths.report(reports.august), marks: reviewed },
    {
      kind: `${inDubna}/queue`,
      by: 'coordinator',
      at: paths.queue(kogalym, dubna),
      marks: coordinator,
      type: ({ names }) => Object.fromEntries(names.map((name) => [name, '1'])),
      answers: 200,
    },
    {
      kind: 'reports/:reportId amend',
      by: 'director',
      at: paths.report(reports.july),
      marks: schoolOnly,
      type: { reason: 'Ошибка в числе учителей' },
    },
    { kind: 'reports/:reportId dropAmendment', by: 'director', at: paths.report(reports.july), marks: schoolOnly },
    {
      kind: `${inDubna}/calls remind`,
      by: 'coordinator',
      at: paths.calls(campaignId, dubna),
      marks: coordinator,
      answers: 200,
    },
    {
      kind: `${inDubna}/calls call`,
      by: 'coordinator',
      at: paths.calls(campaignId, dubna),
      marks: coordinator,
      answers: 200,
    },
    {
      kind: `${inDubna}/calls remindAll`,
      by: 'coordinator',
      at: paths.calls(campaignId, dubna),
      marks: coordinator,
      answers: 200,
    },
    {
      kind: 'reports/:reportId/import',
      by: 'director',
      at: paths.importReport(reports.may),
      marks: schoolOnly,
      file: { field: 'file', name: 'Май.xlsx', bytes: world.files.may },
    },
    {
      kind: `${inDubna}/imports`,
      by: 'coordinator',
      at: paths.municipalityImports(campaignId, dubna),
      marks: coordinator,
      file: { field: 'files', name: 'Школа 3.xlsx', bytes: world.files.august },
    },
    { kind: 'imports/:importId save', by: 'coordinator', at: paths.import(3), marks: 's ---- +- ---- --- ----' },
    {
      kind: 'imports/:importId file',
      by: 'coordinator',
      at: paths.import(3),
      marks: 's ---- +- ---- --- ----',
      fields: { intent: 'file' },
    },
    {
      kind: `${inDubna}/plan/edit addRow`,
      by: 'coordinator',
      at: paths.editPlan(campaignId, dubna),
      marks: 's ---- +- xxx+ --- ----',
      answers: 200,
    },
    {
      kind: `${inDubna}/plan/edit`,
      by: 'coordinator',
      at: paths.editPlan(campaignId, dubna),
      marks: 's ---- +- xxx+ --- ----',
      type: { title: 'О плане внедрения дневников' },
    },
    { kind: 'reports/:reportId/terms revoke', by: 'administrator', at: paths.terms(reports.may), marks: decided },
    {
      kind: 'reports/:reportId/terms exempt',
      by: 'coordinator',
      at: paths.terms(reports.may),
      marks: decided,
      type: { 'exempt:reason': 'noClasses', 'exempt:document': document },
    },
    {
      kind: 'campaigns/:campaignId/calendar move',
      by: 'administrator',
      at: paths.calendar(campaignId, { date }),
      marks: 's xxxx xx xxx+ --- ----',
      type: { ...days, reason: 'holidays' },
    },
    {
      kind: 'campaigns/:campaignId/calendar revoke',
      by: 'administrator',
      at: paths.calendar(campaignId, { date }),
      marks: 's xxxx xx xxx+ --- ----',
    },

    { kind: 'exports campaign', by: 'analyst', at: paths.region(campaignId), marks: region },
    {
      kind: 'campaigns/:campaignId/explore query',
      by: 'analyst',
      at: paths.explore(campaignId),
      marks: region,
      type: { name: 'Охват' },
    },
    {
      kind: 'campaigns/:campaignId/explore remove',
      by: 'analyst',
      at: paths.explore(campaignId),
      marks: 's ---- -- +--- --- ----',
    },
    {
      kind: 'campaigns/:campaignId/note/:month/edit',
      by: 'methodist',
      at: paths.editNote(campaignId, july, 1),
      marks: 's ---- -- +x+x --- ----',
    },
    { kind: `${editions} check`, by: 'analyst', at: paths.editions(campaignId), marks: handedIn },
    {
      kind: `${editions}/recipients add`,
      by: 'analyst',
      at: paths.editionRecipients(campaignId),
      marks: handedIn,
      type: { name: 'Архив', email: 'archive@mo.example' },
    },
    {
      kind: `${editions}/recipients remove`,
      by: 'administrator',
      at: paths.editionRecipients(campaignId),
      marks: handedIn,
    },
    {
      kind: `${editions}/:month/:number approve`,
      by: 'analyst',
      at: paths.edition(campaignId, july, 1),
      marks: 's ---- -- +xxx --- ----',
    },
    {
      kind: `${editions}/:month/:number send`,
      by: 'administrator',
      at: paths.edition(campaignId, july, 1),
      marks: handedIn,
    },
    { kind: `${editions}/recipients bySelf`, by: 'analyst', at: paths.editionRecipients(campaignId), marks: handedIn },
    {
      kind: `${editions} publish`,
      by: 'administrator',
      at: paths.editions(campaignId),
      marks: administrator.replace(/xxx-$/, '----'),
    },
    // A municipal order is its own coordinator's, and the region sees it.
    {
      kind: 'campaigns/:campaignId/explore query',
      by: 'coordinator',
      at: paths.explore(kogalym),
      marks: 's ---- +- ++++ --- ----',
      type: { name: 'Охват' },
    },
    {
      kind: 'campaigns/:campaignId/note/:month/edit',
      by: 'coordinator',
      at: paths.editNote(kogalym, july, 1),
      marks: coordinator,
    },
    {
      kind: `${editions}/recipients add`,
      by: 'coordinator',
      at: paths.editionRecipients(kogalym),
      marks: coordinator,
      type: { name: 'Глава города', email: 'glava@dubna.example' },
    },
    {
      kind: `${editions}/:month/:number approve`,
      by: 'coordinator',
      at: paths.edition(kogalym, july, 1),
      marks: coordinator,
    },
    {
      kind: `${editions}/:month/:number send`,
      by: 'coordinator',
      at: paths.edition(kogalym, july, 1),
      marks: coordinator,
    },
    {
      kind: `${editions}/recipients bySelf`,
      by: 'coordinator',
      at: paths.editionRecipients(kogalym),
      marks: coordinator,
    },
    { kind: `${editions} publish`, by: 'coordinator', at: paths.editions(kogalym), marks: coordinator },
    { kind: 'trust', by: 'administrator', at: paths.trust(), marks: administrators },

    {
      kind: 'admin/jobs job',
      by: 'administrator',
      at: paths.jobs(),
      marks: administrators,
    },
    { kind: 'admin/outbox', by: 'administrator', at: paths.outbox({ show: 'unsent' }), marks: administrators },
    { kind: 'admin/second-factor opened', by: 'administrator', at: paths.factorRoles(), marks: administrators },
    { kind: 'admin/campaigns published', by: 'administrator', at: paths.campaigns(), marks: administrator },
    {
      kind: 'admin/campaigns',
      by: 'administrator',
      at: paths.campaigns(),
      marks: 's ---- -- xxx+ --- xxxv',
      type: { order: 'KG', scope: String(world.istra), years: '0' },
    },
    {
      kind: 'admin/campaigns/:campaignId close',
      by: 'administrator',
      at: paths.campaign(kogalym),
      marks: administrator,
      type: { on: '01.09.2012', document, reason: 'Внедрение завершено' },
    },
    {
      kind: 'admin/campaigns/:campaignId reopen',
      by: 'administrator',
      at: paths.campaign(kogalym),
      marks: administrator,
      type: { reason: 'Закрыта по ошибке' },
    },
    {
      // The one that has just been opened for Istra: nobody has filed under it.
      kind: 'admin/campaigns/:campaignId withdraw',
      by: 'administrator',
      at: paths.campaign(world.ids.nextCampaign),
      marks: administrator,
      type: { reason: 'Открыта по ошибке' },
    },
    {
      kind: 'admin/organisations/new',
      by: 'administrator',
      at: paths.newOrganisation({ kind: 'school' }),
      marks: 's ---- -- xxx+ --- xxxv',
      type: { name: 'Школа № 9', municipality: String(dubna), opened: '01.08.2012' },
    },
    {
      kind: `${organisation} facts`,
      by: 'administrator',
      at: paths.organisation(schoolId),
      marks: administrator,
      type: { phone: '212-11-00' },
    },
    {
      kind: `${organisation} move`,
      by: 'administrator',
      at: paths.organisation(world.school('Школа № 3')),
      marks: administrator,
      type: { municipality: String(world.istra), since: '20.08.2012' },
    },
    {
      kind: `${organisation}/succession successors`,
      by: 'administrator',
      at: paths.succession(world.school('Школа искусств'), { successors: String(world.school('Школа № 3')) }),
      marks: administrator,
      type: { since: '20.08.2012', document },
    },
    {
      kind: `${organisation} reopen`,
      by: 'administrator',
      at: paths.organisation(world.school('Школа искусств')),
      marks: administrator,
    },
    {
      kind: 'admin/people/new role',
      by: 'administrator',
      at: paths.newPerson({ role: 'director', municipality: String(dubna) }),
      marks: 's ---- -- xxx+ --- xxxv',
      type: { organisation: nextSchool, name: 'Новый Н. Н.', email: 'novy@mo.example' },
      answers: 200,
    },
    {
      kind: 'invitation code',
      by: 'nobody',
      at: paths.invitation(world.invitation),
      marks: anybody,
      type: { password: 'совсем другой долгий секрет' },
    },
    { kind: `${person} facts`, by: 'administrator', at, marks: administrator, type: { position: 'завуч' } },
    { kind: `${person} invite`, by: 'administrator', at, marks: administrator, answers: 200 },
    {
      kind: 'account/second-factor on',
      by: 'responsible',
      at: paths.secondFactor(),
      marks: ownPassword,
      type: turnedOn,
      answers: 200,
    },
    {
      kind: 'account/second-factor renew',
      by: 'responsible',
      at: paths.secondFactor(),
      marks: ownPassword,
      type: () => ({ code: code(0), current: password }),
      answers: 200,
    },
    {
      kind: `${person} factor`,
      by: 'administrator',
      at: paths.person(people.responsible.id),
      marks: administrator,
      ends: 'responsible',
    },
    {
      kind: 'account/second-factor on',
      by: 'farMethodist',
      at: paths.secondFactor(),
      marks: ownPassword,
      type: turnedOn,
      answers: 200,
    },
    {
      kind: 'account/second-factor off',
      by: 'farMethodist',
      at: paths.secondFactor(),
      marks: ownPassword,
      type: () => ({ code: code(0), current: password }),
    },
    { kind: `${person} sessions`, by: 'administrator', at, marks: administrator },
    { kind: `${person} block`, by: 'administrator', at, marks: administrator },
    { kind: `${person} unblock`, by: 'administrator', at, marks: administrator },
    {
      kind: `${person}/role role`,
      by: 'administrator',
      at: paths.personRole(world.ids.newcomer, { role: 'director', municipality: String(dubna) }),
      marks: administrator,
      type: { organisation: nextSchool },
    },
    {
      kind: `${person} unlock`,
      by: 'administrator',
      at: paths.person(askers.neighbour.id),
      marks: administrator,
      before: async (sent) => {
        const wrong = { email: askers.neighbour.email, password: 'не тот пароль' };
        for (let times = 0; times < 10; times++) await sent(paths.signIn(), wrong, 'nobody');
      },
    },
    {
      kind: 'sign-in to',
      by: 'nobody',
      at: paths.signIn('/account'),
      marks: anybody,
      type: { email: people.director.email, password },
    },
    {
      kind: 'account password',
      by: 'farDirector',
      at: paths.account(),
      marks: ownPassword,
      type: { current: password, next: 'совсем другой долгий секрет' },
    },
    { kind: 'account everywhere', by: 'farCoordinator', at: paths.account(), marks: own },
    { kind: 'sign-out', by: 'farAnalyst', at: paths.account(), marks: anybody },
  ];
}

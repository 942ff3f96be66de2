/** Every URL of the product as a function; nothing else builds URLs. */
import type { Day, Month } from '#app/domain/calendar.ts';
import type { Standing } from '#app/domain/reports/report.ts';

/** A reporting date as pages name it. */
export type DateShown = { asOf: Day; formId: string; formName: string | null };

/** Its day, and its form where the order has several: «2012-04-10», «2012-04-10.KG-3.3». */
export function dateKey({ asOf, formId, formName }: DateShown): string {
  return formName === null ? asOf : `${asOf}.${formId}`;
}

/** Beside which row a page of a long list begins. */
type PageOfList = { after?: string; before?: string };
/** A role, and where its bearer belongs: chosen step by step. */
type PersonPlace = { role?: string; municipality?: string; organisation?: string };

type ProblemsAsked = { municipality?: string; system?: string; state?: string; like?: string; page?: string };

export const paths = {
  home: () => '/',
  signIn: (to?: string) => (to && to !== '/' ? `/sign-in?to=${encodeURIComponent(to)}` : '/sign-in'),
  /** The second step: the code of a second factor. */
  signInCode: (to?: string) => (to && to !== '/' ? `/sign-in/code?to=${encodeURIComponent(to)}` : '/sign-in/code'),
  signOut: () => '/sign-out',
  /** The code is in the query: paths are logged, queries are not. */
  invitation: (code: string) => `/invitation?code=${encodeURIComponent(code)}`,
  /** What everybody may see, without signing in. */
  open: () => '/open',
  openPage: (campaignId: number) => `/open/${campaignId}`,
  openFigures: (campaignId: number) => `/open/${campaignId}.json`,
  account: (done?: 'letters' | 'password') => `/account${query({ done })}`,
  secondFactor: (done?: 'off') => `/account/second-factor${query({ done })}`,
  language: () => '/language',
  notices: (list: { after?: string; before?: string } = {}) => `/notices${query(list)}`,
  /** Leads on to what the notice is about, and marks it as read. */
  notice: (id: number) => `/notices/${id}`,

  school: (schoolId: number) => `/schools/${schoolId}`,
  /** Where who owes a report begins: a school on its page, a municipality's coordinator on the first one. */
  reporter: (of: { schoolId: number; level: 'school' | 'municipality' }) =>
    of.level === 'school' ? `/schools/${of.schoolId}` : '/',
  /** All its reports, a page at a time. */
  schoolReports: (schoolId: number, page = 1) =>
    `/schools/${schoolId}/reports${query({ page: page > 1 ? String(page) : undefined })}`,
  /** The school's register of local acts; `done` is what has just happened to which act. */
  acts: (schoolId: number, done?: { done: string; act: string }) => `/schools/${schoolId}/acts${query({ ...done })}`,
  /** A new act, its form filled in with what is known of it; `report`: the one that its copy is for, shown again afterwards. */
  newAct: (
    schoolId: number,
    known: { kind?: string; number?: string; date?: string; title?: string; report?: string } = {},
  ) => `/schools/${schoolId}/acts/new${query(known)}`,
  act: (schoolId: number, actId: number, known: { report?: string } = {}) =>
    `/schools/${schoolId}/acts/${actId}${query(known)}`,
  responsible: (schoolId: number) => `/schools/${schoolId}/responsible`,
  handOver: (schoolId: number) => `/schools/${schoolId}/responsible/new`,
  file: (fileId: number) => `/files/${fileId}`,
  schoolProblems: (schoolId: number, campaignId?: number) =>
    `/schools/${schoolId}/problems${query({ campaign: campaignId?.toString() })}`,
  report: (reportId: number, filing?: number) => `/reports/${reportId}${filing ? `?filing=${filing}` : ''}`,
  /** The report just after the coordinator's decision, or after an amendment was given up: the page then says so. */
  reviewedReport: (reportId: number, done: 'accepted' | 'returned' | 'dropped') => `/reports/${reportId}?done=${done}`,
  /** `saved` is the version that has just been saved: the page then says so. */
  editReport: (reportId: number, saved?: number) => `/reports/${reportId}/edit${saved ? `?saved=${saved}` : ''}`,
  /** For the script of the form's page: what is typed, and that the page is open. */
  saveReport: (reportId: number) => `/reports/${reportId}/save`,
  reportPresence: (reportId: number) => `/reports/${reportId}/presence`,
  checkReport: (reportId: number) => `/reports/${reportId}/check`,
  filedReport: (reportId: number) => `/reports/${reportId}/filed`,
  /** The form as an Excel file, to be filled in without a connection. */
  reportForm: (reportId: number) => `/reports/${reportId}/form.xlsx`,
  importReport: (reportId: number) => `/reports/${reportId}/import`,
  import: (importId: number) => `/imports/${importId}`,
  importFile: (importId: number, fileId: number) => `/imports/${importId}/files/${fileId}`,
  importRemarks: (importId: number, fileId: number) => `/imports/${importId}/files/${fileId}/remarks.xlsx`,
  municipalityImports: (campaignId: number, municipalityId: number) =>
    `/campaigns/${campaignId}/municipalities/${municipalityId}/imports`,
  /** The forms of all schools of a municipality for one date. */
  municipalityForms: (campaignId: number, municipalityId: number, date: Day) =>
    `/campaigns/${campaignId}/municipalities/${municipalityId}/forms.zip?date=${date}`,
  printReport: (reportId: number, filing?: number) => `/reports/${reportId}/print${filing ? `?filing=${filing}` : ''}`,

  municipalityReports: (campaignId: number, municipalityId: number, date?: DateShown, standing?: Standing) =>
    `/campaigns/${campaignId}/municipalities/${municipalityId}/reports${query({ date: date && dateKey(date), standing })}`,
  /** The same beside all reporting dates. */
  municipalityDates: (campaignId: number, municipalityId: number) =>
    `/campaigns/${campaignId}/municipalities/${municipalityId}/reports?dates=all`,
  /** What waits for the coordinator, by age. */
  queue: (campaignId: number, municipalityId: number) =>
    `/campaigns/${campaignId}/municipalities/${municipalityId}/queue`,
  municipalityCoverage: (campaignId: number, municipalityId: number, at?: Month | Day, territory?: 'now') =>
    `/campaigns/${campaignId}/municipalities/${municipalityId}/coverage${query({ at, territory })}`,
  /** A municipality's plan; `done` is what has just happened. */
  plan: (campaignId: number, municipalityId: number, done?: 'saved' | 'unchanged') =>
    `/campaigns/${campaignId}/municipalities/${municipalityId}/plan${query({ done })}`,
  editPlan: (campaignId: number, municipalityId: number) =>
    `/campaigns/${campaignId}/municipalities/${municipalityId}/plan/edit`,
  /** The plans of all municipalities, or of those that stand in one way. */
  plans: (campaignId: number, show?: string) => `/campaigns/${campaignId}/plans${query({ show })}`,
  /** The region: `at` is a month, or a single day for the state at its end; by `now` schools are placed as they are today. */
  region: (campaignId: number, at?: Month | Day, shown?: { territory?: 'now'; sort?: string; order?: string }) =>
    `/campaigns/${campaignId}/coverage${query({ at, ...shown })}`,
  /** What a percentage is made of; `figure` as `domain/territory/denominator` names it. */
  behind: (campaignId: number, figure: string, ask: { at: Month | Day; municipality?: number; territory?: 'now' }) =>
    `/campaigns/${campaignId}/behind/${figure}${query({ ...ask, municipality: ask.municipality?.toString() })}`,
  /** What a target's figure is made of; `figure` as `domain/territory/behind-target` names it. */
  behindTarget: (campaignId: number, figure: string, ask: { at: Month | Day; municipality?: number }) =>
    `/campaigns/${campaignId}/targets/${figure}${query({ ...ask, municipality: ask.municipality?.toString() })}`,
  /** Figures as an analyst asks for them; the query is the question (`domain/territory/explore`). */
  explore: (campaignId: number, asked = '') => `/campaigns/${campaignId}/explore${asked && `?${asked}`}`,
  exploreFile: (campaignId: number, format: 'xlsx' | 'csv', asked: string) =>
    `/campaigns/${campaignId}/explore/${format}?${asked}`,
  /** The month's Excel summary; `edition` asks for an earlier one than the newest. */
  summaryWorkbook: (campaignId: number, at: Month | Day, edition?: number) =>
    `/campaigns/${campaignId}/summary/${at}.xlsx${edition ? `?edition=${edition}` : ''}`,
  /** The month's analytic note; `edition` asks for an earlier one than the newest, `done` is what has just happened. */
  note: (campaignId: number, month: Month, ask: { edition?: number; done?: 'saved' } = {}) =>
    `/campaigns/${campaignId}/note/${month}${query({ edition: ask.edition?.toString(), done: ask.done })}`,
  editNote: (campaignId: number, month: Month, edition: number) =>
    `/campaigns/${campaignId}/note/${month}/edit?edition=${edition}`,
  noteDocument: (campaignId: number, month: Month, edition: number) =>
    `/campaigns/${campaignId}/note/${month}.docx?edition=${edition}`,
  /** The archive of a campaign's editions; `before` a month, those that follow it in the list. */
  editions: (campaignId: number, ask: { before?: Month; done?: string } = {}) =>
    `/campaigns/${campaignId}/editions${query(ask)}`,
  /** One edition with what has changed in it, since which other one. */
  edition: (
    campaignId: number,
    month: Month,
    number: number,
    ask: { since?: string; done?: string } & PageOfList = {},
  ) => `/campaigns/${campaignId}/editions/${month}/${number}${query(ask)}`,
  /** The edition itself, byte for byte. */
  editionDocument: (campaignId: number, month: Month, number: number) =>
    `/campaigns/${campaignId}/editions/${month}/${number}.jsonl`,
  editionRecipients: (campaignId: number, done?: string) =>
    `/campaigns/${campaignId}/editions/recipients${query({ done })}`,
  /** The month's figures as a file: the workbook, its table of schools, or for programs; of one municipality alone, if asked. */
  summaryFile: (campaignId: number, at: Month | Day, ending: 'xlsx' | 'csv' | 'json', municipalityId?: number) =>
    `/campaigns/${campaignId}${municipalityId === undefined ? '' : `/municipalities/${municipalityId}`}/summary/${at}.${ending}`,
  /** Figures that stand out on a reporting date, of one municipality's schools or of all. */
  outliers: (campaignId: number, ask: { date?: Day; municipality?: number } = {}) =>
    `/campaigns/${campaignId}/outliers${query({ date: ask.date, municipality: ask.municipality?.toString() })}`,
  order: (campaignId: number) => `/campaigns/${campaignId}/order`,
  /** Problems that schools name; `like` is one of them, `<school>-<key>`: the group that holds it, school by school. */
  problems: (campaignId: number, ask: ProblemsAsked = {}) => `/campaigns/${campaignId}/problems${query(ask)}`,
  /** Who has stated that a measure is done. */
  measure: (
    campaignId: number,
    measureId: string,
    list: { date?: string; show?: 'open' | 'late' | 'waiting' } & PageOfList = {},
  ) => `/campaigns/${campaignId}/measures/${measureId}${query(list)}`,
  /** Where schools stand on a ladder of the order: on a day, of one municipality, those that meet a step or do not. */
  ladder: (
    campaignId: number,
    ladderId: string,
    ask: { on?: string; municipality?: number; step?: string; show?: 'met' | 'unmet' | 'stuck' } & PageOfList = {},
  ) => `/campaigns/${campaignId}/ladders/${ladderId}${query({ ...ask, municipality: ask.municipality?.toString() })}`,
  /** `date` is the id of the reporting date that is looked at closely; `done` is what has just happened. */
  calendar: (campaignId: number, ask: { date?: string; done?: string } = {}) =>
    `/campaigns/${campaignId}/calendar${query(ask)}`,
  /** A report's days and the decisions about them. */
  terms: (reportId: number, done?: string) => `/reports/${reportId}/terms${query({ done })}`,

  /** Who has not reported for the date, and how they are reached. */
  calls: (campaignId: number, municipalityId: number, date?: DateShown) =>
    `/campaigns/${campaignId}/municipalities/${municipalityId}/calls${query({ date: date && dateKey(date) })}`,

  /** What a thing went through; the whole of it is the administrator's. */
  history: (subject: string, id: number, list: PageOfList = {}) => `/history/${subject}/${id}${query(list)}`,
  wholeHistory: (ask: { who?: string; kind?: string; from?: string; until?: string } & PageOfList = {}) =>
    `/admin/history${query(ask)}`,

  /** Whether the figures can be relied on, and what the coming days will do. */
  trust: (ask: { done?: string } = {}) => `/trust${query(ask)}`,
  rehearsal: () => '/trust/rehearsal',

  /** Files made in the background for the person. */
  exports: () => '/exports',
  exportFile: (id: number) => `/exports/${id}.xlsx`,

  regionHome: () => '/region',

  admin: () => '/admin',
  jobs: (list: { job?: string; before?: string; done?: string } = {}) => `/admin/jobs${query(list)}`,
  outbox: (list: { show?: string; after?: string; before?: string; done?: string } = {}) =>
    `/admin/outbox${query(list)}`,
  organisations: (list: { kind?: string; municipality?: string; lacking?: string; q?: string } & PageOfList = {}) =>
    `/admin/organisations${query(list)}`,
  newOrganisation: (of: { kind?: string; municipality?: string } = {}) => `/admin/organisations/new${query(of)}`,
  /** `done` is what has just happened: the page says so. */
  organisation: (id: number, done?: string) => `/admin/organisations/${id}${query({ done })}`,
  /** The school closes into others: those chosen so far, and the municipality to choose one more from. */
  succession: (id: number, of: { successors?: string; municipality?: string } = {}) =>
    `/admin/organisations/${id}/succession${query(of)}`,
  people: (list: { role?: string; access?: string; q?: string } & PageOfList = {}) => `/admin/people${query(list)}`,
  newPerson: (of: PersonPlace = {}) => `/admin/people/new${query(of)}`,
  person: (id: number, done?: string) => `/admin/people/${id}${query({ done })}`,
  /** Which roles can't do without a second factor. */
  factorRoles: (done?: 'saved') => `/admin/second-factor${query({ done })}`,
  personRole: (id: number, of: PersonPlace = {}) => `/admin/people/${id}/role${query(of)}`,
  campaigns: (ask: { done?: string } = {}) => `/admin/campaigns${query(ask)}`,
  /** Its life: closed, opened again, withdrawn. `done` is what has just happened. */
  campaign: (campaignId: number, done?: string) => `/admin/campaigns/${campaignId}${query({ done })}`,
} as const;

function query(values: Record<string, string | undefined>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return given.length > 0 ? `?${new URLSearchParams(given as [string, string][])}` : '';
}

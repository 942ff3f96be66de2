/** Every URL of the product as a function; nothing else builds URLs. */
import type { Day, Month } from '#app/domain/calendar.ts';
import type { Standing } from '#app/domain/report.ts';

/** Beside which row a page of a long list begins. */
type PageOfList = { after?: string; before?: string };
/** A role, and where its bearer belongs: chosen step by step. */
type PersonPlace = { role?: string; municipality?: string; organisation?: string };

export const paths = {
  home: () => '/',
  signIn: (to?: string) => (to && to !== '/' ? `/sign-in?to=${encodeURIComponent(to)}` : '/sign-in'),
  signOut: () => '/sign-out',
  /** The code is in the query: paths are logged, queries are not. */
  invitation: (code: string) => `/invitation?code=${encodeURIComponent(code)}`,
  account: () => '/account',
  language: () => '/language',

  school: (schoolId: number) => `/schools/${schoolId}`,
  report: (reportId: number, filing?: number) => `/reports/${reportId}${filing ? `?filing=${filing}` : ''}`,
  /** The report just after the coordinator's decision: the page then says so. */
  reviewedReport: (reportId: number, done: 'accepted' | 'returned') => `/reports/${reportId}?done=${done}`,
  /** `saved` is the version that has just been saved: the page then says so. */
  editReport: (reportId: number, saved?: number) => `/reports/${reportId}/edit${saved ? `?saved=${saved}` : ''}`,
  checkReport: (reportId: number) => `/reports/${reportId}/check`,
  filedReport: (reportId: number) => `/reports/${reportId}/filed`,
  printReport: (reportId: number, filing?: number) => `/reports/${reportId}/print${filing ? `?filing=${filing}` : ''}`,

  municipalityReports: (campaignId: number, municipalityId: number, date?: Day, standing?: Standing) =>
    `/campaigns/${campaignId}/municipalities/${municipalityId}/reports${query({ date, standing })}`,
  municipalityCoverage: (campaignId: number, municipalityId: number, at?: Month | Day) =>
    `/campaigns/${campaignId}/municipalities/${municipalityId}/coverage${at ? `?at=${at}` : ''}`,
  /** The region: `at` is a month, or a single day for the state at its end. */
  region: (campaignId: number, at?: Month | Day, sorted?: { sort: string; order: string }) =>
    `/campaigns/${campaignId}/coverage${query({ at, ...sorted })}`,
  /** The month's Excel summary; `edition` asks for an earlier one than the newest. */
  summaryWorkbook: (campaignId: number, at: Month | Day, edition?: number) =>
    `/campaigns/${campaignId}/summary/${at}.xlsx${edition ? `?edition=${edition}` : ''}`,
  order: (campaignId: number) => `/campaigns/${campaignId}/order`,

  regionHome: () => '/region',

  admin: () => '/admin',
  jobs: (list: { job?: string; before?: string; done?: string } = {}) => `/admin/jobs${query(list)}`,
  organisations: (list: { kind?: string; municipality?: string; lacking?: string; q?: string } & PageOfList = {}) =>
    `/admin/organisations${query(list)}`,
  newOrganisation: (of: { kind?: string; municipality?: string } = {}) => `/admin/organisations/new${query(of)}`,
  /** `done` is what has just happened: the page says so. */
  organisation: (id: number, done?: string) => `/admin/organisations/${id}${query({ done })}`,
  people: (list: { role?: string; access?: string; q?: string } & PageOfList = {}) => `/admin/people${query(list)}`,
  newPerson: (of: PersonPlace = {}) => `/admin/people/new${query(of)}`,
  person: (id: number, done?: string) => `/admin/people/${id}${query({ done })}`,
  personRole: (id: number, of: PersonPlace = {}) => `/admin/people/${id}/role${query(of)}`,
  campaigns: (ask: { done?: string } = {}) => `/admin/campaigns${query(ask)}`,
} as const;

function query(values: Record<string, string | undefined>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return given.length > 0 ? `?${new URLSearchParams(given as [string, string][])}` : '';
}

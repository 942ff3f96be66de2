import { index, type RouteConfig, route } from '@remix-run/route-config';

/** Every page of the product. `/health` is answered by the server itself, so that it works when pages do not. */
export default [
  index('routes/home/route.tsx'),

  // Anyone
  route('sign-in', 'routes/sign-in/route.tsx'),
  route('sign-in/code', 'routes/sign-in-code/route.tsx'),
  route('sign-out', 'routes/sign-out/route.tsx'),
  route('invitation', 'routes/invitation/route.tsx'),
  route('open', 'routes/open/route.tsx'),
  route('open/:campaignId', 'routes/open-page/route.tsx'),
  route('open/:campaignId.json', 'routes/open-figures/route.ts'),
  route('account', 'routes/account/route.tsx'),
  route('account/second-factor', 'routes/second-factor/route.tsx'),
  route('language', 'routes/language/route.tsx'),
  route('notices', 'routes/notices/route.tsx'),
  route('notices/:noticeId', 'routes/notice/route.ts'),

  // Schools
  route('schools/:schoolId', 'routes/school/route.tsx'),
  route('schools/:schoolId/acts', 'routes/school-acts/route.tsx'),
  route('schools/:schoolId/acts/:actId', 'routes/school-act/route.tsx'),
  route('schools/:schoolId/responsible', 'routes/school-responsible/route.tsx'),
  route('schools/:schoolId/responsible/new', 'routes/school-hand-over/route.tsx'),
  route('schools/:schoolId/problems', 'routes/school-problems/route.tsx'),
  route('files/:fileId', 'routes/file/route.ts'),
  route('reports/:reportId/edit', 'routes/report-edit/route.tsx'),
  route('reports/:reportId/save', 'routes/report-save/route.ts'),
  route('reports/:reportId/presence', 'routes/report-presence/route.ts'),
  route('reports/:reportId/check', 'routes/report-check/route.tsx'),
  route('reports/:reportId/filed', 'routes/report-filed/route.tsx'),
  route('reports/:reportId/print', 'routes/report-print/route.tsx'),
  route('reports/:reportId/form.xlsx', 'routes/report-form/route.ts'),
  route('reports/:reportId/import', 'routes/report-import/route.tsx'),

  // Schools and coordinators
  route('imports/:importId', 'routes/import/route.tsx'),
  route('imports/:importId/files/:fileId', 'routes/import-file/route.tsx'),
  route('imports/:importId/files/:fileId/remarks.xlsx', 'routes/import-remarks/route.ts'),

  // Coordinators
  route('reports/:reportId', 'routes/report/route.tsx'),
  route('campaigns/:campaignId/municipalities/:municipalityId/reports', 'routes/municipality-reports/route.tsx'),
  route('campaigns/:campaignId/municipalities/:municipalityId/queue', 'routes/queue/route.tsx'),
  route('campaigns/:campaignId/municipalities/:municipalityId/coverage', 'routes/municipality-coverage/route.tsx'),
  route('campaigns/:campaignId/municipalities/:municipalityId/plan', 'routes/plan/route.tsx'),
  route('campaigns/:campaignId/municipalities/:municipalityId/plan/edit', 'routes/plan-edit/route.tsx'),
  route('campaigns/:campaignId/municipalities/:municipalityId/calls', 'routes/calls/route.tsx'),
  route('campaigns/:campaignId/municipalities/:municipalityId/imports', 'routes/municipality-imports/route.tsx'),
  route('campaigns/:campaignId/municipalities/:municipalityId/forms.zip', 'routes/municipality-forms/route.ts'),
  ...summaryFiles('campaigns/:campaignId/municipalities/:municipalityId/summary', ['xlsx', 'csv', 'json']),

  // Coordinators and the ministry
  route('campaigns/:campaignId/behind/:figure', 'routes/behind/route.tsx'),
  route('campaigns/:campaignId/outliers', 'routes/outliers/route.tsx'),

  // Everyone whom a campaign binds
  route('campaigns/:campaignId/order', 'routes/order/route.tsx'),
  route('campaigns/:campaignId/calendar', 'routes/calendar/route.tsx'),
  route('campaigns/:campaignId/problems', 'routes/problems/route.tsx'),
  route('reports/:reportId/terms', 'routes/report-terms/route.tsx'),

  // Whoever sees the thing itself
  route('history/:subject/:id', 'routes/history/route.tsx'),

  // The ministry
  route('exports', 'routes/exports/route.tsx'),
  route('exports/:exportId.xlsx', 'routes/export-file/route.ts'),
  route('region', 'routes/region-home/route.tsx'),
  route('trust', 'routes/trust/route.tsx'),
  route('trust/rehearsal', 'routes/rehearsal/route.tsx'),
  route('campaigns/:campaignId/coverage', 'routes/region/route.tsx'),
  route('campaigns/:campaignId/plans', 'routes/plans/route.tsx'),
  route('campaigns/:campaignId/explore', 'routes/explore/route.tsx'),
  route('campaigns/:campaignId/explore/:format', 'routes/explore-file/route.ts'),
  route('campaigns/:campaignId/note/:month', 'routes/note/route.tsx'),
  route('campaigns/:campaignId/note/:month/edit', 'routes/note-edit/route.tsx'),
  route('campaigns/:campaignId/note/:month.docx', 'routes/note-document/route.ts'),
  route('campaigns/:campaignId/editions', 'routes/editions/route.tsx'),
  route('campaigns/:campaignId/editions/recipients', 'routes/edition-recipients/route.tsx'),
  route('campaigns/:campaignId/editions/:month/:number', 'routes/edition/route.tsx'),
  route('campaigns/:campaignId/editions/:month/:number.jsonl', 'routes/edition-document/route.ts'),
  ...summaryFiles('campaigns/:campaignId/summary', ['xlsx', 'csv', 'json']),

  // The administrator
  route('admin', 'routes/admin-home/route.tsx'),
  route('admin/organisations', 'routes/admin-organisations/route.tsx'),
  route('admin/organisations/new', 'routes/admin-organisation-new/route.tsx'),
  route('admin/organisations/:organisationId', 'routes/admin-organisation/route.tsx'),
  route('admin/organisations/:organisationId/succession', 'routes/admin-succession/route.tsx'),
  route('admin/people', 'routes/admin-people/route.tsx'),
  route('admin/people/new', 'routes/admin-person-new/route.tsx'),
  route('admin/people/:personId', 'routes/admin-person/route.tsx'),
  route('admin/people/:personId/role', 'routes/admin-person-role/route.tsx'),
  route('admin/second-factor', 'routes/admin-second-factor/route.tsx'),
  route('admin/campaigns', 'routes/admin-campaigns/route.tsx'),
  route('admin/jobs', 'routes/admin-jobs/route.tsx'),
  route('admin/outbox', 'routes/admin-outbox/route.tsx'),
  route('admin/history', 'routes/admin-history/route.tsx'),
] satisfies RouteConfig;

/** One screen under several addresses: each is told apart by its own. */
function summaryFiles(folder: string, endings: string[]) {
  return endings.map((ending) =>
    route(`${folder}/:at.${ending}`, 'routes/summary-file/route.ts', { id: `${folder}/${ending}` }),
  );
}

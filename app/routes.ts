import { index, type RouteConfig, route } from '@remix-run/route-config';

/** Every page of the product. `/health` is answered by the server itself, so that it works when pages do not. */
export default [
  // Anyone, as far as they see the thing itself
  index('routes/anyone/home/route.tsx'),
  route('sign-in', 'routes/anyone/sign-in/route.tsx'),
  route('sign-in/code', 'routes/anyone/sign-in-code/route.tsx'),
  route('sign-out', 'routes/anyone/sign-out/route.tsx'),
  route('invitation', 'routes/anyone/invitation/route.tsx'),
  route('open', 'routes/anyone/open/route.tsx'),
  route('open/:campaignId', 'routes/anyone/open-page/route.tsx'),
  route('open/:campaignId.json', 'routes/anyone/open-figures/route.ts'),
  route('account', 'routes/anyone/account/route.tsx'),
  route('account/second-factor', 'routes/anyone/second-factor/route.tsx'),
  route('language', 'routes/anyone/language/route.tsx'),
  route('notices', 'routes/anyone/notices/route.tsx'),
  route('notices/:noticeId', 'routes/anyone/notice/route.ts'),
  route('files/:fileId', 'routes/anyone/file/route.ts'),
  route('campaigns/:campaignId/order', 'routes/anyone/order/route.tsx'),
  route('campaigns/:campaignId/measures/:measureId', 'routes/anyone/measure/route.tsx'),
  route('campaigns/:campaignId/ladders/:ladderId', 'routes/anyone/ladder/route.tsx'),
  route('campaigns/:campaignId/calendar', 'routes/anyone/calendar/route.tsx'),
  route('campaigns/:campaignId/problems', 'routes/anyone/problems/route.tsx'),
  route('history/:subject/:id', 'routes/anyone/history/route.tsx'),

  // Schools
  route('schools/:schoolId', 'routes/school/school/route.tsx'),
  route('schools/:schoolId/reports', 'routes/school/school-reports/route.tsx'),
  route('schools/:schoolId/acts', 'routes/school/school-acts/route.tsx'),
  route('schools/:schoolId/acts/:actId', 'routes/school/school-act/route.tsx'),
  route('schools/:schoolId/responsible', 'routes/school/school-responsible/route.tsx'),
  route('schools/:schoolId/responsible/new', 'routes/school/school-hand-over/route.tsx'),
  route('schools/:schoolId/problems', 'routes/school/school-problems/route.tsx'),
  route('reports/:reportId/edit', 'routes/school/report-edit/route.tsx'),
  route('reports/:reportId/save', 'routes/school/report-save/route.ts'),
  route('reports/:reportId/presence', 'routes/school/report-presence/route.ts'),
  route('reports/:reportId/check', 'routes/school/report-check/route.tsx'),
  route('reports/:reportId/filed', 'routes/school/report-filed/route.tsx'),
  route('reports/:reportId/print', 'routes/school/report-print/route.tsx'),
  route('reports/:reportId/form.xlsx', 'routes/school/report-form/route.ts'),
  route('reports/:reportId/import', 'routes/school/report-import/route.tsx'),

  // Coordinators, and where they look together with schools or the ministry
  route('imports/:importId', 'routes/municipality/import/route.tsx'),
  route('imports/:importId/files/:fileId', 'routes/municipality/import-file/route.tsx'),
  route('imports/:importId/files/:fileId/remarks.xlsx', 'routes/municipality/import-remarks/route.ts'),
  route('reports/:reportId', 'routes/municipality/report/route.tsx'),
  route(
    'campaigns/:campaignId/municipalities/:municipalityId/reports',
    'routes/municipality/municipality-reports/route.tsx',
  ),
  route('campaigns/:campaignId/municipalities/:municipalityId/queue', 'routes/municipality/queue/route.tsx'),
  route(
    'campaigns/:campaignId/municipalities/:municipalityId/coverage',
    'routes/municipality/municipality-coverage/route.tsx',
  ),
  route('campaigns/:campaignId/municipalities/:municipalityId/plan', 'routes/municipality/plan/route.tsx'),
  route('campaigns/:campaignId/municipalities/:municipalityId/plan/edit', 'routes/municipality/plan-edit/route.tsx'),
  route('campaigns/:campaignId/municipalities/:municipalityId/calls', 'routes/municipality/calls/route.tsx'),
  route(
    'campaigns/:campaignId/municipalities/:municipalityId/imports',
    'routes/municipality/municipality-imports/route.tsx',
  ),
  route(
    'campaigns/:campaignId/municipalities/:municipalityId/forms.zip',
    'routes/municipality/municipality-forms/route.ts',
  ),
  ...summaryFiles('campaigns/:campaignId/municipalities/:municipalityId/summary', ['xlsx', 'csv', 'json']),
  route('campaigns/:campaignId/behind/:figure', 'routes/municipality/behind/route.tsx'),
  route('campaigns/:campaignId/targets/:figure', 'routes/municipality/behind-target/route.tsx'),
  route('campaigns/:campaignId/outliers', 'routes/municipality/outliers/route.tsx'),
  route('reports/:reportId/terms', 'routes/municipality/report-terms/route.tsx'),

  // The ministry
  route('exports', 'routes/ministry/exports/route.tsx'),
  route('exports/:exportId.xlsx', 'routes/ministry/export-file/route.ts'),
  route('region', 'routes/ministry/region-home/route.tsx'),
  route('trust', 'routes/ministry/trust/route.tsx'),
  route('trust/rehearsal', 'routes/ministry/rehearsal/route.tsx'),
  route('campaigns/:campaignId/coverage', 'routes/ministry/region/route.tsx'),
  route('campaigns/:campaignId/plans', 'routes/ministry/plans/route.tsx'),
  route('campaigns/:campaignId/explore', 'routes/ministry/explore/route.tsx'),
  route('campaigns/:campaignId/explore/:format', 'routes/ministry/explore-file/route.ts'),
  route('campaigns/:campaignId/note/:month', 'routes/ministry/note/route.tsx'),
  route('campaigns/:campaignId/note/:month/edit', 'routes/ministry/note-edit/route.tsx'),
  route('campaigns/:campaignId/note/:month.docx', 'routes/ministry/note-document/route.ts'),
  route('campaigns/:campaignId/editions', 'routes/ministry/editions/route.tsx'),
  route('campaigns/:campaignId/editions/recipients', 'routes/ministry/edition-recipients/route.tsx'),
  route('campaigns/:campaignId/editions/:month/:number', 'routes/ministry/edition/route.tsx'),
  route('campaigns/:campaignId/editions/:month/:number.jsonl', 'routes/ministry/edition-document/route.ts'),
  ...summaryFiles('campaigns/:campaignId/summary', ['xlsx', 'csv', 'json']),

  // The administrator
  route('admin', 'routes/administrator/home/route.tsx'),
  route('admin/organisations', 'routes/administrator/organisations/route.tsx'),
  route('admin/organisations/new', 'routes/administrator/organisation-new/route.tsx'),
  route('admin/organisations/:organisationId', 'routes/administrator/organisation/route.tsx'),
  route('admin/organisations/:organisationId/succession', 'routes/administrator/succession/route.tsx'),
  route('admin/people', 'routes/administrator/people/route.tsx'),
  route('admin/people/new', 'routes/administrator/person-new/route.tsx'),
  route('admin/people/:personId', 'routes/administrator/person/route.tsx'),
  route('admin/people/:personId/role', 'routes/administrator/person-role/route.tsx'),
  route('admin/second-factor', 'routes/administrator/second-factor/route.tsx'),
  route('admin/campaigns', 'routes/administrator/campaigns/route.tsx'),
  route('admin/campaigns/:campaignId', 'routes/administrator/campaign/route.tsx'),
  route('admin/jobs', 'routes/administrator/jobs/route.tsx'),
  route('admin/outbox', 'routes/administrator/outbox/route.tsx'),
  route('admin/history', 'routes/administrator/history/route.tsx'),
] satisfies RouteConfig;

/** One screen under several addresses: each is told apart by its own. */
function summaryFiles(folder: string, endings: string[]) {
  return endings.map((ending) =>
    route(`${folder}/:at.${ending}`, 'routes/municipality/summary-file/route.ts', { id: `${folder}/${ending}` }),
  );
}

import { index, type RouteConfig, route } from '@remix-run/route-config';

/** Every page of the product. `/health` is answered by the server itself, so that it works when pages do not. */
export default [
  index('routes/home/route.tsx'),

  // Anyone
  route('sign-in', 'routes/sign-in/route.tsx'),
  route('sign-out', 'routes/sign-out/route.tsx'),
  route('invitation', 'routes/invitation/route.tsx'),
  route('account', 'routes/account/route.tsx'),
  route('language', 'routes/language/route.tsx'),

  // Schools
  route('schools/:schoolId', 'routes/school/route.tsx'),
  route('reports/:reportId/edit', 'routes/report-edit/route.tsx'),
  route('reports/:reportId/check', 'routes/report-check/route.tsx'),
  route('reports/:reportId/filed', 'routes/report-filed/route.tsx'),
  route('reports/:reportId/print', 'routes/report-print/route.tsx'),

  // Coordinators
  route('reports/:reportId', 'routes/report/route.tsx'),
  route('campaigns/:campaignId/municipalities/:municipalityId/reports', 'routes/municipality-reports/route.tsx'),
  route('campaigns/:campaignId/municipalities/:municipalityId/coverage', 'routes/municipality-coverage/route.tsx'),

  // Everyone whom a campaign binds
  route('campaigns/:campaignId/order', 'routes/order/route.tsx'),

  // The ministry
  route('region', 'routes/region-home/route.tsx'),
  route('campaigns/:campaignId/coverage', 'routes/region/route.tsx'),
  route('campaigns/:campaignId/summary/:at.xlsx', 'routes/summary-workbook/route.ts'),

  // The administrator
  route('admin', 'routes/admin-home/route.tsx'),
  route('admin/organisations', 'routes/admin-organisations/route.tsx'),
  route('admin/organisations/new', 'routes/admin-organisation-new/route.tsx'),
  route('admin/organisations/:organisationId', 'routes/admin-organisation/route.tsx'),
  route('admin/people', 'routes/admin-people/route.tsx'),
  route('admin/people/new', 'routes/admin-person-new/route.tsx'),
  route('admin/people/:personId', 'routes/admin-person/route.tsx'),
  route('admin/people/:personId/role', 'routes/admin-person-role/route.tsx'),
  route('admin/campaigns', 'routes/admin-campaigns/route.tsx'),
  route('admin/jobs', 'routes/admin-jobs/route.tsx'),
] satisfies RouteConfig;

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

  // The ministry
  route('region', 'routes/region-home/route.tsx'),
  route('campaigns/:campaignId/summary/:at.xlsx', 'routes/summary-workbook/route.ts'),
] satisfies RouteConfig;

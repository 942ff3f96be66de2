import { type ActionFunctionArgs, data } from '@remix-run/node';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields } from '#app/http/form-fields.server.ts';
import { idFrom, noSuchPage } from '#app/http/params.server.ts';
import { attendReport } from '#app/use-cases/reports/attend-report.server.ts';
import { checkMayFill } from '#app/use-cases/reports/see-report.server.ts';

/** A page tells that it is open, and learns who else is there and what they saved. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const reportId = idFrom(params.reportId);
  const { version = '' } = await formFields(request);
  if (!/^\d{1,9}$/.test(version)) {
    await answer(() => checkMayFill(ctx, reportId));
    throw data(null, { status: 400 });
  }
  return Response.json(await answer(() => attendReport(ctx, { reportId, version: Number(version) })));
}

/** Only scripts come here; its address alone is no page. */
export function loader() {
  return noSuchPage();
}

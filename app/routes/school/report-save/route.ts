import { type ActionFunctionArgs, data } from '@remix-run/node';
import { answer, attempt } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields } from '#app/http/form-fields.server.ts';
import { idFrom, noSuchPage } from '#app/http/params.server.ts';
import { attendReport } from '#app/use-cases/reports/attend-report.server.ts';
import { saveReport } from '#app/use-cases/reports/save-report.server.ts';
import { checkMayFill } from '#app/use-cases/reports/see-report.server.ts';

/**
 * Saves what a page has typed, for its script: 200 with the new version, what can't be read and what
 * filing it would ask; 409 with what somebody
 * else has saved (`newer`), or without it when the report takes nothing more. `person` is who typed it: another one who
 * has signed in meanwhile does not save it under their name (401).
 */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const reportId = idFrom(params.reportId);
  const { version: typedOn = '', person, ...typed } = await formFields(request);
  const isRead = /^\d{1,9}$/.test(typedOn);
  if (!isRead || person !== String(ctx.user.id)) {
    await answer(() => checkMayFill(ctx, reportId));
    throw data(null, { status: isRead ? 401 : 400 });
  }
  const version = Number(typedOn);
  const result = await attempt(() => saveReport(ctx, { reportId, version, typed }));
  if ('done' in result) return Response.json(result.done);
  const newer = result.refusal.kind === 'changedMeanwhile' && (await attendReport(ctx, { reportId, version })).newer;
  return Response.json({ newer: newer || undefined }, { status: 409 });
}

/** Only scripts come here; its address alone is no page. */
export function loader() {
  return noSuchPage();
}

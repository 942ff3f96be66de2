import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import type { NoticeKind } from '#app/domain/notices/notice.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { openNotice } from '#app/use-cases/notices/notices.server.ts';

type Target = Pick<Awaited<ReturnType<typeof openNotice>>, 'kind' | 'reportId' | 'campaignId' | 'organisationId'>;

/** Where a letter's link and the list lead: to what the notice is about. Having been there is having read it. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const notice = await answer(() => openNotice(ctx, idFrom(params.noticeId)));
  return redirect(targetOf(notice));
}

/** News of one's own access. */
const aboutFactor: readonly NoticeKind[] = ['factorOn', 'factorOff', 'factorReset', 'recoveryUsed'];

/** What does not go by itself any more. */
const aboutWork: readonly NoticeKind[] = ['jobFailed', 'lettersStuck', 'schedulerAway'];

function targetOf({ kind, reportId, campaignId, organisationId }: Target): string {
  if (aboutFactor.includes(kind)) return paths.secondFactor();
  if (kind === 'letterGivenUp') return paths.outbox({ show: 'unsent' });
  if (kind === 'fileReady') return paths.exports();
  if (aboutWork.includes(kind)) return paths.trust();
  if (reportId !== null) return paths.report(reportId);
  if (kind === 'reviewerIdle' && campaignId !== null && organisationId !== null) {
    return paths.municipalityReports(campaignId, organisationId);
  }
  return organisationId === null ? paths.notices() : paths.school(organisationId);
}

/** What the page's forms ask for, from the posted fields to the use cases. */
import { redirect } from '@remix-run/node';
import { isBlank } from '#app/domain/readable-text.ts';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { oneOf } from '#app/http/form-fields.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import type { UserContext } from '#app/use-cases/context.server.ts';
import { beginAmendment, dropAmendment } from '#app/use-cases/reports/amend-report.server.ts';
import { reviewReport } from '#app/use-cases/reports/review-report.server.ts';
import { checkMayReview } from '#app/use-cases/reports/see-report.server.ts';

type Fields = Record<string, string>;

const remarkPrefix = 'remark:';

/** Does what the button says; a refusal comes back with everything that was typed. */
export async function decide(ctx: UserContext, reportId: number, fields: Fields) {
  const intent = oneOf(fields.intent, ['accept', 'return', 'amend', 'dropAmendment']);
  switch (intent) {
    case 'accept':
    case 'return':
      return review(ctx, { reportId, intent, fields });
    case 'amend': {
      const result = await attempt(() => beginAmendment(ctx, { reportId, reason: fields.reason ?? '' }));
      return 'refusal' in result ? refusedWith(result.refusal, fields) : redirect(paths.editReport(reportId));
    }
    case 'dropAmendment': {
      const version = idFrom(fields.version);
      const result = await attempt(() => dropAmendment(ctx, { reportId, version }));
      if ('refusal' in result) return refusedWith(result.refusal, fields);
      return redirect(paths.reviewedReport(reportId, 'dropped'));
    }
  }
}

type Reviewing = { reportId: number; intent: 'accept' | 'return'; fields: Fields };

async function review(ctx: UserContext, { reportId, intent, fields }: Reviewing) {
  const { category = '', reason = '' } = fields;
  const ordinal = idFrom(fields.ordinal);
  const remarks = Object.entries(fields)
    .filter(([name]) => name.startsWith(remarkPrefix))
    .map(([name, text]) => ({ item: name.slice(remarkPrefix.length), text }));
  if (intent === 'accept' && [reason, ...remarks.map(({ text }) => text)].some((text) => !isBlank(text))) {
    await answer(() => checkMayReview(ctx, reportId));
    return refusedWith({ kind: 'fields', faults: [{ field: 'reason', code: 'withRemarks' }] }, fields);
  }
  const result = await attempt(() =>
    intent === 'return'
      ? reviewReport(ctx, { reportId, ordinal, decision: 'returned', category, reason, remarks })
      : reviewReport(ctx, { reportId, ordinal, decision: 'accepted' }),
  );
  if ('refusal' in result) return refusedWith(result.refusal, fields);
  return redirect(paths.reviewedReport(reportId, intent === 'return' ? 'returned' : 'accepted'));
}

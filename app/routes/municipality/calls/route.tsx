import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields, oneOf } from '#app/http/form-fields.server.ts';
import { dateKeyFrom, idFrom, noSuchPage } from '#app/http/params.server.ts';
import { type DateShown, dateKey, paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { fieldWords } from '#app/text/refusal-words.ts';
import { reportDay } from '#app/text/report-day.ts';
import { Button } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { fieldId } from '#app/ui/field.tsx';
import { FilterLinks } from '#app/ui/filter-links.tsx';
import { Page } from '#app/ui/page.tsx';
import { PrintButton } from '#app/ui/print-button.tsx';
import { State } from '#app/ui/state.tsx';
import { noteCall, remindAllSchools, remindSchool, seeCallList } from '#app/use-cases/reports/call-list.server.ts';
import { orderName } from '../../_campaign/campaign.ts';
import { FoldedLinks } from '../../_campaign/folded-links.tsx';
import { MunicipalityTabs } from '../../_campaign/municipality-tabs.tsx';
import css from './calls.module.css';
import type { Done } from './done.ts';
import { DoneNotice } from './done-notice.tsx';
import { CallTable, UnreachableSchools } from './tables.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, (speech) => (data ? `${titleOf(data, speech)} – ${data.municipality.name}` : speech.t.calls.tab));

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const where = { campaignId: idFrom(params.campaignId), municipalityId: idFrom(params.municipalityId) };
  const asked = dateKeyFrom(new URL(request.url).searchParams.get('date'));
  const seen = await answer(() => seeCallList(ctx, { ...where, ...asked }));
  return {
    ...seen,
    campaigns: seen.campaigns.map(({ id, order }) => ({ id, order })),
    campaign: {
      id: seen.campaign.id,
      order: seen.campaign.order,
      asksForProblems: seen.campaign.asksForProblems,
      asksForPlan: seen.campaign.asksForPlan,
      closing: seen.campaign.closing,
      scope: seen.campaign.scope,
    },
    dates: seen.dates.map(shownDate),
    date: seen.date && shownDate(seen.date),
  };
}

const shownDate = ({ asOf, formId, formName }: DateShown): DateShown => ({ asOf, formId, formName });

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const where = { campaignId: idFrom(params.campaignId), municipalityId: idFrom(params.municipalityId) };
  const typed = await formFields(request);
  const intent = oneOf(typed.intent, ['remindAll', 'remind', 'call']);
  const act = async (): Promise<Done> => {
    if (intent === 'remindAll') {
      const { asOf = noSuchPage(), formId } = dateKeyFrom(typed.date ?? null);
      return { outcome: 'all', ...(await remindAllSchools(ctx, { ...where, asOf, formId })) };
    }
    const reportId = idFrom(typed.report);
    if (intent === 'remind') return remindSchool(ctx, { reportId });
    return { outcome: 'call', ...(await noteCall(ctx, { reportId, note: typed[`note:${reportId}`] ?? '' })) };
  };
  const result = await attempt(act);
  return 'refusal' in result ? refusedWith(result.refusal, typed) : { done: result.done };
}

/** Who is to be called today: names, phones, how late, when they were last reached; one click reminds. */
export default function Calls() {
  const shown = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const speech = useText();
  const { t, format } = speech;
  const { municipality, campaign, campaigns, date, dates, calls, unreachable, canRemind } = shown;
  const { municipalityId } = municipality;
  const words = t.calls;
  const refused = result && 'refusal' in result ? result : undefined;
  const faults = refused?.refusal.kind === 'fields' ? refused.refusal.faults : [];
  const errors = new Map(
    faults.map(({ field, code }) => [field, fieldWords(code, speech, { tooLong: words.tooLong })]),
  );
  return (
    <Page
      breadcrumbs={[{ text: municipality.region }, { text: municipality.name }]}
      caption={`${municipality.name}. ${orderName(campaign.order, speech)}`}
      title={titleOf(shown, speech)}
      actions={<PrintButton look="secondary" />}
    >
      <ErrorSummary
        title={t.everywhere.form.errorsTitle}
        errors={[...errors].map(([field, text]) => ({ href: `#${fieldId(field)}`, text }))}
      />
      <div className={css.screenOnly}>
        {result && 'done' in result && <DoneNotice done={result.done} />}
        <MunicipalityTabs campaign={campaign} municipalityId={municipalityId} now="calls" />
        {campaigns.length > 1 && (
          <FilterLinks
            label={t.region.campaigns}
            options={campaigns.map(({ id, order }) => ({
              href: paths.calls(id, municipalityId),
              text: orderName(order, speech),
              current: id === campaign.id,
            }))}
          />
        )}
        <FoldedLinks
          label={t.review.municipality.dates}
          earlier={t.review.municipality.earlierDates}
          options={dates.map((one) => ({
            href: paths.calls(campaign.id, municipalityId, one),
            text: reportDay(one, format),
            current: date !== null && dateKey(one) === dateKey(date),
          }))}
        />
      </div>
      {!date && <State kind="noData">{words.noDatesText}</State>}
      {date && !shown.closed && calls.length === 0 && <p>{words.allReportedText}</p>}
      {date && calls.length > 0 && (
        <>
          {canRemind && (
            <form method="post" className={css.screenOnly}>
              <input type="hidden" name="date" value={dateKey(date)} />
              <p>{words.remindText}</p>
              <p>
                <Button name="intent" value="remindAll">
                  {words.remindAll(calls.length)}
                </Button>
              </p>
            </form>
          )}
          <CallTable
            calls={calls}
            caption={words.caption(reportDay(date, format))}
            today={shown.today}
            canRemind={canRemind}
            errors={errors}
            typed={refused?.typed ?? {}}
          />
        </>
      )}
      <UnreachableSchools schools={unreachable} />
    </Page>
  );
}

function titleOf(
  { date, calls, closed }: { date: DateShown | null; calls: readonly unknown[]; closed: boolean },
  { t, format }: Speech,
): string {
  if (closed) return t.calls.closed;
  if (!date) return t.calls.noDates;
  const day = reportDay(date, format);
  return calls.length === 0 ? t.calls.allReported(day) : t.calls.title(calls.length, day);
}

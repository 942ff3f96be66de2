import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { may } from '#app/domain/people/permissions.ts';
import { answer, attempt, refusedWith } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { formFields } from '#app/http/form-fields.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { refusalWords } from '#app/text/refusal-words.ts';
import { reportDay } from '#app/text/report-day.ts';
import { Button } from '#app/ui/button.tsx';
import { FilterLinks } from '#app/ui/filter-links.tsx';
import { Link } from '#app/ui/link.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { acceptReports, type Chosen, type Skipped } from '#app/use-cases/reports/accept-reports.server.ts';
import { seeQueue } from '#app/use-cases/reports/see-queue.server.ts';
import { orderName } from '../../_campaign/campaign.ts';
import { MunicipalityTabs } from '../../_campaign/municipality-tabs.tsx';
import { boxPrefix, ChooseAll, WaitingTable } from './waiting-table.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, (speech) =>
    data ? `${titleOf(data.total, speech)} – ${data.municipality.name}` : speech.t.everywhere.navigation.review,
  );

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const where = { campaignId: idFrom(params.campaignId), municipalityId: idFrom(params.municipalityId) };
  const seen = await answer(() => seeQueue(ctx, where));
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
    seesRegion: may.seeRegion(ctx.user, seen.municipality),
  };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await userContext({ request, context });
  const where = { campaignId: idFrom(params.campaignId), municipalityId: idFrom(params.municipalityId) };
  const chosen = chosenIn(await formFields(request));
  const result = await attempt(() => acceptReports(ctx, { ...where, chosen }));
  return 'refusal' in result ? refusedWith(result.refusal, {}) : result.done;
}

/** `accept:<report>=<ordinal>`: the filing that stood in the list, so that nobody accepts one unseen. */
function chosenIn(fields: Record<string, string>): Chosen[] {
  return Object.entries(fields).map(([name, ordinal]) => {
    if (!name.startsWith(boxPrefix)) throw data(null, { status: 400 });
    return { reportId: idFrom(name.slice(boxPrefix.length)), ordinal: idFrom(ordinal) };
  });
}

/** What waits for the coordinator: the longest waiting first, several accepted at once where nothing has to be read. */
export default function Queue() {
  const { municipality, campaigns, campaign, waiting, total, mayReview, seesRegion } = useLoaderData<typeof loader>();
  const speech = useText();
  const { t, format } = speech;
  const words = t.queue;
  const { municipalityId } = municipality;
  const canAcceptSome = mayReview && waiting.some(({ obstacle }) => obstacle === null);
  return (
    <Page
      breadcrumbs={[
        { text: municipality.region, href: seesRegion ? paths.region(campaign.id) : undefined },
        { text: municipality.name, href: paths.municipalityReports(campaign.id, municipalityId) },
        { text: t.everywhere.navigation.review },
      ]}
      caption={`${municipality.name}. ${orderName(campaign.order, speech)}`}
      title={titleOf(total, speech)}
      lead={total === 0 ? undefined : mayReview ? words.lead : words.leadReading}
    >
      <Outcome />
      <MunicipalityTabs campaign={campaign} municipalityId={municipalityId} now="queue" />
      {campaigns.length > 1 && (
        <FilterLinks
          label={t.region.campaigns}
          options={campaigns.map(({ id, order }) => ({
            href: paths.queue(id, municipalityId),
            text: orderName(order, speech),
            current: id === campaign.id,
          }))}
        />
      )}
      {total === 0 ? (
        <State kind="nothingFound" title={words.none}>
          {words.noneText}
        </State>
      ) : (
        <form method="post">
          {waiting.length < total && <p>{words.shown(format.integer(waiting.length), format.integer(total))}</p>}
          {canAcceptSome && <ChooseAll />}
          <WaitingTable waiting={waiting} mayReview={mayReview} />
          {canAcceptSome && <Button>{words.accept}</Button>}
        </form>
      )}
    </Page>
  );
}

function titleOf(total: number, { t, format }: Speech): string {
  return total === 0 ? t.queue.none : t.queue.title(format.integer(total), total);
}

/** What has become of the chosen ones; those skipped are named. */
function Outcome() {
  const result = useActionData<typeof action>();
  const speech = useText();
  const { t, format } = speech;
  const words = t.queue;
  if (!result) return null;
  if ('refusal' in result) {
    const [fault] = result.refusal.kind === 'fields' ? result.refusal.faults : [];
    const { title, text } = refusalWords(result.refusal, speech);
    const own = fault && (fault.code === 'tooMany' ? words.chosenTooMany : words.chosenMissing);
    return (
      <Notice kind="problem" title={own ?? title} announce="alert">
        {!own && <p>{text}</p>}
      </Notice>
    );
  }
  const { accepted, skipped } = result;
  return (
    <>
      {accepted > 0 ? (
        <Notice kind="success" title={words.accepted(format.integer(accepted), accepted)} announce="status" />
      ) : (
        <Notice kind="warning" title={words.nothingAccepted} announce="alert" />
      )}
      {skipped.length > 0 && (
        <Notice kind="warning" title={words.skippedTitle(format.integer(skipped.length), skipped.length)}>
          <ul>
            {skipped.map((one) => (
              <li key={one.reportId}>
                <Link href={paths.report(one.reportId)}>
                  <span lang="ru">{one.school}</span>, {t.school.report(reportDay(one, format))}
                </Link>
                : {whyOf(one, speech)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

function whyOf({ why, decision, by, at }: Skipped, { t, format }: Speech): string {
  return t.queue.skipped({ why, decision }, by ?? '', at ? format.dateTime(at) : '');
}

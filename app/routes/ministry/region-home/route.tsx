import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { reportDay } from '#app/text/report-day.ts';
import { Page } from '#app/ui/page.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { TaskList } from '#app/ui/task-list.tsx';
import { type CampaignLine, seeCampaignsHome, type Wrong } from '#app/use-cases/territory/see-campaigns-home.server.ts';
import { campaignName, coveredText } from '../../_campaign/campaign.ts';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.region.home.title);

/** With one campaign there is nothing to choose from: its own page. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const campaigns = await answer(() => seeCampaignsHome(ctx));
  const [first] = campaigns;
  return first && campaigns.length === 1 ? redirect(paths.region(first.id)) : { campaigns };
}

/** Every campaign in one line that is true of its kind, what is wrong today first, closed ones below. */
export default function RegionHome() {
  const { campaigns } = useLoaderData<typeof loader>();
  const speech = useText();
  const { t } = speech;
  const words = t.region.home;
  if (campaigns.length === 0) {
    return <Page title={t.everywhere.states.noData.title} lead={t.everywhere.states.noData.text} />;
  }
  const open = campaigns.filter(({ closed }) => !closed);
  const closed = campaigns.filter((campaign) => campaign.closed);
  return (
    <Page title={words.title} lead={words.wrong(campaigns.filter(({ wrong }) => wrong.length > 0).length)}>
      {open.length > 0 && (
        <section>
          <h2>{words.inForce}</h2>
          <Campaigns campaigns={open} speech={speech} />
        </section>
      )}
      {closed.length > 0 && (
        <section>
          <h2>{words.closed}</h2>
          <Campaigns campaigns={closed} speech={speech} />
        </section>
      )}
    </Page>
  );
}

function Campaigns({ campaigns, speech }: { campaigns: readonly CampaignLine[]; speech: Speech }) {
  const words = speech.t.region.home;
  return (
    <TaskList
      tasks={campaigns.map((campaign) => ({
        key: String(campaign.id),
        href: paths.region(campaign.id),
        title: campaignName(campaign, speech),
        hint: (
          <>
            {capitalised(saidOf(campaign, speech).join('; '))}.
            {campaign.wrong.length > 0 && (
              <>
                {' '}
                <strong>{capitalised(campaign.wrong.map((one) => faultOf(one, speech)).join('; '))}.</strong>
              </>
            )}
          </>
        ),
        status:
          campaign.wrong.length > 0 ? (
            <Tag tone="warning">{words.attention}</Tag>
          ) : (
            <Tag tone={campaign.closed ? 'neutral' : 'good'}>
              {campaign.closed && campaign.closing
                ? speech.t.campaign.closed.tag(speech.format.day(campaign.closing.on))
                : words.fine}
            </Tag>
          ),
      }))}
    />
  );
}

/** What is true of this kind of campaign: a coverage, the last report, or what it asks for. */
function saidOf({ target, begins, covered, last, measures }: CampaignLine, speech: Speech): string[] {
  const { t, format } = speech;
  const words = t.region.home;
  if (begins) return [words.begins(format.month(begins))];
  const said: string[] = [];
  if (covered && target) {
    said.push(words.covered(coveredText(covered.share, target.threshold, speech), format.day(covered.asOf)));
    if (target.per === 'municipality') said.push(words.met(format.share(covered.met.n, covered.met.of)));
  }
  if (last) said.push(words.filed(reportDay(last, format), format.share(last.filed.n, last.filed.of)));
  if (said.length > 0) return said;
  return [measures > 0 ? words.measures(format.integer(measures), measures) : words.nothing];
}

function faultOf(wrong: Wrong, { t, format }: Speech): string {
  const words = t.region.home.faults;
  switch (wrong.kind) {
    case 'overdue':
      return words.overdue(format.integer(wrong.reports), wrong.reports);
    case 'missed':
      return words.missed(format.day(wrong.by));
    case 'notCompiled':
    case 'notSent':
      return words[wrong.kind](format.month(wrong.month));
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { idFrom, pageFrom } from '#app/http/params.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Page } from '#app/ui/page.tsx';
import { Pager } from '#app/ui/table.tsx';
import { seeReportsOfSchool } from '#app/use-cases/organisations/see-school.server.ts';
import { orderName } from '../../_campaign/campaign.ts';
import { filedLine } from '../../_report/filed-line.ts';
import { FiledReports } from '../../_report/filed-reports.tsx';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, ({ t }) => [t.school.all.title, data?.school.name].filter(Boolean).join(' – '));

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const page = pageFrom(new URL(request.url).searchParams.get('page'));
  const seen = await answer(() => seeReportsOfSchool(ctx, { schoolId: idFrom(params.schoolId), page }));
  const { school, campaigns, reports, isLast } = seen;
  return {
    school: { id: school.schoolId, name: school.name },
    campaigns,
    reports: reports.map(filedLine),
    page,
    isLast,
  };
}

/** Everything that a school owes or has filed, however long ago. */
export default function SchoolReports() {
  const { school, campaigns, reports, page, isLast } = useLoaderData<typeof loader>();
  const speech = useText();
  const words = speech.t.school.all;
  const nameOf = (campaignId: number) => {
    const campaign = campaigns.find(({ id }) => id === campaignId);
    return campaign && orderName(campaign.order, speech);
  };
  return (
    <Page
      breadcrumbs={[{ text: school.name, href: paths.school(school.id) }, { text: words.title }]}
      caption={<span lang="ru">{school.name}</span>}
      title={words.title}
    >
      <FiledReports
        caption={words.caption}
        reports={reports}
        order={({ campaignId }) => nameOf(campaignId)}
        empty={speech.t.school.lead.nothingOpen}
      />
      <Pager
        previous={page > 1 ? paths.schoolReports(school.id, page - 1) : null}
        next={isLast ? null : paths.schoolReports(school.id, page + 1)}
      />
    </Page>
  );
}

import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { anonymousContext } from '#app/http/context.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { pageTitle } from '#app/text/page-title.ts';
import { Link } from '#app/ui/link.tsx';
import { Page } from '#app/ui/page.tsx';
import { State } from '#app/ui/state.tsx';
import { seeOpenCampaigns } from '#app/use-cases/territory/see-open-page.server.ts';
import { orderName } from '../../_campaign/campaign.ts';

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, ({ t }) => t.openPage.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  return { campaigns: await seeOpenCampaigns(anonymousContext({ request, context })) };
}

/** The orders whose figures everybody may see. */
export default function Open() {
  const { campaigns } = useLoaderData<typeof loader>();
  const speech = useText();
  const { t } = speech;
  return (
    <Page title={t.openPage.title} lead={campaigns.length > 0 && t.openPage.lead}>
      {campaigns.length === 0 ? (
        <State kind="noData" action={<Link href={paths.signIn()}>{t.signIn.title}</Link>}>
          {t.openPage.none}
        </State>
      ) : (
        <ul>
          {campaigns.map(({ id, order, scope }) => (
            <li key={id}>
              <Link href={paths.openPage(id)}>{`${scope}. ${orderName(order, speech)}`}</Link>
              <br />
              <span lang="ru">{order.title}</span>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

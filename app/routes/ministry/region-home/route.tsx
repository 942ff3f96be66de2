import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Page } from '#app/ui/page.tsx';
import { campaignsOfViewer } from '#app/use-cases/territory/see-region.server.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const [first] = await answer(() => campaignsOfViewer(ctx));
  return first ? redirect(paths.region(first.id)) : null;
}

/** Reached only while no order has been opened for the region. */
export default function RegionHome() {
  const { t } = useText();
  return <Page title={t.everywhere.states.noData.title} lead={t.everywhere.states.noData.text} />;
}

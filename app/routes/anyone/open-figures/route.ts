import type { LoaderFunctionArgs } from '@remix-run/node';
import { answer } from '#app/http/answer.server.ts';
import { anonymousContext } from '#app/http/context.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { seeOpenPage } from '#app/use-cases/territory/see-open-page.server.ts';

/** The open page as JSON, for other programs: the same figures, n and N beside each percentage. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const page = await answer(() => seeOpenPage(anonymousContext({ request, context }), idFrom(params.campaignId)));
  const body = JSON.stringify(page, null, 2);
  return new Response(body, {
    headers: { 'content-type': 'application/json; charset=utf-8', 'access-control-allow-origin': '*' },
  });
}

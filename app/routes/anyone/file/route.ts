import type { LoaderFunctionArgs } from '@remix-run/node';
import { mediaTypes } from '#app/domain/organisations/file.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { download } from '#app/http/download.server.ts';
import { idFrom } from '#app/http/params.server.ts';
import { seeFile } from '#app/use-cases/organisations/keep-file.server.ts';

/** A document that somebody uploaded, as a download alone. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const { id, name, type, content } = await answer(() => seeFile(ctx, idFrom(params.fileId)));
  return download(content, { type: mediaTypes[type], name, plainName: `document-${id}.${type}` });
}

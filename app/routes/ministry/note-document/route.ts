import type { LoaderFunctionArgs } from '@remix-run/node';
import { noteFile, noteFileName } from '#app/documents/note/note-document.server.ts';
import { noteType } from '#app/documents/note/word.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { download } from '#app/http/download.server.ts';
import { editionFrom, idFrom, monthFrom, noSuchPage } from '#app/http/params.server.ts';
import { today } from '#app/use-cases/context.server.ts';
import { seeNote } from '#app/use-cases/editions/note.server.ts';

/** The analytic note as a Word document. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const month = monthFrom(params.month, today(ctx));
  const edition = editionFrom(new URL(request.url).searchParams.get('edition'));
  const { scope, note } = await answer(() => seeNote(ctx, { campaignId: idFrom(params.campaignId), month, edition }));
  if (!note) return noSuchPage();
  const document = { note, region: scope.region };
  return download(await noteFile(document, ctx.now), {
    type: noteType,
    name: noteFileName(document),
    plainName: `spravka-${month}.docx`,
  });
}

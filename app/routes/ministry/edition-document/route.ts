import type { LoaderFunctionArgs } from '@remix-run/node';
import { parseMonth } from '#app/domain/calendar.ts';
import { archiveFile } from '#app/domain/editions/archive.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { download } from '#app/http/download.server.ts';
import { idFrom, noSuchPage } from '#app/http/params.server.ts';
import { editionDocument } from '#app/use-cases/editions/see-editions.server.ts';

/** The edition itself: the file whose SHA-256 its page shows. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const name = { month: parseMonth(params.month ?? '') ?? noSuchPage(), number: idFrom(params.number) };
  const lines = await answer(() => editionDocument(ctx, { campaignId: idFrom(params.campaignId), ...name }));
  const file = archiveFile(name);
  return download(streamOf(lines), { type: 'application/jsonl; charset=utf-8', name: file, plainName: file });
}

/** A line is read when the reader has taken the one before it. */
function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(`${value}\n`));
    },
    cancel: async () => {
      await lines.return(undefined);
    },
  });
}

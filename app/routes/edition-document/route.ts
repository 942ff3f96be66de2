import { Readable } from 'node:stream';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { archiveFile } from '#app/domain/archive.ts';
import { parseMonth } from '#app/domain/calendar.ts';
import { answer } from '#app/http/answer.server.ts';
import { userContext } from '#app/http/context.server.ts';
import { download } from '#app/http/download.server.ts';
import { idFrom, noSuchPage } from '#app/http/params.server.ts';
import { editionDocument } from '#app/use-cases/see-editions.server.ts';

/** The edition itself: the file whose SHA-256 its page shows. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await userContext({ request, context });
  const name = { month: parseMonth(params.month ?? '') ?? noSuchPage(), number: idFrom(params.number) };
  const lines = await answer(() => editionDocument(ctx, { campaignId: idFrom(params.campaignId), ...name }));
  const body = Readable.toWeb(Readable.from(bytesOf(lines))) as ReadableStream<Uint8Array>;
  const file = archiveFile(name);
  return download(body, { type: 'application/jsonl; charset=utf-8', name: file, plainName: file });
}

async function* bytesOf(lines: AsyncIterable<string>) {
  for await (const line of lines) yield Buffer.from(`${line}\n`);
}

import { fittingName } from '#app/domain/organisations/file.ts';

/**
 * A file for the person to keep. Its name may be in any letters (RFC 5987); old programs get `plainName`. Should a browser
 * show it all the same, it is no page of ours: it runs nothing and loads nothing.
 */
export function download(
  body: ReadableStream<Uint8Array> | Buffer<ArrayBufferLike>,
  { type, name, plainName }: { type: string; name: string; plainName: string },
): Response {
  const encoded = encodeURIComponent(fittingName(name)).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return new Response(body as BodyInit, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${plainName}"; filename*=UTF-8''${encoded}`,
      'cache-control': 'private, no-store',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    },
  });
}

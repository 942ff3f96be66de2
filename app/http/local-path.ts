/** Any address will do that no path can leave by mistake. */
const here = 'http://localhost';
/** What the server itself would still read. */
const longest = 8 * 1024;

/**
 * A path on this site that may be followed after sign-in or a language switch; anything else leads to the first page. It is
 * read as a browser reads it, which drops tabs and line breaks and takes `\` for `/`, and comes back fit for a header.
 */
export function localPath(text: string | null | undefined): string {
  if (!text?.startsWith('/') || !URL.canParse(text, here)) return '/';
  const { origin, pathname, search } = new URL(text, here);
  const path = pathname + search;
  return origin === here && !path.startsWith('//') && path.length <= longest ? path : '/';
}

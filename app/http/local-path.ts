/** A path on this site that may be followed after sign-in or a language switch; anything else leads to the first page. */
export function localPath(text: string | null | undefined): string {
  return text && /^\/(?![/\\])/.test(text) ? text : '/';
}

/**
 * The last migration of each release, oldest first; a release adds its own line. What came up to it is history. What came after
 * must let that release go on reading and writing, since during an upgrade its processes run beside the new ones.
 */
export const releases = ['0018-exports'];

/** The last migration of the release that goes on working beside this one; none for those of the first release. */
export function releaseBefore(migration: string): string | undefined {
  return releases.filter((last) => last < migration).at(-1);
}

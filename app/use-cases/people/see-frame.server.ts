import type { User } from '#app/domain/people/people.ts';
import { regions } from '#db/queries/organisations.ts';
import type { Door } from '#db/schema.ts';

/** The region whose name and zone stand on every page; before sign-in it is the installation's first. */
export async function seeFrame(
  db: Door,
  user: User | undefined,
): Promise<{ name: string; zone: string; demo: boolean } | null> {
  const region = user?.region ?? (await regions(db))[0];
  return region ? { name: region.name, zone: region.zone, demo: region.demo } : null;
}

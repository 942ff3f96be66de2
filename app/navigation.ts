import type { Role, User } from './domain/people/people.ts';
import { paths } from './paths.ts';
import type { Text } from './text/index.tsx';
import type { NavigationItem } from './ui/shell.tsx';

/** Where a person's work is; `/` leads a coordinator on to the newest campaign. */
export function homeOf(user: User): string {
  return user.reach === 'school' ? paths.school(user.schoolId) : paths.home();
}

/** The sections of the product for each role: few, the person's own first; the one that the page belongs to is marked. */
export function navigationOf(
  { role, home, unread }: { role: Role; home: string; unread: number },
  t: Text,
  pathname: string,
): NavigationItem[] {
  const { navigation } = t.everywhere;
  const item = (href: string, text: string, below: string[] = [href]): NavigationItem => ({
    href,
    text,
    current: below.some((place) => pathname === place || pathname.startsWith(`${place}/`)),
  });
  const work = ['/campaigns', '/schools', '/reports'];
  const notices = { ...item(paths.notices(), t.notices.title), count: unread };
  const account = item(paths.account(), t.signIn.account.title);
  switch (role) {
    case 'director':
    case 'responsible':
    case 'coordinator':
      return [item(home, navigation.reports, work), notices, account];
    case 'administrator':
      return [
        { ...item(paths.admin(), navigation.home), current: pathname === paths.admin() },
        item(paths.organisations(), navigation.organisations),
        item(paths.people(), navigation.people),
        item(paths.campaigns(), navigation.orders),
        item(paths.jobs(), navigation.jobs),
        item(paths.trust(), t.trust.navigation),
        item(paths.regionHome(), navigation.coverage, [paths.regionHome(), ...work]),
        notices,
        account,
      ];
    case 'analyst':
    case 'supervisor':
      return [
        item(paths.regionHome(), navigation.coverage, [paths.regionHome(), ...work]),
        item(paths.trust(), t.trust.navigation),
        notices,
        account,
      ];
    case 'methodist':
      return [item(paths.regionHome(), navigation.coverage, [paths.regionHome(), ...work]), notices, account];
  }
}

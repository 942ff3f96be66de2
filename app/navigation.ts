import type { Role, User } from './domain/people.ts';
import { paths } from './paths.ts';
import type { Text } from './text/index.tsx';
import type { NavigationItem } from './ui/shell.tsx';

/** Where a person's work is; `/` leads a coordinator on to the newest campaign. */
export function homeOf(user: User): string {
  return 'schoolId' in user ? paths.school(user.schoolId) : paths.home();
}

/** The sections of the product for each role: few, the person's own first. */
export function navigationOf({ role, home }: { role: Role; home: string }, t: Text): NavigationItem[] {
  const { navigation } = t.common;
  const account = { href: paths.account(), text: t.signIn.account.title };
  switch (role) {
    case 'director':
    case 'responsible':
    case 'coordinator':
      return [{ href: home, text: navigation.reports, exact: true }, account];
    case 'administrator':
      return [
        { href: paths.admin(), text: navigation.home, exact: true },
        { href: paths.organisations(), text: navigation.organisations },
        { href: paths.people(), text: navigation.people },
        { href: paths.campaigns(), text: navigation.orders },
        { href: paths.jobs(), text: navigation.jobs },
        { href: paths.regionHome(), text: navigation.coverage },
        account,
      ];
    default:
      return [{ href: paths.regionHome(), text: navigation.coverage }, account];
  }
}

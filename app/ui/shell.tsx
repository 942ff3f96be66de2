import './tokens.css';
import './base.css';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { useText } from '#app/text/index.tsx';
import { Link } from './link.tsx';
import css from './shell.module.css';

export type NavigationItem = {
  href: string;
  text: string;
  /** The page belongs to this section. */
  current: boolean;
  /** How many things wait there. */
  count?: number;
};

type ShellProps = {
  /** Where the product's name leads. */
  home: string;
  region?: string;
  person?: { name: string; role: string };
  signOut?: ReactNode;
  language?: ReactNode;
  navigation?: NavigationItem[];
  demo?: boolean;
  footer?: ReactNode;
  children: ReactNode;
};

/** What surrounds every page: skip link, masthead, navigation, the place for the page, footer. */
export function Shell({ home, region, person, signOut, language, navigation, demo, footer, children }: ShellProps) {
  const { t, format } = useText();
  return (
    <div className={css.shell}>
      <a className={css.skip} href="#main">
        {t.everywhere.shell.skip}
      </a>
      <header className={css.masthead}>
        {demo && (
          <div className={css.demo}>
            <p className={css.inner}>{t.everywhere.shell.demo}</p>
          </div>
        )}
        <div className={`${css.inner} ${css.bar}`}>
          <p className={css.product}>
            <Link href={home}>{t.everywhere.product}</Link>
            {region && <span className={css.region}>{region}</span>}
          </p>
          {(person || signOut || language) && (
            <div className={css.account}>
              {person && (
                <p>
                  {person.name}
                  <span className={css.role}>{person.role}</span>
                </p>
              )}
              {language}
              {signOut}
            </div>
          )}
        </div>
      </header>
      {navigation && navigation.length > 0 && (
        <nav className={css.navigation} aria-label={t.everywhere.shell.navigation}>
          <ul className={css.inner}>
            {navigation.map(({ href, text, current, count }) => (
              <li key={href}>
                <Link href={href} aria-current={current ? 'true' : undefined}>
                  {text}
                  {count !== undefined && count > 0 && <span className={css.count}>{format.integer(count)}</span>}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <main id="main" tabIndex={-1} className={`${css.main} ${css.inner}`}>
        {children}
      </main>
      <footer className={css.footer}>
        <div className={css.inner}>{footer ?? <p>{t.everywhere.shell.footer}</p>}</div>
      </footer>
    </div>
  );
}

/** A button in the masthead that reads as a link: signing out, switching the language. */
export function MastheadButton(props: ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type="submit" className={css.button} {...props} />;
}

import { useText } from '#app/text/index.tsx';
import css from './breadcrumbs.module.css';
import { Link } from './link.tsx';

/** Without an address it is a step that the reader may not open. */
export type Crumb = { text: string; href?: string };

/** The way down to this page, from the region; the page itself is its heading, not a crumb. */
export function Breadcrumbs({ crumbs }: { crumbs: Crumb[] }) {
  const { t } = useText();
  if (crumbs.length === 0) return null;
  return (
    <nav className={css.breadcrumbs} aria-label={t.everywhere.shell.breadcrumbs}>
      <ol>
        {crumbs.map(({ text, href }) => (
          <li key={text}>{href ? <Link href={href}>{text}</Link> : text}</li>
        ))}
      </ol>
    </nav>
  );
}

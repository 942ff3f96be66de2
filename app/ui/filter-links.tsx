import css from './filter-links.module.css';
import { Link } from './link.tsx';
import { Script } from './script.tsx';

export type FilterOption = { href: string; text: string; current?: boolean; count?: string };

/** A filter as links: every choice is an address that can be sent. */
export function FilterLinks({ label, options }: { label: string; options: readonly FilterOption[] }) {
  return (
    <nav className={css.filter} aria-label={label}>
      <span aria-hidden="true" className={css.label}>
        {label}:
      </span>
      <ul>
        {options.map(({ href, text, current, count }) => (
          <li key={href}>
            <Link href={href} keepScroll aria-current={current ? 'true' : undefined}>
              {text}
              {count !== undefined && <span className={css.count}> {count}</span>}
            </Link>
          </li>
        ))}
      </ul>
      <Script name="keepPlace" />
    </nav>
  );
}

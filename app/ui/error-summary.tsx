import { useId } from 'react';
import css from './error-summary.module.css';

export type ErrorLink = { href: string; text: string };

/** Says at the top of a form what is wrong with it; each line leads to its field: `#${fieldId(name)}`. */
export function ErrorSummary({ title, errors }: { title: string; errors: ErrorLink[] }) {
  const id = useId();
  if (errors.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noAutofocus: this is what brings the reader here
    <section className={css.summary} tabIndex={-1} autoFocus aria-labelledby={id}>
      <div role="alert">
        <h2 id={id}>{title}</h2>
        <ul>
          {errors.map(({ href, text }) => (
            <li key={`${href} ${text}`}>
              <a href={href}>{text}</a>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

import { useEffect, useId, useRef } from 'react';
import css from './error-summary.module.css';

export type ErrorLink = { href: string; text: string };

/** Says at the top of a form what is wrong with it; each line leads to its field: `#${fieldId(name)}`. */
export function ErrorSummary({ title, errors }: { title: string; errors: ErrorLink[] }) {
  const id = useId();
  const box = useRef<HTMLElement>(null);

  // Every new answer of the server brings a new list, and the reader to it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is what has changed
  useEffect(() => box.current?.focus(), [errors]);

  if (errors.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noAutofocus: without JavaScript this is what brings the reader here
    <section ref={box} className={css.summary} tabIndex={-1} autoFocus aria-labelledby={id}>
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

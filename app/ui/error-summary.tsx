import { useEffect, useId, useRef } from 'react';
import css from './error-summary.module.css';
import { useActionData } from './link.tsx';

export type ErrorLink = { href: string; text: string };

/** Says at the top of a form what is wrong with it; each line leads to its field: `#${fieldId(name)}`. */
export function ErrorSummary({ title, errors }: { title: string; errors: ErrorLink[] }) {
  const id = useId();
  const box = useRef<HTMLElement>(null);
  const answer = useActionData();

  // Every new answer of the server brings the reader here, even with the same list; nothing else takes them from a field.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer is what has come
  useEffect(() => box.current?.focus(), [answer]);

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

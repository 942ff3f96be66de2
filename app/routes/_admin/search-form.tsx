import type { ReactNode } from 'react';
import { Button } from '#app/ui/button.tsx';
import css from './search-form.module.css';

/** Search and filters of a list: an address like any other. `kept` is what the links beside it have chosen. */
export function SearchForm({
  kept = {},
  submit,
  children,
}: {
  kept?: Record<string, string | undefined>;
  submit: string;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: React 18 does not know <search>
    <form method="get" role="search" className={css.search}>
      {children}
      {Object.entries(kept).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <Button look="secondary">{submit}</Button>
    </form>
  );
}

import type { ReactNode } from 'react';
import { TextField } from '#app/ui/field.tsx';

/** What was typed is not shown again: by then the code is another. */
export function CodeField({ label, hint, error }: { label: ReactNode; hint: ReactNode; error?: string }) {
  return (
    <TextField
      name="code"
      label={label}
      hint={hint}
      error={error}
      inputMode="numeric"
      autoComplete="one-time-code"
      width="medium"
      maxLength={30}
      required
    />
  );
}

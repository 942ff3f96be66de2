import type { ReactNode } from 'react';
import { Script } from '#app/ui/script.tsx';
import { Unreachable } from './unreachable.tsx';

/** A form that long texts are typed into: it goes only when the server can be reached. `id` lets fields elsewhere on the page belong to it. */
export function TypedForm({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <form id={id} method="post" noValidate data-reachable>
      {children}
      <Unreachable />
      <Script name="reachable" />
    </form>
  );
}

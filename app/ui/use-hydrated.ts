import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** False on the server and in the first pass over its HTML, true from then on: what needs JavaScript waits for it. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

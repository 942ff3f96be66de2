import { createContext, useContext } from 'react';
import type { ScriptName } from './scripts.ts';

/** Where scripts are fetched, given by the server; without it (in tests of parts) no page ships anything. */
export const ScriptAddresses = createContext<Partial<Record<ScriptName, string>>>({});

/**
 * Ships a script with the part of the page that it serves, so that a page has the scripts of what stands on it and no others.
 * It runs once the page has been read, and only once, however often it stands there.
 */
export function Script({ name }: { name: ScriptName }) {
  const src = useContext(ScriptAddresses)[name];
  return src ? <script type="module" src={src} /> : null;
}

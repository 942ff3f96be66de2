/**
 * What was typed and is not saved yet, kept in the browser: a closed tab or a cut connection loses nothing. By person and
 * report, gone once it is saved, when its person signs out, and after thirty days. Nothing else is kept there.
 */
import type { Typed } from '#app/domain/reports/form.ts';

/** The fields of the items that differ from `version`, as typed at that instant (ms, by the browser's clock). */
export type KeptText = { version: number; at: number; items: string[]; typed: Typed };

export type Whose = { personId: number; reportId: number };

const prefix = 'svodka:typed:';
const longestMs = 30 * 24 * 3_600_000;

/** Absent where the browser keeps nothing: private windows, a full disk, a policy. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export function browserStorage(): TextStorage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function keyOf({ personId, reportId }: Whose): string {
  return `${prefix}${personId}:${reportId}`;
}

/** Whether it could be kept. */
export function keepText(storage: TextStorage | null, whose: Whose, text: KeptText): boolean {
  try {
    storage?.setItem(keyOf(whose), JSON.stringify(text));
    return storage !== null;
  } catch {
    return false;
  }
}

/** What is kept for the person and report; what is too old, anybody's, is forgotten on this occasion. */
export function keptText(storage: TextStorage | null, whose: Whose, now: number): KeptText | null {
  forgetWhere(storage, (_key, text) => text === null || now - text.at > longestMs);
  return storage && read(storage, keyOf(whose));
}

export function forgetText(storage: TextStorage | null, whose: Whose): void {
  forgetWhere(storage, (key) => key === keyOf(whose));
}

/** The person has signed out: what they typed is nobody else's to find. */
export function forgetTextsOf(storage: TextStorage | null, personId: number): void {
  forgetWhere(storage, (key) => key.startsWith(`${prefix}${personId}:`));
}

function forgetWhere(storage: TextStorage | null, unwanted: (key: string, text: KeptText | null) => boolean): void {
  if (!storage) return;
  try {
    const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '');
    for (const key of keys) {
      if (key.startsWith(prefix) && unwanted(key, read(storage, key))) storage.removeItem(key);
    }
  } catch {
    // A storage that can't be read keeps nothing of ours.
  }
}

function read(storage: TextStorage, key: string): KeptText | null {
  try {
    const text: unknown = JSON.parse(storage.getItem(key) ?? 'null');
    return isKeptText(text) ? text : null;
  } catch {
    return null;
  }
}

function isKeptText(text: unknown): text is KeptText {
  if (typeof text !== 'object' || text === null) return false;
  const { version, at, items, typed } = text as Partial<KeptText>;
  return (
    Number.isInteger(version) &&
    Number.isFinite(at) &&
    Array.isArray(items) &&
    items.every((item) => typeof item === 'string') &&
    typeof typed === 'object' &&
    typed !== null &&
    Object.values(typed).every((value) => typeof value === 'string')
  );
}

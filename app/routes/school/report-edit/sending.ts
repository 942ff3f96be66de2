/** The page's conversation with the server while somebody types. */
import type { Warning } from '#app/domain/reports/check.ts';
import type { Fault, Typed } from '#app/domain/reports/form.ts';
import { paths } from '#app/paths.ts';
import type { Failure } from './autosave.ts';

/** What somebody saved since the version that the page knows. */
export type Newer = { version: number; by: string; at: string; typed: Typed };

export type Outcome =
  | { saved: { version: number; savedAt: string; faults: Fault[]; warnings: Warning[] } }
  | { newer: Newer }
  /** The report takes nothing more: filed, or its days are over. */
  | { closed: true }
  | { failed: Failure };

export type Attendance = { others: string[]; closed: boolean; newer: Newer | null };

type Sent = { reportId: number; personId: number; version: number; typed: Typed };

const patienceMs = 20_000;
/** What a browser goes on sending after the page is closed; more it would not send at all. */
const mostKeptAlive = 60_000;

/** Saves what is typed, also when the page is being left. */
export async function sendDraft({ reportId, personId, version, typed }: Sent): Promise<Outcome> {
  const fields = { ...typed, version: String(version), person: String(personId) };
  const response = await post(paths.saveReport(reportId), fields);
  if (!response) return { failed: 'offline' };
  const { status } = response;
  if (status === 401) return { failed: 'signedOut' };
  if (status === 413) return { failed: 'tooLarge' };
  // Turned away for the moment (429) is asked again as a failure is.
  if (status >= 500 || status === 429) return { failed: 'server' };
  const answer = await readJson<{ newer?: Newer } & Extract<Outcome, { saved: unknown }>['saved']>(response);
  if (status === 200 && answer) return { saved: answer };
  if (status === 409) return answer?.newer ? { newer: answer.newer } : { closed: true };
  return { failed: 'refused' };
}

/** Tells that the page is open; null when there was no sensible answer. */
export async function tellPresence(reportId: number, version: number): Promise<Attendance | null> {
  const response = await post(paths.reportPresence(reportId), { version: String(version) });
  return response?.ok ? readJson<Attendance>(response) : null;
}

async function post(url: string, fields: Record<string, string>): Promise<Response | null> {
  const body = new URLSearchParams(fields);
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body,
      keepalive: body.toString().length < mostKeptAlive,
      signal: AbortSignal.timeout(patienceMs),
    });
  } catch {
    return null;
  }
}

async function readJson<T>(response: Response): Promise<T | null> {
  try {
    return (await response.json()) as T;
  } catch {
    return null;
  }
}

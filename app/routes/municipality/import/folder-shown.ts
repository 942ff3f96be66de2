import type { CellFault, FileOutcome, FileRefusal, FileStatus } from '#app/domain/imports/import.ts';
import type { SeenFolder } from '#app/use-cases/imports/see-import.server.ts';

/** So many of a file's faults are named in the list; the rest are counted. */
const firstFaults = 3;

export type FileShown = {
  id: number;
  name: string;
  school: string | null;
  reportId: number | null;
  state: FileStatus;
  refusal: FileRefusal | null;
  outcome: FileOutcome | null;
  faults: Pick<CellFault, 'cell' | 'item' | 'code'>[];
  faultCount: number;
  changed: number;
  since: boolean;
  missing: string[];
  /** Whether its page has something to show. */
  hasPage: boolean;
};

function isFine({ state, faultCount }: FileShown): boolean {
  return state !== 'refused' && state !== 'failed' && faultCount === 0;
}

export type FolderShown = ReturnType<typeof folderShown>;

/** A folder with the state of each of its files; the answers themselves are on the file's own page. */
export function folderShown({ brought, municipality, campaignId, files }: SeenFolder) {
  const shown: FileShown[] = files.map(({ id, name, school, reportId, status, result }) => {
    const read = result?.kind === 'read' ? result : null;
    return {
      id,
      name,
      school,
      reportId,
      state: status,
      refusal: result?.kind === 'refused' ? result.refusal : null,
      outcome: (result && 'outcome' in result && result.outcome) || null,
      faults: (read?.faults ?? []).slice(0, firstFaults).map(({ cell, item, code }) => ({ cell, item, code })),
      faultCount: read?.faults.length ?? 0,
      changed: read?.changed.length ?? 0,
      since: (read?.changedSince.length ?? 0) > 0,
      missing: read?.missing ?? [],
      hasPage: read !== null,
    };
  });
  const count = (is: (file: FileShown) => boolean) => shown.filter(is).length;
  const waiting = count(({ state }) => state === 'waiting');
  const open = count(({ state }) => state === 'read');
  const ready = count(({ state, faultCount }) => state === 'read' && faultCount === 0);
  const { id, at, by, confirmed } = brought;
  const working = waiting > 0 || (confirmed !== null && open > 0);
  return {
    importId: id,
    campaignId,
    municipality,
    at,
    by,
    confirmed,
    // What somebody has to look at comes first.
    files: [...shown].sort((a, b) => Number(isFine(a)) - Number(isFine(b))),
    working,
    progress: {
      /** Of the reading, or of what was confirmed. */
      done: confirmed === null || waiting > 0 ? shown.length - waiting : count(({ outcome }) => outcome !== null),
      of: confirmed === null || waiting > 0 ? shown.length : count(({ outcome }) => outcome !== null) + open,
    },
    counts: {
      ready,
      faulty: count(({ faultCount }) => faultCount > 0),
      refused: count(({ state }) => state === 'refused'),
      carried: count(({ state }) => state === 'done'),
      /** Read without faults, and yet not put in: what stands at the school would have been lost. */
      notCarried: count(({ state, faultCount }) => state === 'failed' && faultCount === 0),
    },
    /** Everything has been looked into, something can be put in, and nobody has decided yet. */
    canConfirm: confirmed === null && waiting === 0 && ready > 0,
  };
}

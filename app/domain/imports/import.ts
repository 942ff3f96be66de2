/** Filled-in forms that come as Excel files: what such a file says of itself, what can be wrong with it, what it would change. */
import type { Day } from '../calendar.ts';
import { differingItems, mergeText, readDraft } from '../reports/draft.ts';
import { type FaultCode, type Form, readAnswers, type Typed } from '../reports/form.ts';

/** How large one file may be, in bytes, and how many a coordinator may bring at once. */
export const largestFile = 2 * 1024 * 1024;
export const mostFiles = 500;
/** Files are kept for so many days, then they are deleted; what became of them stays. */
export const keptDays = 30;

/** Why a file is not looked into, or not taken: the person learns what to do instead. */
export const fileRefusals = [
  'empty',
  'tooLarge',
  'bomb',
  'notExcel',
  'rar',
  'sevenZip',
  'otherArchive',
  'oldExcel',
  'openDocument',
  'encrypted',
  'broken',
  'nested',
  'notOurForm',
  'oldTemplate',
  'moved',
  'noSheet',
  'otherSchool',
  'otherDate',
  'otherCampaign',
  'noReport',
  'twice',
  'unexpected',
] as const;
export type FileRefusal = (typeof fileRefusals)[number];

/** What the file was made of: stands in a sheet that people don't see. */
export type FormStamp = {
  reportId: number;
  schoolId: number;
  campaignId: number;
  formId: string;
  asOf: Day;
  /** The draft's version, and what the form was filled with. */
  version: number;
  base: Typed;
};

/** What can be wrong with a cell besides what can be wrong with an answer. */
export type CellCode = FaultCode | 'formula' | 'merged' | 'errorValue' | 'dateHere' | 'logical';
/** `cell` is an address as Excel shows it: `Отчёт!E14`. */
export type CellFault = { cell: string; field: string; item: string; code: CellCode };
/** Not wrong, but not read either: something typed outside of the form. */
export type CellNote = { cell: string; text: string };

/** Everything that was read from a file of ours. */
export type FormRead = { stamp: FormStamp; typed: Typed; faults: CellFault[]; notes: CellNote[] };

/** waiting → read (or refused) → done (or failed). */
export type FileStatus = 'waiting' | 'read' | 'refused' | 'done' | 'failed';

/** How a file stood to its report when it was read: ids of items, `problems` among them. */
export type FileState = {
  changed: string[];
  /** The school changed its draft after the file was made, in these. */
  changedSince: string[];
  /** What keeps it from being filed. */
  missing: string[];
};

/** What was done with a file when it was confirmed. */
export type FileOutcome =
  | { kind: 'saved' }
  | { kind: 'filed'; ordinal: number }
  /** Saved as a draft although it was to be filed. */
  | { kind: 'notFiled'; because: 'incomplete' | 'unexplained'; items: string[] }
  | { kind: 'nothingNew' }
  | { kind: 'failed'; because: FailureReason };

/** Why a file was not taken in when it was confirmed. */
export type FailureReason = 'faults' | 'changedSince' | 'wrongStatus' | 'locked' | 'notYours' | 'unexpected';

/** What stands in `import_files.result`; `gone` once the file and what was read from it have been deleted. */
export type FileResult =
  | { kind: 'refused'; refusal: FileRefusal }
  | ({ kind: 'read'; outcome?: FileOutcome } & FormRead & FileState)
  | { kind: 'gone'; outcome?: FileOutcome };

/** Faults of the answers at the cells they stand in, beside those of the cells themselves; by the order of the form. */
export function faultsOf(
  form: Form,
  read: { typed: Typed; cells: Record<string, string>; faults: CellFault[] },
  today: Day,
): CellFault[] {
  const { faults } = readAnswers(form, read.typed, today);
  const told = new Set(read.faults.map(({ field }) => field));
  const places = Object.keys(read.cells);
  return [
    ...read.faults,
    ...faults
      .filter(({ field }) => !told.has(field))
      .map((fault) => ({ ...fault, cell: read.cells[fault.field] ?? '' })),
  ].sort((a, b) => places.indexOf(a.field) - places.indexOf(b.field));
}

/** How a file and the draft as it stands now go together, both begun from what the file was made of; ids of items. */
export type FileMerge = {
  /** Changed in the file alone: taken from it. */
  taken: string[];
  /** Changed in the file and in the draft, in different ways: somebody has to choose. */
  both: string[];
  /** Changed in the draft alone: stays. */
  kept: string[];
};

export function mergeFile(form: Form, today: Day, text: { base: Typed; file: Typed; draft: Typed }): FileMerge {
  const { taken: kept, conflicts } = mergeText(form, today, { base: text.base, mine: text.file, theirs: text.draft });
  const read = (typed: Typed) => readDraft(form, typed, today);
  const differing = differingItems(form, read(text.draft), read(text.file));
  return {
    taken: differing.filter((id) => !kept.includes(id) && !conflicts.includes(id)),
    both: conflicts,
    kept,
  };
}

/** What a month's files are made of: the workbook, the CSV and the JSON say the same. */
import type { Month } from '../calendar.ts';
import type { Changes, SchoolChange } from '../editions/changes.ts';
import type { Order, Share } from '../orders/order.ts';
import type { Problem } from '../problems/problem.ts';
import type { SchoolLine, Source, SummaryTotals } from './summary.ts';

/** A list that may be long: read while it is written. Asked again, it comes again. */
export type Again<R> = readonly R[] | AsyncIterable<R>;

/** A problem under the wording of its group, at so many schools of the file; `school` is gone when it left the denominator. */
export type NamedProblem = {
  wording: string;
  schools: number;
  problem: Problem;
  school: { name: string; municipalityId: number } | null;
};

/** A month of the past, and the file's own state last. */
export type HistoryPoint = { month: Month; covered: Share; municipalitiesMet?: Share };

/** `order` is null of editions of the first release, which did not keep it. */
export type EditionHashes = { edition: string; figures: string; order: string | null; previous: string | null };

export type SummaryFile = {
  order: Order;
  region: string;
  demo: boolean;
  /** The one municipality that the file is about: `totals.region` are then its own figures. */
  municipality: string | null;
  source: Source;
  totals: SummaryTotals;
  schools: Again<SchoolLine>;
  /** Absent where the order asks for none. */
  problems?: Again<NamedProblem>;
  /** Those that the edition keeps; null of a live state. */
  changes: { heads: Changes[]; schools: Again<SchoolChange> } | null;
  history: HistoryPoint[];
  hashes: EditionHashes | null;
};

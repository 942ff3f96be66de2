/** What the page of a report's form knows while somebody types. */
import type { Day } from '#app/domain/calendar.ts';
import type { Warning } from '#app/domain/reports/check.ts';
import type { Answers, Fault, FaultCode, Form, Typed } from '#app/domain/reports/form.ts';
import type { Lang } from '#app/text/lang.ts';
import type { TextStorage } from '../../_report/kept-text.ts';
import type { Saving } from './autosave.ts';
import type { Outcome } from './sending.ts';

/** What the page is made of when it is opened. */
export type Opened = {
  form: Form;
  today: Day;
  reportId: number;
  personId: number;
  version: number;
  typed: Typed;
  faults: Fault[];
  warnings: Warning[];
  saved: { at: string; by: string } | null;
  others: string[];
};

/** What the server hands to the page's script besides. */
export type Handed = Opened & {
  lang: Lang;
  zone: string;
  /** What the form began with, where there is a last report to differ from. */
  begun: Answers | null;
  /** What is wrong with a field, by its fault. */
  faultWords: Record<FaultCode, string>;
};

/** What the person has to choose between. */
export type Choice = {
  /**
   * `conflict`: both changed the same items; one's own stand in the form and are not saved. `kept`: the browser had kept
   * text of an older version; what is saved stands in the form.
   */
  kind: 'conflict' | 'kept';
  by: string;
  at: string;
  items: string[];
  mine: Typed;
  theirs: Typed;
  /** When it was typed, ms by the browser's clock. */
  keptAt: number;
};

/** What has happened to the fields without a hand on them. */
export type News =
  /** A colleague's answers are shown now; `mine`: beside changes of one's own. */
  | { kind: 'taken'; by: string; at: string; items: string[]; mine: boolean }
  /** The saved answers were chosen; one's own can be put back. */
  | { kind: 'undo'; items: string[]; mine: Typed }
  /** The browser's text was put back, and is being saved. */
  | { kind: 'restored'; items: string[]; keptAt: number };

export type Keeping = {
  saving: Saving;
  version: number;
  /** The last save that this page knows of; `by` is null for its own. */
  saved: { at: string; by: string | null } | null;
  /** What can't be read, at its fields, as of the last save. */
  faults: Fault[];
  /** What filing the saved answers would ask. */
  warnings: Warning[];
  /** What is in the fields, and what they were given to begin with. */
  mine: Typed;
  shown: Typed;
  /** How often an item's fields were given anew. */
  given: Readonly<Record<string, number>>;
  choice: Choice | null;
  news: News | null;
  others: string[];
  closed: boolean;
};

/** The world around it. Milliseconds are the browser's. */
export type Surroundings = {
  send(draft: { version: number; typed: Typed }): Promise<Outcome>;
  storage: TextStorage | null;
  now(): number;
  after(ms: number, act: () => void): () => void;
};

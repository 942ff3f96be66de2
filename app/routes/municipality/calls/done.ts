/** What came of the coordinator's click, as the page shows it. */
export type Done =
  | { outcome: 'reminded' | 'notOwed' | 'nobody' | 'call'; school: string }
  | { outcome: 'already'; school: string; at: string | Date; by: string }
  | { outcome: 'all'; reminded: number; left: number };

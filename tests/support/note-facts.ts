/** An edition made up for a note: municipalities of so many schools, of which so many are covered and have reported. */
import { textIn } from '#app/documents/note/tokens.ts';
import { day, month } from '#app/domain/calendar.ts';
import { changesBetween, type EditionRef } from '#app/domain/editions/changes.ts';
import type { NoteSection } from '#app/domain/editions/note.ts';
import type { NoteFacts } from '#app/domain/editions/note-figures.ts';
import type { Order } from '#app/domain/orders/order.ts';
import { type FullSummary, type SchoolFact, summarise } from '#app/domain/territory/summary.ts';
import { orders } from '#app/orders/index.ts';
import { draftNote } from '#app/text/ru/note-draft.ts';
import { moscow } from './territory.ts';

export type Town = {
  name: string;
  schools: number;
  covered?: number;
  /** Of the schools, from the first on. */
  reported?: number;
  onTime?: number;
  onTimeOriginally?: number;
  accepted?: number;
  /** Nobody owes anything. */
  noneDue?: true;
};

type Told = { towns: Town[]; order?: Order; at?: string; number?: number; more?: Partial<FullSummary['totals']> };

/** The state of those towns at the end of a month, as an edition keeps it. */
export function summaryOf({ towns, order = orders.MO, at = '2012-08', more = {} }: Told): FullSummary {
  const period = { month: month(at), asOf: day(`${at}-${at === '2012-07' || at === '2012-08' ? '31' : '30'}`) };
  const schools = towns.flatMap(({ schools, ...town }, place) =>
    Array.from({ length: schools }, (_, index): SchoolFact => {
      const upTo = (n = schools) => Number(index < n && !town.noneDue);
      const [covered = 0, reported = schools] = [town.covered, town.reported];
      const last = {
        reportId: 1,
        asOf: period.asOf,
        filedOn: period.asOf,
        late: false,
        system: 'Школьный портал',
        coveredFrom: index < covered ? day('2012-02-01') : null,
      };
      return {
        id: (place + 1) * 10_000 + index,
        name: `Школа № ${index + 1}`,
        municipalityId: place + 1,
        opened: day('2000-01-01'),
        closed: null,
        generalEducation: true,
        schoolKind: null,
        settlement: null,
        last: index < Math.max(covered, reported) ? last : null,
        stages: {},
        figures: {},
        owed: town.noneDue ? 0 : 1,
        filed: upTo(reported),
        onTime: upTo(town.onTime ?? reported),
        onTimeOriginally: upTo(town.onTimeOriginally ?? town.onTime ?? reported),
        accepted: upTo(town.accepted ?? reported),
        acceptedOnTime: upTo(town.accepted ?? reported),
      };
    }),
  );
  const municipalities = towns.map(({ name }, at) => ({ id: at + 1, name }));
  const { totals, schools: lines } = summarise(order, municipalities, schools, period);
  const details = municipalities.map(({ id }) => ({
    ...{ id, coordinators: [], returns: [], bands: [], plan: null },
    before: { n: 0, of: 0 },
  }));
  return { totals: { ...totals, details, ...more }, schools: lines };
}

export function noteFacts(
  told: Told & { problems?: FullSummary['problems']; monthBefore?: Town[]; editionBefore?: Town[] },
): NoteFacts {
  const { order = orders.MO, number = 1, problems } = told;
  const summary: FullSummary = { ...summaryOf(told), ...(problems && { problems }) };
  const since = (towns: Town[] | undefined, of: 'edition' | 'month') => {
    if (!towns) return null;
    const before = summaryOf({ ...told, towns, at: of === 'month' ? '2012-07' : told.at });
    const base: EditionRef = { month: before.totals.month, number: of === 'month' ? 1 : number - 1, sha256: '' };
    return changesBetween(before, summary, { since: of, base });
  };
  return {
    order,
    zone: moscow,
    edition: { number, readAt: '2012-08-31T20:15:00.000Z', complete: true },
    summary,
    changesKnown: true,
    sinceMonth: since(told.monthBefore, 'month'),
    sinceEdition: since(told.editionBefore, 'edition'),
    monthBefore: told.monthBefore ? summaryOf({ ...told, towns: told.monthBefore, at: '2012-07' }).totals : null,
  };
}

/** A section of the draft as it is read, a paragraph a line, with ordinary spaces. */
export function drafted(facts: NoteFacts, section: NoteSection): string[] {
  return draftNote(facts)[section].map((pieces) =>
    pieces
      .map((piece) => (typeof piece === 'string' ? piece : textIn(facts, piece)))
      .join('')
      .replaceAll('\u00a0', ' '),
  );
}

/** The register of a school's local acts, and what its reports say of them. */
import type { Day } from '../calendar.ts';
import type { Act, AnswerOf, Answers, Approval, Form, Item } from '../reports/form.ts';

/**
 * `appointment`: the order naming the responsible person (KG-3.3); `plan`: the plan of the rollout (KG-3.4, KG-3.5);
 * `change`: a change to an act that was there before (KG-App.3, item 5).
 */
export const actKinds = ['appointment', 'plan', 'localAct', 'change', 'other'] as const;
export type ActKind = (typeof actKinds)[number];

/** How an order of appointment is entered in the register, in the words of KG-3.3. */
export const appointmentTitle =
  'О назначении ответственного лица за введение и использование электронных дневников учащихся и электронного журнала успеваемости';

const longestTitle = 300;

/** A document that a report names by number and date, in the line `item` of its form. */
export type NamedAct = { itemId: string; item: string; kind: ActKind; number: string; date: Day; title: string };

/** The documents that the answers name, in the order of the form; rows without a number or a date name none. */
export function actsNamed(form: Form, answers: Answers): NamedAct[] {
  return form.items.flatMap((item) =>
    documentsOf(item, answers).map((document) => ({ itemId: item.id, item: item.number, ...document })),
  );
}

function documentsOf(item: Item, answers: Answers): Omit<NamedAct, 'item' | 'itemId'>[] {
  // The form's own words go on from its heading, in a small letter.
  const own = item.title.charAt(0).toUpperCase() + item.title.slice(1).replace(/[.:;]$/, '');
  return rowsOf(item, answers).flatMap(({ number, date, title = own }) => {
    if (!number || !date) return [];
    const kind = item.act ?? (item.kind === 'acts' ? 'localAct' : 'other');
    return [{ kind, number, date, title: title.slice(0, longestTitle) }];
  });
}

function rowsOf(item: Item, answers: Answers): Act[] {
  const answer = answers.items[item.id];
  if (item.kind === 'approval') return [(answer as Approval | undefined) ?? {}];
  return item.kind === 'acts' ? ((answer as AnswerOf['acts'] | undefined)?.rows ?? []) : [];
}

/** Whether both are the same document: by date, and by number as people write it: «№ 45-О» is «45-о». */
export function isSameAct(a: { number: string; date: Day }, b: { number: string; date: Day }): boolean {
  return a.date === b.date && plainNumber(a.number) === plainNumber(b.number);
}

/** The number of a document without the ways in which people write it. */
export function plainNumber(number: string): string {
  return number.toLowerCase().replace(/[№\s]/g, '');
}

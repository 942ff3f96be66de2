import { isSameAct } from '#app/domain/organisations/act.ts';
import type { AnswerOf, Answers, Fault, Form } from '#app/domain/reports/form.ts';
import { actsOfSchool } from '#db/queries/acts.ts';
import type { Db } from '#db/schema.ts';

/** A copy that goes with the answers: the item that names its document, and the file. */
export type Paper = { item: string; fileId: number; fileName: string | null; fileSize: number | null };

export type Papers = {
  papers: Paper[];
  /** One for each copy that the register lacks. */
  faults: Fault[];
  /** By item, the line of the register that stands there without its file. */
  withoutFile: Record<string, number>;
};

export const noPapers: Papers = { papers: [], faults: [], withoutFile: {} };

/**
 * The copies of the documents that the answers name, from the school's register. Nothing is asked of the database by a form that asks
 * for no copy, and a document without a number or a date is missing anyway.
 */
export async function papersOf(db: Db, schoolId: number, form: Form, answers: Answers): Promise<Papers> {
  const asked = form.items.filter(({ copy }) => copy);
  const papers: Paper[] = [];
  const faults: Fault[] = [];
  const withoutFile: Papers['withoutFile'] = {};
  if (asked.length === 0) return { papers, faults, withoutFile };
  const acts = (await actsOfSchool(db, schoolId)).filter(({ removedAt }) => removedAt === null);
  for (const { id: item } of asked) {
    const { number, date } = (answers.items[item] as AnswerOf['approval'] | undefined) ?? {};
    if (!number || !date) continue;
    const named = acts.filter((known) => isSameAct(known, { number, date }));
    const [bare] = named;
    const act = named.find(({ fileId }) => fileId !== null);
    if (act?.fileId) papers.push({ item, fileId: act.fileId, fileName: act.fileName, fileSize: act.fileSize });
    else faults.push({ field: `${item}:copy`, item, code: 'noCopy' });
    if (!act && bare) withoutFile[item] = bare.id;
  }
  return { papers, faults, withoutFile };
}

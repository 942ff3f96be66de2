/** The problems that schools name: like ones together, school by school, so that a filter finds either. */
import type { NamedProblem, SummaryFile } from '#app/domain/territory/summary-file.ts';
import { problems as problemWords } from '#app/text/ru/problems.ts';
import { workbook as words } from '#app/text/ru/workbook.ts';
import { type Column, countColumn, dayColumn, type Sheet, tableSheet, textColumn } from '../table.ts';
import { municipalityNames } from './places.ts';

export function problemsSheet({ totals }: SummaryFile, problems: NonNullable<SummaryFile['problems']>): Sheet {
  const { columns: heads } = words;
  const nameOf = municipalityNames(totals);
  const columns: Column<NamedProblem>[] = [
    textColumn(heads.problem, { least: 24, most: 46 }, ({ wording }) => wording),
    countColumn(heads.problemSchools, ({ schools }) => schools),
    textColumn(heads.system, { least: 18, most: 30 }, ({ problem }) => problem.system),
    textColumn(heads.municipality, { least: 18, most: 30 }, ({ school }) => school && nameOf(school.municipalityId)),
    textColumn(heads.school, { least: 24, most: 36 }, ({ school }) => school?.name ?? null),
    textColumn(heads.problemState, 22, ({ problem }) => problemWords.states[problem.state]),
    dayColumn(heads.problemSince, ({ problem }) => problem.since),
    dayColumn(heads.problemUntil, ({ problem }) => problem.until ?? undefined),
    countColumn(heads.problemDays, ({ problem }) => problem.days),
    textColumn(heads.problemText, { least: 24, most: 46 }, ({ problem }) => problem.text),
    textColumn(heads.problemHow, { least: 24, most: 46 }, ({ problem }) => problem.how),
  ];
  return tableSheet(words.sheets.problems, columns, problems, { keys: 1, empty: words.noProblems });
}

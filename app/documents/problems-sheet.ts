/** The sheet of problems in the month's summary: like ones together, school by school, so that a filter finds either. */
import type { Problem } from '#app/domain/problem.ts';
import type { ProblemGroup } from '#app/domain/problem-groups.ts';
import type { Summary } from '#app/domain/summary.ts';
import { problems as problemWords } from '#app/text/ru/problems.ts';
import { workbook as words } from '#app/text/ru/workbook.ts';
import { type Column, countColumn, dayColumn, type Sheet, tableSheet, textColumn } from './table.ts';

type Row = { group: ProblemGroup; problem: Problem };

export function problemsSheet({ totals, schools }: Summary, groups: readonly ProblemGroup[]): Sheet {
  const { columns: heads } = words;
  const schoolOf = new Map(schools.map((school) => [school.id, school]));
  const municipalities = new Map(totals.municipalities.map(({ id, name }) => [id, name]));
  const placeOf = ({ problem }: Row) => schoolOf.get(problem.schoolId);
  const columns: Column<Row>[] = [
    textColumn(heads.problem, { least: 24, most: 46 }, ({ group }) => group.wording),
    countColumn(heads.problemSchools, ({ group }) => group.schools),
    textColumn(heads.system, { least: 18, most: 30 }, ({ problem }) => problem.system),
    textColumn(heads.municipality, { least: 18, most: 30 }, (row) => {
      const place = placeOf(row);
      return place ? (municipalities.get(place.municipalityId) ?? null) : null;
    }),
    textColumn(heads.school, { least: 24, most: 36 }, (row) => placeOf(row)?.name ?? null),
    textColumn(heads.problemState, 22, ({ problem }) => problemWords.states[problem.state]),
    dayColumn(heads.problemSince, ({ problem }) => problem.since),
    dayColumn(heads.problemUntil, ({ problem }) => problem.until ?? undefined),
    countColumn(heads.problemDays, ({ problem }) => problem.days),
    textColumn(heads.problemText, { least: 24, most: 46 }, ({ problem }) => problem.text),
    textColumn(heads.problemHow, { least: 24, most: 46 }, ({ problem }) => problem.how),
  ];
  const rows = groups.flatMap((group) => group.problems.map((problem) => ({ group, problem })));
  return tableSheet(words.sheets.problems, columns, rows, { keys: 1, empty: words.noProblems });
}

/** The sheets of the month's summary. They say what the page says: figures come counted, nothing is counted again. */
import type { Zone } from '#app/domain/calendar.ts';
import { bandsTargets, coverageTarget } from '#app/domain/orders/order.ts';
import type { SummaryFile } from '#app/domain/territory/summary-file.ts';
import { workbook as words } from '#app/text/ru/workbook.ts';
import type { Sheet } from '../table.ts';
import { bandsSheet } from './bands-sheet.ts';
import { changesSheet } from './changes-sheet.ts';
import { figuresSheet } from './figures-sheet.ts';
import { historySheet } from './history-sheet.ts';
import { excludedSheet, excusedSheet, notReportedSheet } from './lists-sheets.ts';
import { methodSheet } from './method-sheet.ts';
import { municipalitiesSheet } from './municipalities-sheet.ts';
import { problemsSheet } from './problems-sheet.ts';
import { returnsSheet } from './returns-sheet.ts';
import { schoolsSheet } from './schools-sheet.ts';
import { countedStages, stagesSheet } from './stages-sheet.ts';
import { totalsSheet } from './totals-sheet.ts';

/** When the file is made, in the region's zone. */
export type Made = { now: Date; zone: Zone };

/** Without those that the order does not ask for, and those that an edition of the first release does not have. */
export function summarySheets(file: SummaryFile, made: Made): Sheet[] {
  const { order, totals, problems, changes, municipality } = file;
  const corridors = totals.details ? bandsTargets(order) : [];
  return [
    totalsSheet(file, made),
    figuresSheet(file),
    ...(coverageTarget(order) ? [historySheet(file)] : []),
    ...(municipality === null ? [municipalitiesSheet(file)] : []),
    schoolsSheet(file),
    ...corridors.map((target, at) => bandsSheet(file, target, words.bandsSheet(at + 1))),
    ...(totals.region.stages && countedStages(order).length > 0 ? [stagesSheet(file)] : []),
    notReportedSheet(file),
    ...(problems ? [problemsSheet(file, problems)] : []),
    ...(totals.details ? [returnsSheet(file, totals.details)] : []),
    ...(changes ? [changesSheet(file, changes)] : []),
    excludedSheet(file),
    excusedSheet(file),
    methodSheet(file),
  ];
}

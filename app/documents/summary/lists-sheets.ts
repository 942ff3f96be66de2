/** Schools and reports by name: who has not reported, who is not counted, of whom no report is required. */
import type { Exclusion, Excused, SchoolLine } from '#app/domain/territory/summary.ts';
import type { SummaryFile } from '#app/domain/territory/summary-file.ts';
import { calendar } from '#app/text/ru/calendar.ts';
import { workbook as words } from '#app/text/ru/workbook.ts';
import { type Column, countColumn, dayColumn, type Sheet, tableSheet, textColumn } from '../table.ts';
import { byMunicipality, keptOf, placeColumns } from './places.ts';

export function notReportedSheet({ totals, schools }: SummaryFile): Sheet {
  const { columns: heads } = words;
  const coordinators = new Map(totals.details?.map(({ id, coordinators }) => [id, coordinators.join(', ')]));
  const last = (column: Column<SchoolLine>): Column<SchoolLine> => ({ ...column, group: heads.lastReport });
  const columns: Column<SchoolLine>[] = [
    ...placeColumns<SchoolLine>(totals),
    countColumn(heads.owed, ({ owed }) => owed),
    countColumn(heads.filed, ({ filed }) => filed),
    last(dayColumn(heads.lastAsOf, ({ last }) => last?.asOf)),
    last(dayColumn(heads.filedOn, ({ last }) => last?.filedOn)),
    ...(totals.details
      ? [textColumn<SchoolLine>(heads.coordinators, 36, (school) => coordinators.get(school.municipalityId) ?? null)]
      : []),
  ];
  const missing = keptOf(schools, ({ owed, filed }) => filed < owed);
  const empty = totals.region.reported.of === 0 ? words.nothingDue : words.allReported;
  return tableSheet(words.sheets.notReported, columns, missing, { keys: 2, empty });
}

export function excludedSheet({ totals }: SummaryFile): Sheet {
  const columns: Column<Exclusion>[] = [
    ...placeColumns<Exclusion>(totals),
    textColumn(words.columns.reason, 40, ({ reason }) => words.exclusions[reason]),
  ];
  const excluded = byMunicipality(totals, totals.excluded);
  return tableSheet(words.sheets.excluded, columns, excluded, { keys: 2, empty: words.noneExcluded });
}

/** Reports that a decision has taken out of what is owed. */
export function excusedSheet({ totals }: SummaryFile): Sheet {
  const { columns: heads } = words;
  const reasons: Record<string, string> = calendar.reasons.notRequired;
  const columns: Column<Excused>[] = [
    ...placeColumns<Excused>(totals),
    dayColumn(heads.lastAsOf, ({ asOf }) => asOf),
    textColumn(heads.notRequiredReason, 40, ({ reason }) => reasons[reason] ?? reason),
    textColumn(heads.document, 40, ({ document }) => document),
  ];
  const excused = byMunicipality(totals, totals.excused ?? []);
  return tableSheet(words.sheets.excused, columns, excused, { keys: 2, empty: words.noneExcused });
}

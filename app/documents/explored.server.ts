/** An analyst's view as a file, in Russian: one line each figure, group and month. */
import type { Month } from '#app/domain/calendar.ts';
import { percentOf } from '#app/domain/coverage.ts';
import type { Part } from '#app/domain/explore.ts';
import { figureText, groupText } from '#app/text/figure-words.ts';
import { formatMonth } from '#app/text/format.ts';
import { ru } from '#app/text/ru/index.ts';
import { workbook } from '#app/text/ru/workbook.ts';
import type { Explored } from '#app/use-cases/explore.server.ts';
import { type Column, countColumn, percent, tableSheet, textColumn } from './table.ts';
import { workbookStream } from './workbook.server.ts';

type Line = { figure: string; group: string; month: Month; part: Part };

function linesOf(explored: Explored): Line[] {
  const { asked, months, tables } = explored;
  return tables.flatMap((table) =>
    table.rows.flatMap((row) =>
      months.flatMap((month, at) => {
        const part = row.parts[at];
        if (!part) return [];
        return [
          {
            figure: figureText(table.figure, explored, ru),
            group: groupText(row, asked.group, explored, ru),
            month,
            part,
          },
        ];
      }),
    ),
  );
}

export function exploredWorkbook(explored: Explored, { now }: { now: Date }): ReadableStream<Uint8Array> {
  const words = ru.explore;
  const columns: Column<Line>[] = [
    textColumn(words.columns.figure, 44, ({ figure }) => figure),
    textColumn(words.groupHeads[explored.asked.group], { least: 18, most: 40 }, ({ group }) => group),
    textColumn(words.columns.month, 16, ({ month }) => formatMonth(month, 'ru')),
    countColumn(workbook.share.n, ({ part }) => part.n),
    countColumn(workbook.share.of, ({ part }) => part.of),
    { head: workbook.share.percent, width: 9.5, cell: ({ part }) => percent(part) },
    countColumn(words.columns.schools, ({ part }) => part.schools),
  ];
  const title = exploredName(explored);
  const facts = {
    title,
    creator: ru.everywhere.product,
    created: now,
    header: title,
    footer: explored.demo ? workbook.demo : '',
    page: workbook.page,
    of: workbook.of,
  };
  return workbookStream(facts, [
    tableSheet(words.fileName, columns, linesOf(explored), { keys: 2, empty: words.nothing }),
  ]);
}

/** As a Russian Excel opens it: UTF-8 with its mark, semicolons, a comma in fractions. Percent to as many digits as are shown. */
export function exploredCsv(explored: Explored): Buffer {
  const words = ru.explore;
  const { n, of, percent: share } = workbook.share;
  const head = [
    words.columns.figure,
    words.groupHeads[explored.asked.group],
    words.columns.month,
    n,
    of,
    share,
    words.columns.schools,
  ];
  const rows = linesOf(explored).map(({ figure, group, month, part }) => [
    figure,
    group,
    month,
    part.n,
    part.of,
    percentOf(part)?.text.replace('.', ',') ?? '',
    part.schools,
  ]);
  const lines = [head, ...rows].map((cells) => cells.map(csvCell).join(';'));
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`);
}

/** What a spreadsheet would take for a formula stays text. */
function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function exploredName({ region, asked }: Explored): string {
  const { fileName } = ru.explore;
  return `${fileName}. ${region}, ${formatMonth(asked.from, 'ru')} – ${formatMonth(asked.to, 'ru')}`.replace(
    /[\\/:*?"<>|]+/g,
    '-',
  );
}

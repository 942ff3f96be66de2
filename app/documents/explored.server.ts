/** An analyst's view as a file, in Russian: one line each figure, group and month. */
import type { Month } from '#app/domain/calendar.ts';
import type { Part } from '#app/domain/territory/explore.ts';
import { figureText, groupText } from '#app/text/figure-words.ts';
import { formatMonth } from '#app/text/format.ts';
import { ru } from '#app/text/ru/index.ts';
import { workbook } from '#app/text/ru/workbook.ts';
import type { Explored } from '#app/use-cases/territory/explore.server.ts';
import { csvStream } from './csv.server.ts';
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

function columnsOf({ asked }: Explored): Column<Line>[] {
  const words = ru.explore;
  return [
    textColumn(words.columns.figure, 44, ({ figure }) => figure),
    textColumn(words.groupHeads[asked.group], { least: 18, most: 40 }, ({ group }) => group),
    textColumn(words.columns.month, 16, ({ month }) => formatMonth(month, 'ru')),
    countColumn(workbook.share.n, ({ part }) => part.n),
    countColumn(workbook.share.of, ({ part }) => part.of),
    { head: workbook.share.percent, width: 9.5, cell: ({ part }) => percent(part) },
    countColumn(words.columns.schools, ({ part }) => part.schools),
  ];
}

export function exploredWorkbook(explored: Explored, { now }: { now: Date }): ReadableStream<Uint8Array> {
  const words = ru.explore;
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
    tableSheet(words.fileName, columnsOf(explored), linesOf(explored), { keys: 2, empty: words.nothing }),
  ]);
}

export function exploredCsv(explored: Explored): ReadableStream<Uint8Array> {
  return csvStream(columnsOf(explored), linesOf(explored));
}

export function exploredName({ region, asked }: Explored): string {
  return `${ru.explore.fileName}. ${region}, ${formatMonth(asked.from, 'ru')} – ${formatMonth(asked.to, 'ru')}`;
}

/** How many schools stand at which stage: all of them as a picture, the municipalities as a table. */
import type { Order, Stage } from '#app/domain/orders/order.ts';
import type { TerritoryFigures } from '#app/domain/territory/summary.ts';
import type { SummaryFile } from '#app/domain/territory/summary-file.ts';
import { workbook as words } from '#app/text/ru/workbook.ts';
import { type Cell, count, type Line, linesOf, percent, type Sheet, sum, text } from '../table.ts';

const pictureLines = 14;

/** The order's stages that reports tell of. */
export function countedStages({ stages }: Order): Stage[] {
  return stages.filter(({ reached }) => reached);
}

export function stagesSheet({ order, totals, municipality }: SummaryFile): Sheet {
  const { columns: heads, stages: said, share } = words;
  const stages = countedStages(order);
  const name = words.sheets.stages;
  const widths = [60, ...Array<number>(Math.max(4, stages.length + 2)).fill(14)];
  const titles = [...stages.map(({ number, title }) => `${number} ${title}`), said.none];
  const row = (look: Line['look'], cells: Cell[]): Line => ({ look, cells });
  const region = countsOf(totals.region, stages);
  const lines: Line[] = [
    row(
      'head',
      [said.stage, share.n, share.of, share.percent].map((head) => text(head)),
    ),
    ...titles.map((title, at) => {
      const of = { n: region[at] ?? 0, of: totals.region.covered.of };
      return row('row', [text(title), count(of.n), count(of.of), percent(of)]);
    }),
  ];
  const last = lines.length;
  lines.push(...Array.from({ length: pictureLines + 2 }, () => row('free', [])));
  if (municipality === null) {
    const columns = [
      heads.municipality,
      ...stages.map(({ number }) => said.numbered(number)),
      said.none,
      heads.schools,
    ];
    lines.push({
      ...row(
        'head',
        columns.map((head) => text(head)),
      ),
      tall: Math.max(...columns.slice(1).map((head) => linesOf(head, 14, true))),
    });
    for (const line of totals.municipalities) lines.push(row('row', [text(line.name), ...cellsOf(line, stages)]));
    lines.push(row('total', [text(heads.total), ...cellsOf(totals.region, stages)]));
  }
  return {
    name,
    widths,
    lines,
    frozen: { columns: 1, lines: 0 },
    filter: false,
    charts: [
      {
        kind: 'bars',
        title: said.title,
        categories: { sheet: name, column: 1, from: 2, to: last },
        series: [{ name: said.schools, values: { sheet: name, column: 2, from: 2, to: last }, paler: [stages.length] }],
        at: { left: 0, top: last + 1, right: 5, bottom: last + 1 + pictureLines },
      },
    ],
  };
}

function cellsOf(territory: TerritoryFigures, stages: readonly Stage[]): Cell[] {
  return [...countsOf(territory, stages), territory.covered.of].map((n) => count(n));
}

/** At each stage, and at none. */
function countsOf(territory: TerritoryFigures, stages: readonly Stage[]): number[] {
  const counts = stages.map(({ id }) => territory.stages?.find((stage) => stage.id === id)?.schools ?? 0);
  return [...counts, territory.covered.of - sum(counts)];
}

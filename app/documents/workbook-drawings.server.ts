/**
 * What exceljs leaves out while it streams: charts, pictures, bars behind shares. A sheet is written as ever, only two of its
 * closing steps say more; the charts themselves follow when all cells are known.
 */
import type { EventEmitter } from 'node:events';
import type { Writable } from 'node:stream';
import exceljs from 'exceljs';
import { chartXml } from './chart-xml.ts';
import { dataBars, dataBarsExtension } from './data-bars-xml.ts';
import { drawingXml } from './drawing-xml.ts';
import type { Cell, CellRange, Line, Sheet, SheetChart } from './table.ts';
import { officeRelationship, relationshipsXml } from './xml.ts';

/**
 * exceljs 4.4.0, lib/stream/xlsx/worksheet-writer.js: two of the steps that close a sheet, and where they write to. What the
 * zip has not taken yet waits in `pipes`, of an older kind of stream that only its own state tells to be full.
 */
export type SheetWriter = exceljs.Worksheet & {
  stream: { write(xml: string): void; pipes: readonly (EventEmitter & { _writableState: { needDrain: boolean } })[] };
  _sheetRelsWriter: { addRelationship(to: { Type: string; Target: string }): string };
  _writeConditionalFormatting(): void;
  _writeCloseWorksheet(): void;
};

const contentTypes = {
  drawings: 'application/vnd.openxmlformats-officedocument.drawing+xml',
  charts: 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml',
};

export class WorkbookWithDrawings extends exceljs.stream.xlsx.WorkbookWriter {
  declare zip: { append(xml: string, of: { name: string }): void };
  #drawings = 0;
  readonly #charts: SheetChart[] = [];
  /** Of every range that a chart shows, what its cells say; filled while they are written. */
  readonly #shown: { range: CellRange; cells: Cell[] }[];

  constructor(stream: Writable, sheets: readonly Sheet[]) {
    super({ stream, useStyles: true, useSharedStrings: false });
    this.#shown = sheets
      .flatMap(({ charts = [] }) => charts)
      .flatMap(({ categories, series }) => [categories, ...series.map(({ values }) => values)])
      .map((range) => ({ range, cells: Array<Cell>(range.to - range.from + 1).fill(null) }));
  }

  /** Every line that is written passes here. */
  keepShown(sheet: Sheet, number: number, line: Line): void {
    for (const { range, cells } of this.#shown) {
      if (range.sheet !== sheet.name || number < range.from || number > range.to) continue;
      cells[number - range.from] = line.cells[range.column - 1];
    }
  }

  /** Called before the sheet is committed; `barred` are its ranges with bars. */
  addTo(worksheet: SheetWriter, sheet: Sheet, barred: readonly string[]): void {
    const drawing = this.#addDrawing(sheet);
    worksheet._writeConditionalFormatting = () => worksheet.stream.write(dataBars(barred));
    const close = worksheet._writeCloseWorksheet.bind(worksheet);
    worksheet._writeCloseWorksheet = () => {
      if (drawing !== null) {
        const to = { Type: `${officeRelationship}/drawing`, Target: `../drawings/drawing${drawing}.xml` };
        worksheet.stream.write(`<drawing r:id="${worksheet._sheetRelsWriter.addRelationship(to)}"/>`);
      }
      worksheet.stream.write(dataBarsExtension(barred));
      close();
    };
  }

  #addDrawing({ charts = [], pictures = [] }: Sheet): number | null {
    if (charts.length + pictures.length === 0) return null;
    const ofCharts = charts.map((chart) => ({
      kind: 'chart' as const,
      says: chart.title,
      at: chart.at,
      target: `../charts/chart${this.#charts.push(chart)}.xml`,
    }));
    const ofPictures = pictures.map(({ png, says, at }) => {
      const image = this.addImage({ buffer: png as unknown as exceljs.Buffer, extension: 'png' });
      return { kind: 'image' as const, says, at, target: `../media/image${image}.png` };
    });
    const drawn = [...ofCharts, ...ofPictures];
    const name = `drawing${++this.#drawings}.xml`;
    this.zip.append(drawingXml(drawn), { name: `xl/drawings/${name}` });
    this.zip.append(relationshipsXml(drawn), { name: `xl/drawings/_rels/${name}.rels` });
    return this.#drawings;
  }

  override async commit(): Promise<void> {
    const cellsOf = (wanted: CellRange) => this.#shown.find(({ range }) => range === wanted)?.cells ?? [];
    for (const [at, chart] of this.#charts.entries()) {
      this.zip.append(chartXml(chart, cellsOf), { name: `xl/charts/chart${at + 1}.xml` });
    }
    await super.commit();
  }

  /** exceljs appends its list while it is called: ours are added to it on the way. */
  override addContentTypes(): Promise<void> {
    const { zip } = this;
    const listed = (folder: 'drawings' | 'charts', parts: number) =>
      Array.from({ length: parts }, (_, at) => `/xl/${folder}/${folder.slice(0, -1)}${at + 1}.xml`)
        .map((part) => `<Override PartName="${part}" ContentType="${contentTypes[folder]}"/>`)
        .join('');
    const ours = listed('drawings', this.#drawings) + listed('charts', this.#charts.length);
    this.zip = { append: (xml, of) => zip.append(xml.replace('</Types>', `${ours}</Types>`), of) };
    const added = super.addContentTypes();
    this.zip = zip;
    return added;
  }
}

/**
 * A chart as Excel and LibreOffice draw it themselves from the cells (ECMA-376, part 1, 21.2; the order of the elements is
 * the schema's). Beside each range stand the values that the cells had when they were written, for programs that only show.
 */
import { columnLetters, numberFormat } from './cell-format.ts';
import type { Cell, CellRange, SheetChart } from './table.ts';
import { escaped, officeRelationship, xmlPart } from './xml.ts';

/** Of the product's light pages: told apart by lightness and by line, not by hue alone. */
const ink = '131A24';
const faint = 'CDD4DD';
const accent = '0B4DB3';
const pale = '9FBFEE';
const colours = [accent, '5D8FDC', '8A4A00'];

export type CellsOf = (range: CellRange) => readonly Cell[];

export function chartXml(chart: SheetChart, cellsOf: CellsOf): string {
  const draw = chart.kind === 'line' ? lineChart : barChart;
  return xmlPart(
    `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" ` +
      `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${officeRelationship}">` +
      '<c:roundedCorners val="0"/><c:chart>' +
      `<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr>` +
      `<a:r><a:rPr lang="ru-RU" sz="1200" b="1">${solid(ink)}</a:rPr><a:t>${escaped(chart.title)}</a:t></a:r></a:p></c:rich></c:tx>` +
      '<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>' +
      `<c:plotArea>${draw(chart, cellsOf)}</c:plotArea>` +
      '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>' +
      `<c:spPr>${solid('FFFFFF')}<a:ln><a:noFill/></a:ln></c:spPr>${letters(ink)}</c:chartSpace>`,
  );
}

// ------------------------------------------------------------------------------------------------------- the two kinds

/** There is no legend: each line says its name and value, a fact beside its last point, for which room is left. */
function lineChart({ categories, series }: SheetChart, cellsOf: CellsOf): string {
  const drawn = series.map(({ name, values, target }, at) => {
    const cells = cellsOf(values);
    const last = cells.findLastIndex((cell) => numberOf(cell) !== null);
    const colour = target ? ink : (colours[at % colours.length] ?? accent);
    const dash = target ? '<a:prstDash val="dash"/>' : '';
    const marker = target
      ? '<c:marker><c:symbol val="none"/></c:marker>'
      : `<c:marker><c:symbol val="circle"/><c:size val="7"/><c:spPr>${solid(colour)}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>`;
    // A target is named where it begins: at its end it would lie under a figure that has just reached it.
    const [named, where] = target ? [0, 't'] : [last, 'r'];
    const label =
      `<c:dLbl><c:idx val="${named}"/><c:spPr/>${letters(colour, true)}<c:dLblPos val="${where}"/>` +
      `${shows({ value: true, name: true })}<c:separator> </c:separator></c:dLbl>`;
    return (
      `<c:ser>${identity(at, name)}<c:spPr><a:ln w="${target ? 19050 : 31750}" cap="rnd">${solid(colour)}${dash}<a:round/></a:ln></c:spPr>` +
      `${marker}<c:dLbls>${last === -1 ? '' : label}${shows({})}</c:dLbls>` +
      `${data(categories, values, cellsOf)}<c:smooth val="0"/></c:ser>`
    );
  });
  const format = formatOf(series.flatMap(({ values }) => cellsOf(values)));
  return (
    '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>' +
    '<c:x val="0.08"/><c:y val="0.15"/><c:w val="0.7"/><c:h val="0.7"/></c:manualLayout></c:layout>' +
    `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${drawn.join('')}` +
    '<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>' +
    categoryAxis({ reversed: false }) +
    valueAxis({ place: 'l', format, shown: true })
  );
}

/** From the top down as the rows stand; each bar begins at zero and says its value. */
function barChart({ categories, series }: SheetChart, cellsOf: CellsOf): string {
  const drawn = series.map(({ name, values, paler = [] }, at) => {
    const points = paler.map(
      (index) =>
        `<c:dPt><c:idx val="${index}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr>${solid(pale)}</c:spPr></c:dPt>`,
    );
    return (
      `<c:ser>${identity(at, name)}<c:spPr>${solid(accent)}</c:spPr><c:invertIfNegative val="0"/>${points.join('')}` +
      `<c:dLbls><c:spPr/>${letters(ink)}<c:dLblPos val="outEnd"/>${shows({ value: true })}</c:dLbls>` +
      `${data(categories, values, cellsOf)}</c:ser>`
    );
  });
  const format = formatOf(series.flatMap(({ values }) => cellsOf(values)));
  return (
    `<c:layout/><c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>${drawn.join('')}` +
    '<c:gapWidth val="40"/><c:axId val="1"/><c:axId val="2"/></c:barChart>' +
    categoryAxis({ reversed: true }) +
    valueAxis({ place: 't', format, shown: false })
  );
}

// --------------------------------------------------------------------------------------------------------------- parts

function identity(at: number, name: string): string {
  return `<c:idx val="${at}"/><c:order val="${at}"/><c:tx><c:v>${escaped(name)}</c:v></c:tx>`;
}

function data(categories: CellRange, values: CellRange, cellsOf: CellsOf): string {
  const names = cellsOf(categories);
  const cells = cellsOf(values);
  const format = formatOf(cells);
  const numbers = cells.map((cell, at) => {
    const n = numberOf(cell);
    const own = numberFormat(cell);
    const differs = own === format ? '' : ` formatCode="${own}"`;
    return n === null ? '' : `<c:pt idx="${at}"${differs}><c:v>${n}</c:v></c:pt>`;
  });
  return (
    `<c:cat><c:strRef><c:f>${escaped(reference(categories))}</c:f><c:strCache><c:ptCount val="${names.length}"/>` +
    names
      .map((cell, at) => (cell?.kind === 'text' ? `<c:pt idx="${at}"><c:v>${escaped(cell.text)}</c:v></c:pt>` : ''))
      .join('') +
    `</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>${escaped(reference(values))}</c:f>` +
    `<c:numCache><c:formatCode>${format}</c:formatCode><c:ptCount val="${cells.length}"/>${numbers.join('')}</c:numCache>` +
    '</c:numRef></c:val>'
  );
}

function categoryAxis({ reversed }: { reversed: boolean }): string {
  return (
    `<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="${reversed ? 'maxMin' : 'minMax'}"/></c:scaling><c:delete val="0"/>` +
    `<c:axPos val="${reversed ? 'l' : 'b'}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>` +
    `<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr><a:ln w="9525">${solid(ink)}</a:ln></c:spPr>${letters(ink)}` +
    '<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>' +
    '<c:noMultiLvlLbl val="1"/></c:catAx>'
  );
}

/** Shares are read against the whole: from 0 to 100 %. */
function valueAxis({ place, format, shown }: { place: 'l' | 't'; format: string; shown: boolean }): string {
  const shares = format.endsWith('%');
  return (
    `<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>${shares ? '<c:max val="1"/>' : ''}<c:min val="0"/></c:scaling>` +
    `<c:delete val="${shown ? 0 : 1}"/><c:axPos val="${place}"/>` +
    (shown ? `<c:majorGridlines><c:spPr><a:ln w="6350">${solid(faint)}</a:ln></c:spPr></c:majorGridlines>` : '') +
    `<c:numFmt formatCode="${shares ? '0%' : '#,##0'}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>` +
    `<c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>${letters(ink)}<c:crossAx val="1"/>` +
    `<c:crosses val="autoZero"/><c:crossBetween val="between"/>${shares ? '<c:majorUnit val="0.25"/>' : ''}</c:valAx>`
  );
}

function solid(colour: string): string {
  return `<a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>`;
}

function letters(colour: string, bold = false): string {
  return (
    `<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1000" b="${bold ? 1 : 0}">${solid(colour)}</a:defRPr></a:pPr>` +
    '<a:endParaRPr lang="ru-RU"/></a:p></c:txPr>'
  );
}

function shows({ value = false, name = false }: { value?: boolean; name?: boolean }): string {
  return (
    `<c:showLegendKey val="0"/><c:showVal val="${value ? 1 : 0}"/><c:showCatName val="0"/><c:showSerName val="${name ? 1 : 0}"/>` +
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
  );
}

// --------------------------------------------------------------------------------------------------------------- cells

/** `'Школы'!$B$3:$B$12`. */
function reference({ sheet, column, from, to }: CellRange): string {
  const letters = columnLetters(column);
  return `'${sheet.replaceAll("'", "''")}'!$${letters}$${from}:$${letters}$${to}`;
}

function numberOf(cell: Cell): number | null {
  if (cell?.kind === 'count') return cell.n;
  return cell?.kind === 'percent' ? cell.share.n / cell.share.of : null;
}

/** That of most: only a share that rounding would put on the wrong side of a mark has digits of its own. */
function formatOf(cells: readonly Cell[]): string {
  const formats = cells.filter((cell) => numberOf(cell) !== null).map((cell) => numberFormat(cell) ?? '');
  return formats.sort((a, b) => a.length - b.length)[0] ?? 'General';
}

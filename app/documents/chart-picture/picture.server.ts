/** A chart as a picture for documents: drawn as SVG by hand, since no browser is near, and turned into PNG. */
import { renderAsync } from '@resvg/resvg-js';
import type { Chart } from '#app/charts/chart.ts';
import { everywhere } from '#app/text/ru/everywhere.ts';
import { barsPicture } from './bars.server.ts';
import { heatPicture } from './heat.server.ts';
import { fontFiles } from './letters.server.ts';
import { colours, sizes } from './look.ts';
import { bandsPicture, forecastPicture, linePicture } from './over-time.server.ts';
import { stagesPicture } from './stages.server.ts';
import { type Box, element, type Markup } from './svg.ts';
import { paragraph, words } from './words.server.ts';

/** In pixels; a sheet of A4 is 640 wide between its margins. `scale` is how many of the file lie on one of them. */
export type PictureSize = {
  width: number;
  height: number;
  scale: number;
  /** Without its sentence and its base: the document says them in words of its own. */
  bare?: boolean;
};

/** The picture as PNG. What it shows, for those who don't see it, is `chart.summary`. */
export async function chartPicture(chart: Chart, size: PictureSize): Promise<Buffer> {
  const image = await renderAsync(chartSvg(chart, size), {
    font: { fontFiles: Object.values(fontFiles), loadSystemFonts: false, defaultFontFamily: 'PT Sans' },
    fitTo: { mode: 'zoom', value: size.scale },
    background: colours.page,
  });
  return image.asPng();
}

/** With its sentence above it, and what is counted of what. */
export function chartSvg(chart: Chart, { width, height, bare }: Omit<PictureSize, 'scale'>): string {
  const margin = 8;
  const inner = { x: margin, y: margin, width: width - 2 * margin };
  const head = bare ? { marks: [], below: margin } : headOf(chart, inner);
  const look = { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` };
  return element('svg', { ...look, 'font-family': 'PT Sans' }, [
    element('title', {}, chart.title),
    element('desc', {}, chart.summary),
    ...head.marks,
    ...drawn(chart, { ...inner, y: head.below, height: height - margin - head.below }),
  ]);
}

function headOf(chart: Chart, box: Omit<Box, 'height'>): { marks: Markup[]; below: number } {
  const title = paragraph(box, chart.title, { size: sizes.title, bold: true });
  const said = [chart.quote && `${chart.quote}.`, chart.base, chart.kind === 'forecast' && chart.method];
  const base = paragraph({ ...box, y: title.below + 2 }, said.filter(Boolean).join(' '), {
    size: sizes.small,
    fill: colours.muted,
  });
  return { marks: [...title.marks, ...base.marks], below: base.below + 8 };
}

function drawn(chart: Chart, box: Box): Markup[] {
  if (chart.rows.length === 0) {
    const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    return [words(place.x, place.y, everywhere.states.noData.title, { size: sizes.text, anchor: 'middle' })];
  }
  switch (chart.kind) {
    case 'line':
      return linePicture(chart, box);
    case 'bands':
      return bandsPicture(chart, box);
    case 'forecast':
      return forecastPicture(chart, box);
    case 'bars':
      return barsPicture(chart, box);
    case 'heat':
      return heatPicture(chart, box);
    case 'stages':
      return stagesPicture(chart, box);
  }
}

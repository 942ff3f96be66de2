/**
 * Bars behind shares, from zero to the whole. The old element alone shades them and lets the shortest reach a tenth of the
 * cell; its extension of 2010 draws them true. Both are needed: programs read the one that they know.
 */

const extensions = 'http://schemas.microsoft.com/office/spreadsheetml/2009/9/main';
const colour = 'FF9FBFEE';

/** `ranges` as `D3:D75`. */
export function dataBars(ranges: readonly string[]): string {
  return ranges
    .map(
      (range, at) =>
        `<conditionalFormatting sqref="${range}"><cfRule type="dataBar" priority="${at + 1}">` +
        `<dataBar><cfvo type="num" val="0"/><cfvo type="num" val="1"/><color rgb="${colour}"/></dataBar>` +
        `<extLst><ext xmlns:x14="${extensions}" uri="{B025F937-C7B1-47D3-B67F-A62EFF666E3E}"><x14:id>${idOf(at)}</x14:id></ext></extLst>` +
        '</cfRule></conditionalFormatting>',
    )
    .join('');
}

/** The sheet's last element. */
export function dataBarsExtension(ranges: readonly string[]): string {
  if (ranges.length === 0) return '';
  const bars = ranges.map(
    (range, at) =>
      '<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">' +
      `<x14:cfRule type="dataBar" id="${idOf(at)}"><x14:dataBar minLength="0" maxLength="100" gradient="0" axisPosition="none">` +
      '<x14:cfvo type="num"><xm:f>0</xm:f></x14:cfvo><x14:cfvo type="num"><xm:f>1</xm:f></x14:cfvo></x14:dataBar></x14:cfRule>' +
      `<xm:sqref>${range}</xm:sqref></x14:conditionalFormatting>`,
  );
  return (
    `<extLst><ext xmlns:x14="${extensions}" uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}">` +
    `<x14:conditionalFormattings>${bars.join('')}</x14:conditionalFormattings></ext></extLst>`
  );
}

/** Only has to differ within the sheet; the same sheet is written the same way each time. */
function idOf(at: number): string {
  return `{5C0D0000-0000-4000-8000-${String(at + 1).padStart(12, '0')}}`;
}

/** What lies over the cells of a sheet: its charts and pictures, each in its place (ECMA-376, part 1, 20.5). */
import type { Place } from './table.ts';
import { escaped, officeRelationship, xmlPart } from './xml.ts';

type Drawn = { kind: 'chart' | 'image'; says: string; at: Place };

/** The drawing's relationships stand in the same order. */
export function drawingXml(drawn: readonly Drawn[]): string {
  return xmlPart(
    `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" ` +
      `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${officeRelationship}">` +
      `${drawn.map(anchored).join('')}</xdr:wsDr>`,
  );
}

function anchored({ kind, says, at }: Drawn, index: number): string {
  const id = index + 1;
  const corner = (column: number, line: number) =>
    `<xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${line}</xdr:row><xdr:rowOff>0</xdr:rowOff>`;
  const named = `<xdr:cNvPr id="${id + 1}" name="${kind} ${id}" descr="${escaped(says)}"/>`;
  return (
    `<xdr:twoCellAnchor editAs="oneCell"><xdr:from>${corner(at.left, at.top)}</xdr:from><xdr:to>${corner(at.right, at.bottom)}</xdr:to>` +
    `${kind === 'chart' ? chartFrame(id, named) : picture(id, named)}<xdr:clientData/></xdr:twoCellAnchor>`
  );
}

function chartFrame(id: number, named: string): string {
  const chart = 'http://schemas.openxmlformats.org/drawingml/2006/chart';
  return (
    `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>${named}<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>` +
    '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>' +
    `<a:graphic><a:graphicData uri="${chart}"><c:chart xmlns:c="${chart}" r:id="rId${id}"/></a:graphicData></a:graphic></xdr:graphicFrame>`
  );
}

function picture(id: number, named: string): string {
  return (
    `<xdr:pic><xdr:nvPicPr>${named}<xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>` +
    `<xdr:blipFill><a:blip r:embed="rId${id}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>` +
    '<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
  );
}

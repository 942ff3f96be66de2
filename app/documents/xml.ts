/** What the parts of an Excel file that we write ourselves have in common. */
import { withoutUnreadable } from '#app/domain/readable-text.ts';

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escaped(words: string): string {
  return withoutUnreadable(words).replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
}

export function xmlPart(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${content}`;
}

export const officeRelationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** In their order, the first being `rId1`. */
export function relationshipsXml(targets: readonly { kind: 'chart' | 'image'; target: string }[]): string {
  const list = targets.map(
    ({ kind, target }, at) =>
      `<Relationship Id="rId${at + 1}" Type="${officeRelationship}/${kind}" Target="${escaped(target)}"/>`,
  );
  return xmlPart(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`,
  );
}

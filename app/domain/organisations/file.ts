/** Documents as organisations upload them: what is taken, and how much of it. */

export const fileTypes = ['pdf', 'docx', 'jpeg', 'png'] as const;
export type FileType = (typeof fileTypes)[number];

/** In bytes; inclusive. */
export const largestFile = 10 * 1024 * 1024;
/** Of one organisation, those of removed acts included. */
export const mostFiles = 200;

export const mediaTypes: Record<FileType, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  jpeg: 'image/jpeg',
  png: 'image/png',
};

const endings: Record<FileType, readonly string[]> = {
  pdf: ['.pdf'],
  docx: ['.docx'],
  jpeg: ['.jpeg', '.jpg'],
  png: ['.png'],
};

/** What a file control offers; the content decides. */
export const acceptedEndings = Object.values(endings).flat().join(',');

/** The name under an ending that says what the file is, so that it opens in the right program and in no other. */
export function nameFor(type: FileType, name: string): string {
  const [ending = ''] = endings[type];
  return endings[type].some((one) => name.toLowerCase().endsWith(one)) ? name : name + ending;
}

/** What file systems hold of a name, in bytes of UTF-8: a Cyrillic letter takes two. One is left for a sign before it. */
const mostBytes = 254;
const utf8 = new TextEncoder();

/** Signs that some system refuses, that are not seen, or that turn the name around so that its ending seems another. */
const unfit = /[\\/:*?"<>|\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** Names of devices on Windows, whatever follows a full stop. */
const device = /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$) *(\.|$)/i;

/** A name that any file system takes: without the signs that some refuse, cut by its bytes; `ending` stays whole. */
export function fileName(name: string, ending: string): string {
  const plain = name.normalize('NFC').replace(unfit, '-');
  let left = mostBytes - utf8.encode(ending).length;
  let cut = '';
  for (const letter of plain) {
    left -= utf8.encode(letter).length;
    if (left < 0) break;
    cut += letter;
  }
  const whole = cut.trim().replace(/[\s.]+$/, '') + ending;
  return whole === '' || whole.startsWith('.') || device.test(whole) ? `_${whole}` : whole;
}

/** The same for a whole name: what follows its last full stop is the ending. */
export function fittingName(name: string): string {
  const [, base = name, ending = ''] = /^(.+)(\.[\p{L}\p{N}]{1,10})$/su.exec(name) ?? [];
  return fileName(base, ending);
}

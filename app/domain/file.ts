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

/** What file systems hold of a name, in bytes of UTF-8: a Cyrillic letter takes two. */
const mostBytes = 255;
const utf8 = new TextEncoder();

/** A name that any file system takes: without the signs that some refuse, cut by its bytes; `ending` stays whole. */
export function fileName(name: string, ending: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const plain = name.normalize('NFC').replace(/[\\/:*?"<>|\u0000-\u001f\u007f]+/g, '-');
  let left = mostBytes - utf8.encode(ending).length;
  let cut = '';
  for (const letter of plain) {
    left -= utf8.encode(letter).length;
    if (left < 0) break;
    cut += letter;
  }
  return cut.trimEnd() + ending;
}

/** The same for a whole name: what follows its last full stop is the ending. */
export function fittingName(name: string): string {
  const [, base = name, ending = ''] = /^(.+)(\.[\p{L}\p{N}]{1,10})$/u.exec(name) ?? [];
  return fileName(base, ending);
}

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

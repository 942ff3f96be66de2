import type { downloads as ru } from '../ru/downloads.ts';

export const downloads = {
  title: 'Download',
  files: {
    xlsx: 'Summary in Excel: totals, schools, changes, method',
    csv: 'Schools and figures in CSV',
    json: 'All figures in JSON, for programs',
  },
} satisfies typeof ru;

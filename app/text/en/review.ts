import type { review as ru } from '../ru/review.ts';

export const review = {
  answers: {
    previous: (asOf: string) => `Previous report, as of ${asOf}`,
    changed: 'changed',
    noProblems: 'No problems were named.',
    document: (number: string, day: string) =>
      [number && `No.\u00a0${number}`, day && `of\u00a0${day}`].filter(Boolean).join(' '),
    partialShare: (n: string, of: string) => `${n} of ${of}`,
  },
} satisfies typeof ru;

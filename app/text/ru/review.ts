/** The coordinator's work: queue, returning, accepting, who has not reported; and a report as it is read. */
export const review = {
  answers: {
    previous: (asOf: string) => `Предыдущий отчёт, на ${asOf}`,
    changed: 'изменено',
    noProblems: 'Проблем не указано.',
    /** «№ 45 от 16.04.2012», either part may be missing. */
    document: (number: string, day: string) =>
      [number && `№\u00a0${number}`, day && `от\u00a0${day}`].filter(Boolean).join(' '),
    partialShare: (n: string, of: string) => `${n} из ${of}`,
  },
};

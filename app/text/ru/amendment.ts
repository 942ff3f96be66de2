/** Correcting an accepted report without reopening it. */
export const amendment = {
  word: 'уточнение',
  title: 'Уточнение принятого отчёта',
  about:
    'Если в принятом отчёте нашлась ошибка, исправьте её уточнением. Принятые сведения действуют, пока координатор не примет уточнение.',
  until: (day: string) => `Уточнить отчёт можно до ${day} включительно.`,
  reason: 'Почему отчёт уточняется',
  reasonHint: 'Причину увидит координатор, она останется в истории отчёта.',
  reasonMissing: 'Напишите, почему отчёт уточняется',
  reasonTooLong: 'Сократите текст до 1000 знаков',
  begin: 'Внести уточнение',
  /** To the school, over the draft of the amendment. */
  draftTitle: 'Вы уточняете принятый отчёт',
  draftText: 'Принятые сведения действуют, пока координатор не примет уточнение.',
  because: 'Причина:',
  open: 'Продолжить уточнение',
  drop: 'Отказаться от уточнения',
  dropText: 'Если уточнение не нужно, откажитесь от него: останутся принятые ответы.',
  dropped: 'Уточнение отменено',
  droppedText: 'Действуют принятые ответы.',
  /** To everybody, at the amendment that waits. */
  waiting: 'Уточнение принятого отчёта ждёт проверки',
  waitingText: 'Принятые сведения действуют, пока уточнение не принято.',
  /** To those who are no part of the school, while it writes. */
  beingWritten: 'Школа готовит уточнение этого отчёта',
};

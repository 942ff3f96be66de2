/** The words of the analytic note as a document. It is always in Russian: it leaves the product for the ministry's desk. */
import type { NoteSection } from '#app/domain/editions/note.ts';

export const noteWords = {
  title: 'Аналитическая справка',
  fileName: (of: { month: string; region: string; order: string; edition: number }) =>
    `Аналитическая справка за ${of.month}, ${of.region}, приказ № ${of.order}, выпуск ${of.edition}`,
  about: (kind: string, number: string, date: string) =>
    `о ходе исполнения: ${kind.toLowerCase()} №\u00a0${number} от ${date}`,
  on: (day: string) => `на ${day}`,
  noFigure: 'нет данных',
  /** In place of a figure that the edition has not. */
  gone: (label: string) => `(в этом выпуске нет показателя «${label}»)`,
  demo: 'Данные вымышлены: демонстрационный регион',
  provisional: 'Предварительно: данные прочитаны до окончания месяца',

  sections: {
    basis: 'Основание',
    result: 'Результат',
    changes: 'Что изменилось',
    municipalities: 'Муниципалитеты',
    causes: 'Причины',
    timeliness: 'Своевременность',
    proposals: 'Предложения',
  } satisfies Record<NoteSection, string>,

  keyFigures: {
    caption: 'Основные показатели',
    figure: 'Показатель',
    metOn: (by: string) => `Муниципалитеты, где целевой показатель достигнут к ${by}, как известно теперь`,
    metThatEvening: (by: string) => `То же по данным вечера ${by}`,
    coveredOn: (by: string) => `Охват школ на ${by}, как известно теперь`,
    coveredThatEvening: (by: string) => `То же по данным вечера ${by}`,
    covered: 'Охват школ',
    municipalitiesMet: 'Муниципалитеты, где целевой показатель достигнут',
    reported: 'Отчёты сданы',
    onTime: 'Отчёты впервые сданы в срок',
    accepted: 'Отчёты приняты',
  },

  picture: (number: number, caption: string) => `Рисунок ${number}. ${caption}`,

  /** Where nobody has been named yet: to be filled in by hand. */
  position: '________________________',
  name: '____________________',
  signedOn: '«____» ____________________ 20____\u00a0г.',

  was: (was: string | null) => (was === null ? 'В прежнем выпуске этого показателя не было' : `Было: ${was}`),
  changed: {
    title: (since: string) => `Показатели, которые в выпуске № ${since} были другими`,
    was: 'Было',
    now: 'Стало',
    none: 'Все показатели справки прежние.',
  },

  footer: (of: { edition: string; month: string; sha256: string }) =>
    `«Сводка», выпуск № ${of.edition} за ${of.month}. SHA-256: ${of.sha256}`,
};

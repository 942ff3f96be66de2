/** The coordinator's call list: who has not reported, how to reach them, who was reminded. */
import { plural } from '../plural.ts';

const schools = (n: number) => `${n}\u00a0${plural.ru(n, 'школа', 'школы', 'школ')}`;

export const calls = {
  tab: 'Обзвон',
  title: (n: number, asOf: string) =>
    `${plural.ru(n, 'Не отчиталась', 'Не отчитались', 'Не отчитались')} ${schools(n)} на ${asOf}`,
  closed: 'Звонить некому: кампания закрыта',
  allReported: (asOf: string) => `Отчитались все школы на ${asOf}`,
  allReportedText: 'Звонить некому: на эту дату отчёты сданы.',
  noDates: 'Отчётные даты ещё не открыты',
  noDatesText: 'Школы появятся здесь, когда откроется первая отчётная дата.',
  caption: (asOf: string) => `Школы, не сдавшие отчёт на ${asOf}, самые просроченные сверху`,
  people: 'Кому звонить',
  nobody: 'людей нет',
  noPhone: 'телефона нет',
  noAccess: 'ещё не входил',
  due: 'Срок',
  begun: 'черновик начат',
  locked: (day: string) => `приём закончился ${day}`,
  contact: 'Последнее обращение',
  noContact: 'ещё не обращались',
  kinds: { reminder: 'напоминание', call: 'звонок' },
  contactText: (kind: string, at: string, by: string) => `${kind}, ${at}, ${by}`,

  remind: 'Напомнить',
  remindAll: (n: number) => `Напомнить всем: ${schools(n)}`,
  remindText: 'Напоминание придёт в «Уведомления» и письмом; одной школе об одном отчёте – не чаще раза в день.',
  noteCall: 'Отметить звонок',
  note: 'Что сказали',
  noteHint: 'Можно не заполнять.',
  saveCall: 'Сохранить',
  tooLong: 'Сократите запись до 500 знаков',

  done: {
    reminded: (school: string) => `Школе напомнили: ${school}`,
    already: (school: string) => `Сегодня уже напоминали: ${school}`,
    alreadyText: (at: string, by: string) => `${at}, ${by}. Второго напоминания не будет.`,
    notOwed: (school: string) => `Напоминать не нужно: ${school}`,
    notOwedText: 'Отчёт уже сдан или больше не требуется.',
    nobody: (school: string) => `Некому напомнить: ${school}`,
    nobodyText: 'У школы нет ни одного человека с адресом почты. Сообщите администратору.',
    all: (n: number) => `Напомнили школам: ${n}`,
    nobodyNew: 'Новых напоминаний нет',
    left: (n: number) => `Без нового напоминания: ${schools(n)}. Сегодня уже напоминали, или напомнить там некому.`,
    call: (school: string) => `Звонок отмечен: ${school}`,
  },

  unreachable: {
    title: (n: number) => `Некому напомнить: ${schools(n)}`,
    text: 'Этим школам напоминание или звонок может не дойти. Людей и телефоны вносит администратор региона.',
    caption: 'Школы, до которых не достучаться',
    lacking: 'Чего нет',
    nobody: 'нет ни директора, ни ответственного с адресом почты',
    nobodyCanFile: 'никто не может войти и сдать отчёт',
    noPhone: 'не указан телефон',
  },
};

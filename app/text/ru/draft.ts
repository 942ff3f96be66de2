/** While a report is being filled in: what is saved, who else is here, whose answers stand. */
import { plural } from '../plural.ts';

const minute = 60_000;

/** «только что», «12 минут назад», «3 часа назад», «2 дня назад». */
function ago(ms: number): string {
  const minutes = Math.floor(ms / minute);
  if (minutes < 1) return 'только что';
  const said = (n: number, one: string, few: string, many: string) => `${n}\u00a0${plural.ru(n, one, few, many)} назад`;
  if (minutes < 60) return said(minutes, 'минуту', 'минуты', 'минут');
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return said(hours, 'час', 'часа', 'часов');
  return said(Math.floor(hours / 24), 'день', 'дня', 'дней');
}

export const draft = {
  saved: (time: string) => `Сохранено в\u00a0${time}`,
  saving: 'Сохраняем…',
  notSaved: {
    offline: (seconds: string) => `Не сохранено: нет связи, повторим через ${seconds}\u00a0с`,
    server: (seconds: string) => `Не сохранено: ошибка на сервере, повторим через ${seconds}\u00a0с`,
    signedOut: 'Не сохранено: сеанс закончился. Набранное осталось на этой странице.',
    tooLarge: 'Не сохранено: слишком много текста. Сократите его.',
    refused: 'Не сохранено: сервер не принял ответы. Нажмите «Сохранить черновик», чтобы увидеть причину.',
    closed: 'Не сохранено: отчёт больше нельзя изменить.',
    choice: 'Не сохранено: те же строки изменил другой человек.',
  },
  signIn: 'Войти в новой вкладке',
  retry: 'Сохранить сейчас',
  compare: 'Сравнить',
  toReport: 'К отчёту',
  faults: (shown: string) => `Ошибок в ответах: ${shown}. До сдачи их нужно исправить.`,
  savedWithFaults: (time: string) => `Черновик сохранён в ${time} вместе с ошибками. До сдачи их нужно исправить.`,

  others: (names: string) => `Сейчас этот отчёт открыт также у: ${names}`,
  takenTitle: (by: string, time: string) => `Новые ответы: ${by}, ${time}`,
  taken: (items: string) => `Они показаны в строках: ${items}.`,
  takenBeside: 'Ваши изменения в других строках остались и сохраняются вместе с ними.',
  conflictTitle: 'Те же строки изменил другой человек',
  conflict: (by: string, time: string) =>
    `${by}, ${time}. Ваши ответы в этих строках не сохранены. Сравните и выберите, какие оставить.`,
  keptTitle: (ms: number) => `На этом компьютере осталось набранное ${ago(ms)}, но не отправленное`,
  kept: (by: string, time: string) =>
    `С тех пор отчёт сохранён заново: ${by}, ${time}. Сравните и выберите, какие ответы оставить.`,
  line: 'Строка',
  mine: 'Набрано вами',
  theirs: 'Сохранено',
  takeMine: 'Взять набранное мной',
  takeSaved: 'Оставить сохранённое',
  undoTitle: (items: string) => `Оставлены сохранённые ответы в строках: ${items}`,
  undo: 'Вернуть набранное мной',
  restoredTitle: (ms: number) => `Вернули набранное ${ago(ms)}, но не отправленное`,
  restored: (items: string) => `Оно стоит в строках: ${items}.`,

  changed: 'изменено',
  changedSince: (asOf: string) => `Строки, ответ на которые отличается от отчёта на ${asOf}, отмечены.`,
  addRow: 'Добавить строку',
  removeRow: (row: string) => `Удалить: ${row}`,
  fullTable: (n: string) => `В таблице помещается ${n} строк.`,
};

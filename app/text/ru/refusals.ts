/** What went wrong and what to do now. */
import type { FaultCode } from '#app/domain/form.ts';
import type { Refusal } from '#app/domain/refusal.ts';
import type { ReportAction, ReportStatus } from '#app/domain/report.ts';
import { plural } from '../plural.ts';

/** A heading and what to do. */
export type Words = { title: string; text: string };

/** What a sentence about a refusal may mention, already in the reader's format. */
export type RefusalFacts = {
  changedMeanwhile: { by: string; at: string };
  wrongStatus: { action: ReportAction; status: ReportStatus };
  tooManyAttempts: { seconds: number };
};

type RefusalWords = {
  [K in Refusal['kind']]: K extends keyof RefusalFacts ? (facts: RefusalFacts[K]) => Words : Words;
};

const cannot: Record<ReportAction, string> = {
  save: 'изменить',
  file: 'сдать',
  accept: 'принять',
  return: 'вернуть',
};

const isNow: Record<ReportStatus, string> = {
  due: 'его ещё не начали заполнять',
  draft: 'школа его ещё заполняет',
  filed: 'он уже сдан и находится на проверке',
  returned: 'он возвращён школе на доработку',
  accepted: 'он уже принят',
};

const kinds: RefusalWords = {
  notFound: {
    title: 'Страница не найдена',
    text: 'Проверьте адрес. Возможно, страница удалена или у вас нет к ней доступа.',
  },
  forbidden: {
    title: 'Это действие вам недоступно',
    text: 'Ничего не изменено. Если действие нужно вам для работы, обратитесь к администратору.',
  },
  faults: {
    title: 'Проверьте ответы',
    text: 'Некоторые ответы не заполнены или записаны неверно. Они названы вверху страницы.',
  },
  fields: {
    title: 'Проверьте поля',
    text: 'Некоторые поля не заполнены или записаны неверно. Они названы вверху страницы.',
  },
  changedMeanwhile: ({ by, at }) => ({
    title: 'Отчёт изменил другой человек',
    text: `${by}, ${at}. Ваши ответы на этой странице не сохранены, но остались в полях. Сравните их с новыми и сохраните ещё раз.`,
  }),
  wrongStatus: ({ action, status }) => ({
    title: `Отчёт нельзя ${cannot[action]}`,
    text: `Сейчас ${isNow[status]}. Ничего не изменено. Откройте отчёт заново, чтобы увидеть его состояние.`,
  }),
  unknownField: {
    title: 'Форма не подходит к отчёту',
    text: 'В ней есть поле, которого нет в отчёте. Ничего не изменено. Откройте отчёт заново и повторите.',
  },
  tooManyAttempts: ({ seconds }) => ({
    title: 'Слишком много попыток',
    text: `Подождите ${wait(seconds)} и попробуйте снова.`,
  }),
  wrongPassword: {
    title: 'Неверный адрес почты или пароль',
    text: 'Проверьте раскладку клавиатуры и Caps Lock. Если забыли пароль, обратитесь к администратору.',
  },
  invitationOver: {
    title: 'Приглашение больше не действует',
    text: 'Им уже воспользовались, или его срок истёк. Попросите администратора прислать новое.',
  },
  jobRunning: {
    title: 'Задание уже выполняется',
    text: 'Второй раз запускать его не нужно. Дождитесь окончания: результат появится на этой странице.',
  },
};

function wait(seconds: number): string {
  if (seconds < 60) return `${seconds}\u00a0${plural.ru(seconds, 'секунду', 'секунды', 'секунд')}`;
  const minutes = Math.ceil(seconds / 60);
  return `${minutes}\u00a0${plural.ru(minutes, 'минуту', 'минуты', 'минут')}`;
}

/** Errors in the answers of a report, at their fields. */
const faults: Record<FaultCode, string> = {
  notWhole: 'Укажите целое число цифрами, например 25',
  tooLarge: 'Число слишком большое. Проверьте, нет ли лишних цифр',
  moreThanBase: 'Числитель больше знаменателя: часть не может быть больше целого. Проверьте оба числа',
  noSuchDate: 'Такой даты нет. Укажите день, месяц и год, например 01.09.2012',
  inFuture: 'Дата ещё не наступила. Проверьте день, месяц и год',
  tooLong: 'Текст слишком длинный. В строке помещается 300 знаков, в большом поле – 4000',
  notAChoice: 'Выберите один из предложенных ответов',
  noneAndSome: 'Стоит отметка «Пока нет», но данные заполнены. Снимите отметку или очистите поля',
  unreadable: 'В тексте есть знаки, которые нельзя сохранить. Наберите его заново с клавиатуры',
  missing: 'Заполните ответ',
};

/** Errors in the fields of smaller forms; screens add those of their own. */
const fields = {
  missing: 'Заполните поле',
  tooLong: 'Текст слишком длинный. Сократите его',
  unreadable: 'В тексте есть знаки, которые нельзя сохранить. Наберите его заново с клавиатуры',
  notEmail: 'Укажите адрес почты, например ivanova@school.ru',
  noSuchDate: 'Такой даты нет. Укажите день, месяц и год, например 01.09.2012',
  notAChoice: 'Выберите один из предложенных вариантов',
  taken: 'Такое значение уже есть. Укажите другое',
};

/** Whole pages, by the status of the answer. */
const pages = {
  400: {
    title: 'Запрос не прочитан',
    text: 'Адрес или форма повреждены. Вернитесь на предыдущую страницу и повторите действие.',
  },
  401: {
    title: 'Войдите, чтобы продолжить',
    text: 'Вы не вошли, или время работы истекло. После входа вы вернётесь на эту страницу.',
  },
  403: {
    title: 'Нет доступа',
    text: 'Ничего не изменено. Если доступ нужен вам для работы, обратитесь к администратору.',
  },
  404: {
    title: 'Страница не найдена',
    text: 'Проверьте адрес. Возможно, страница удалена или у вас нет к ней доступа.',
  },
  405: {
    title: 'Такое действие здесь невозможно',
    text: 'Ничего не изменено. Вернитесь на предыдущую страницу и пользуйтесь её ссылками и кнопками.',
  },
  409: {
    title: 'Данные изменились',
    text: 'Пока вы работали, их изменил другой человек. Ничего не сохранено. Откройте страницу заново и повторите.',
  },
  413: {
    title: 'Слишком много данных',
    text: 'Ничего не изменено. Сократите длинные тексты или выберите файл поменьше и отправьте форму снова.',
  },
  415: {
    title: 'Данные не того вида',
    text: 'Ничего не изменено. Отправьте данные формой на странице, а файл – в указанном на ней виде.',
  },
  422: {
    title: 'Проверьте ответы',
    text: 'Некоторые ответы не заполнены или записаны неверно. Ничего не сдано. Вернитесь к форме и исправьте их.',
  },
  429: {
    title: 'Слишком много попыток',
    text: 'Подождите несколько минут и попробуйте снова.',
  },
  500: {
    title: 'Ошибка на сервере',
    text: 'Мы записали её. Повторите через несколько минут; если не поможет, сообщите администратору номер обращения.',
  },
};

export const refusals = {
  kinds,
  faults,
  fields,
  pages,
  requestNumber: (id: string) => `Номер обращения: ${id}`,
};

import { refusals as en } from '#app/text/en/refusals.ts';
import { refusals as ru } from '#app/text/ru/refusals.ts';
import { signIn } from '#app/text/ru/sign-in.ts';
import type { Interrupted } from './interrupted.server.ts';
import { type TurnedAway, turnedAwayAs } from './turned-away.server.ts';
import type { UploadKind } from './upload-places.server.ts';

type Words = { title: string; text: string };

const reasons = {
  400: {
    ru: {
      title: 'Запрос не прочитан',
      text: 'Адрес или форма повреждены. Вернитесь на предыдущую страницу и повторите действие.',
    },
    en: {
      title: 'The request could not be read',
      text: 'The address or the form is damaged. Go back to the previous page and try again.',
    },
  },
  403: {
    ru: {
      title: 'Форма отправлена с другого сайта',
      text: 'Ничего не изменено. Откройте страницу заново по обычному адресу и отправьте форму с неё.',
    },
    en: {
      title: 'The form came from another site',
      text: 'Nothing was changed. Open the page again at its usual address and send the form from there.',
    },
  },
  404: {
    ru: {
      title: 'Страница не найдена',
      text: 'Проверьте адрес. Возможно, страница удалена или у вас нет к ней доступа.',
    },
    en: {
      title: 'Page not found',
      text: 'Check the address. The page may have been removed, or you may not have access to it.',
    },
  },
  405: {
    ru: {
      title: 'Такое действие здесь невозможно',
      text: 'Ничего не изменено. Вернитесь на предыдущую страницу и пользуйтесь её ссылками и кнопками.',
    },
    en: {
      title: 'This cannot be done here',
      text: 'Nothing was changed. Go back to the previous page and use its links and buttons.',
    },
  },
  408: {
    ru: {
      title: 'Запрос не дождались',
      text: 'Данные приходили слишком долго, ничего не изменено. Проверьте связь и повторите.',
    },
    en: {
      title: 'The request took too long',
      text: 'It did not arrive in time and nothing was changed. Check the connection and try again.',
    },
  },
  413: {
    ru: {
      title: 'Слишком много данных',
      text: 'Форма больше 3 МБ, ничего не изменено. Сократите длинные тексты и отправьте её снова.',
    },
    en: {
      title: 'Too much data',
      text: 'The form is larger than 3 MB and nothing was changed. Shorten the long texts and send it again.',
    },
  },
  414: {
    ru: { title: 'Слишком длинный адрес', text: 'Откройте нужную страницу с главной и выберите условия заново.' },
    en: { title: 'The address is too long', text: 'Start from the front page and choose the conditions again.' },
  },
  415: {
    ru: {
      title: 'Данные не того вида',
      text: 'Ничего не изменено. Отправьте данные формой на странице, а не другой программой.',
    },
    en: {
      title: 'The wrong kind of data',
      text: 'Nothing was changed. Send the data with the form on the page, not with another program.',
    },
  },
  431: {
    ru: {
      title: 'Слишком длинный запрос',
      text: 'Удалите в браузере файлы cookie этого сайта и откройте его заново.',
    },
    en: { title: 'The request is too long', text: 'Clear this site’s cookies in the browser and open it again.' },
  },
  500: {
    ru: {
      title: 'Ошибка на сервере',
      text: 'Мы записали её. Повторите через несколько минут; если не поможет, сообщите номер обращения.',
    },
    en: {
      title: 'Something failed on the server',
      text: 'It has been recorded. Try again in a few minutes; if it persists, report the request number.',
    },
  },
  503: {
    ru: {
      title: 'Сейчас отправляют слишком много файлов',
      text: 'Ничего не изменено. Подождите минуту, вернитесь кнопкой браузера «Назад» и отправьте форму снова.',
    },
    en: {
      title: 'Too many files are being sent at the moment',
      text: 'Nothing was changed. Wait a minute, go back with your browser and send the form again.',
    },
  },
  away: { ru: ru.turnedAway.away, en: en.turnedAway.away },
  crowd: { ru: ru.turnedAway.crowd, en: en.turnedAway.crowd },
} as const satisfies Record<number | TurnedAway, { ru: Words; en: Words }>;

/** Of 413 where files are sent: how large they may be. */
const tooLargeUploads: Record<UploadKind, { ru: Words; en: Words }> = {
  oneFile: {
    ru: {
      title: 'Файл слишком большой',
      text: 'Файл может быть не больше 10 МБ. Ничего не изменено. Вернитесь кнопкой браузера «Назад», выберите файл поменьше (например, отсканируйте документ с меньшим разрешением) и отправьте форму снова.',
    },
    en: {
      title: 'The file is too large',
      text: 'A file may have up to 10 MB. Nothing was changed. Go back with your browser, choose a smaller file (scan the document at a lower resolution, for instance) and send the form again.',
    },
  },
  manyFiles: {
    ru: {
      title: 'Слишком много данных',
      text: 'За один раз можно отправить файлы общим объёмом до 40 МБ. Ничего не изменено. Вернитесь кнопкой браузера «Назад», разделите папку или архив на части и отправьте их по очереди.',
    },
    en: {
      title: 'Too much data',
      text: 'Files of up to 40 MB together can be sent at a time. Nothing was changed. Go back with your browser, split the folder or the archive and send the parts one after another.',
    },
  },
};

/** Of 403 where nothing was sent: a file that is somebody else's to have. */
const notTheirs = {
  ru: {
    title: 'Нет доступа',
    text: 'Этот файл предназначен для других ролей. Если он нужен вам для работы, обратитесь к администратору региона.',
  },
  en: {
    title: 'No access',
    text: 'This file is for other roles. If you need it for your work, ask the region’s administrator.',
  },
};

export type RefusalReason = keyof typeof reasons;
export type RefusalStatus = Extract<RefusalReason, number>;

export function statusOf(reason: RefusalReason): number {
  return typeof reason === 'number' ? reason : turnedAwayAs[reason].status;
}

type Refused = {
  /** What the refused request was to bring. */
  upload?: UploadKind;
  /** It brought nothing, and was for a file. */
  download?: boolean;
  /** The page to try again, and what had been typed for it. */
  again?: { path: string } | Interrupted;
};

/** The answer to a request that never reaches the application: static, in both languages, no scripts. */
export function refusalPage(
  reason: RefusalReason,
  requestId: string,
  { upload, download, again }: Refused = {},
): string {
  const words =
    reason === 413 && upload ? tooLargeUploads[upload] : reason === 403 && download ? notTheirs : reasons[reason];
  return `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.ru.title} – Сводка</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/refusal.css">
</head>
<body>
<main>
<h1>${words.ru.title}</h1>
<p>${words.ru.text}</p>
${again ? tryAgain(again, reason) : ''}<p><a href="/">На главную страницу</a></p>
<section lang="en">
<h2>${words.en.title}</h2>
<p>${words.en.text}</p>
<p><a href="/">Front page</a></p>
</section>
<p class="facts">Код ${statusOf(reason)}. Номер обращения <span lang="en">(request number)</span>: ${requestId}</p>
</main>
</body>
</html>
`;
}

function tryAgain(again: { path: string } | Interrupted, reason: RefusalReason): string {
  const path = escaped(again.path);
  if (!('fields' in again)) return `<p><a href="${path}">${ru.turnedAway.tryAgain}</a></p>\n`;
  const { fields, files, passwords = [] } = again;
  const hidden = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">\n`,
  );
  const asked = passwords.map(
    (name) =>
      `<p><label>${passwordLabels[name]}<br><input type="password" name="${name}" autocomplete="off" required></label></p>\n`,
  );
  return `${typeof reason === 'string' ? `<p>${ru.turnedAway[reason].ofForm}</p>\n` : ''}\
${files ? `<p>${escaped(signIn.interrupted.files(files.join(', ')))}</p>\n` : ''}\
<form method="post" action="${path}">
${hidden.join('')}${asked.join('')}<p><button>${ru.turnedAway.sendAgain}</button></p>
</form>
`;
}

const passwordLabels: Record<string, string> = {
  password: signIn.password,
  current: signIn.account.current,
  next: signIn.account.next,
};

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

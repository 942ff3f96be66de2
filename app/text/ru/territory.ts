/** Schools as analysts group them, and where they stood before the territory changed. */
import type { SchoolKind, Settlement } from '#app/domain/organisations/organisation.ts';
import { plural } from '../plural.ts';

const schoolKinds: Record<SchoolKind, string> = {
  secondary: 'средняя школа',
  gymnasium: 'гимназия',
  lyceum: 'лицей',
  basic: 'основная школа',
  primary: 'начальная школа',
  evening: 'вечерняя школа',
  boarding: 'школа-интернат',
  cadet: 'кадетская школа',
  correctional: 'коррекционная школа',
  other: 'школа другого вида',
};

const settlements: Record<Settlement, string> = { urban: 'город', rural: 'село' };

export const territory = {
  schoolKind: 'Вид школы',
  schoolKinds,
  settlement: 'Местность',
  settlements,
  /** The register doesn't say. */
  unknown: 'не указано',

  /** On a successor's form. */
  carriedOver: (school: string, asOf: string) =>
    `Своих отчётов у школы ещё нет. Ответы взяты из отчёта присоединённой школы: ${school}, на ${asOf}. Исправьте то, что изменилось.`,
  previousOf: (school: string, asOf: string) => `${school}, на ${asOf}:`,

  /** The same schools of the same day, placed as on that day or as today. */
  now: {
    label: 'Муниципалитеты',
    asThen: 'Как было на тот день',
    asNow: 'По нынешнему устройству',
    source: (asOf: string, today: string) =>
      `Посчитано сейчас: школы и отчёты на ${asOf}, муниципалитеты – по устройству на ${today}. Сводка за месяц от этого не меняется.`,
    title: 'Что изменилось в устройстве',
    none: (asOf: string) => `Все школы относятся к тем же муниципалитетам, что и ${asOf}.`,
    schools: (n: number, text: string) =>
      `${text} ${plural.ru(n, 'школа относится', 'школы относятся', 'школ относятся')} теперь к другому муниципалитету`,
    municipalities: 'Муниципалитеты, охват которых отличается',
    sameFigures: 'Охват ни одного муниципалитета не отличается.',
    from: (asOf: string) => `Было на ${asOf}`,
    to: 'Теперь',
    why: 'Почему',
    moved: (since: string) => `переведена с ${since}`,
    merged: (since: string) => `с ${since} вошла в состав школы:`,
    noSchools: 'школ нет',
    stoodIn: (asOf: string) => `Муниципалитет на ${asOf}`,
    same: 'тот же',
  },

  /** What closed into what, on the pages of both schools. */
  succession: {
    title: 'Реорганизация',
    mergedInto: (since: string) => `С ${since} вошла в состав другой школы`,
    splitInto: (since: string) => `С ${since} разделена между школами`,
    tookOver: (since: string) => `С ${since} в её состав вошла школа`,
    tookPart: (since: string) => `С ${since} к ней перешла часть школы`,
    document: (document: string) => `Основание: ${document}`,
    begin: 'Присоединить или разделить',
    pageTitle: 'Присоединение или разделение школы',
    text: 'Школа закроется, а её работу продолжит другая школа или несколько. Одна школа-правопреемник – это присоединение или слияние, несколько – разделение.',
    rules: [
      'На отчётные даты с этого дня закрытая школа отчётов не сдаёт.',
      'Всё, что она сдала, остаётся за ней и за её муниципалитетом того времени.',
      'Если у правопреемника ещё нет своего отчёта, первый начнётся с последних ответов закрытой школы.',
      'Люди закрытой школы видят прежние отчёты. В другую школу их переводят отдельно.',
    ],
    successors: 'Правопреемники',
    noneChosen: 'Пока не выбраны.',
    remove: 'Убрать',
    add: 'Добавить правопреемника',
    newFirst: 'Новую школу сначала добавьте в реестр.',
    chooseSchool: 'Школа',
    noSchools: 'Других школ нет',
    continue: 'Показать школы',
    addSchool: 'Добавить',
    since: 'С какого дня',
    sinceHint: 'Первый день, когда школа уже не работает, например 01.09.2012',
    documentLabel: 'Документ',
    documentHint: 'Например, постановление администрации от 15.06.2012 № 214',
    submit: 'Закрыть школу',
    done: 'Школа закрыта, правопреемники указаны',
    reopen: 'Отменить реорганизацию',
    reopenText: 'Школа снова будет работать, а отчёты снова будут от неё требоваться.',
    tooLate: 'Отменить реорганизацию нельзя: правопреемник уже сдал отчёт на дату после этого дня.',
    reopened: 'Реорганизация отменена, школа снова работает',
    faults: {
      noSuccessors: 'Выберите хотя бы одну школу-правопреемника',
      notOpenThen: 'На этот день школа-правопреемник не работает. Проверьте дату или выберите другую школу',
      alreadyClosed: 'Школа уже закрыта. Сначала уберите дату закрытия в её сведениях',
      notAfterOpened: 'Этот день должен быть позже дня открытия школы',
      notAfterLast: 'Этот день должен быть позже последнего перевода школы',
      hasPredecessors: 'К этому дню школа ещё не приняла школы, которые в неё вошли',
      successorsHaveFiled: 'Правопреемник уже сдал отчёт: отменить реорганизацию нельзя',
    },
  },
};

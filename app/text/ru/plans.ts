/** The municipality's plan of its coverage (MO-4.1): plan against fact, its form, and who in the region has one. */
import type { PlanStanding } from '#app/domain/territory/plan.ts';
import { plural } from '../plural.ts';

/** «на 3 школы». */
const bySchools = (n: string, count: number) => `на ${n}\u00a0${plural.ru(count, 'школу', 'школы', 'школ')}`;
const ofMunicipalities = (n: number) => plural.ru(n, 'муниципалитета', 'муниципалитетов', 'муниципалитетов');

export const plans = {
  tab: 'План',

  /** The sentence that answers: how does it go? */
  titles: {
    none: 'План внедрения не внесён',
    ahead: (n: string, count: number) => `План опережается ${bySchools(n, count)}`,
    asPlanned: 'Охват идёт по плану',
    behind: (n: string, count: number) => `Отставание от плана ${bySchools(n, count)}`,
    notYet: (day: string) => `План начинается с ${day}`,
  },
  document: (number: string, date: string) => `№ ${number} от ${date}`,
  states: {
    ahead: (n: string, count: number) => `опережение ${bySchools(n, count)}`,
    asPlanned: 'по плану',
    behind: (n: string, count: number) => `отставание ${bySchools(n, count)}`,
  },

  plan: {
    enter: 'Внести план',
    change: 'Изменить план',
    toAll: 'Планы всех муниципалитетов',
    noneTitle: 'Плана пока нет',
    noneUntil: (day: string) =>
      `Приказ требует утвердить до ${day} план внедрения с количественными показателями охвата и назначить ответственного.`,
    none: 'Приказ требует от муниципалитета план внедрения с количественными показателями охвата.',
    noneOurs: 'Внесите документ, ответственного и сколько школ должно быть охвачено к каждому дню.',
    noneTheirs: 'План вносит муниципальный координатор.',
    saved: 'План сохранён',
    savedText: 'Прежняя редакция, если она была, осталась в списке внизу страницы.',
    unchanged: 'В плане ничего не изменилось',
    unchangedText: 'Вы сохранили то же, что уже записано. Новой редакции нет.',
    approvedBy: 'Чем утверждён',
    firstApproved: 'Впервые утверждён',
    inTime: (day: string) => `в срок: приказ требует до ${day}`,
    late: (day: string) => `позже срока: приказ требует до ${day}`,
    responsible: 'Ответственный',
    noPhone: 'телефон не указан',
    file: 'Файл документа',
    noFile: 'не приложен',
    today: 'Охвачено сегодня',
    /** «15 из 20 школ (75,0 %)». */
    next: 'Следующий срок',
    nextText: (day: string, share: string) => `${day}: ${share}`,
    target: 'Цель приказа',
    targetText: (threshold: string, day: string) => `${threshold} школ к ${day}`,
    savedBy: 'Внёс',
    savedByText: (by: string, at: string) => `${by}, ${at}`,
  },

  short: {
    title: 'План не доводит охват до цели приказа',
    tooFew: (n: string, count: number, threshold: string) =>
      `К последнему сроку плана до ${threshold} не хватает ${n}\u00a0${plural.ru(count, 'школы', 'школ', 'школ')}.`,
    tooLate: (threshold: string, planned: string, due: string) =>
      `По плану ${threshold} школ охвачены к ${planned}, приказ требует к ${due}.`,
    tag: 'меньше цели',
    lateTag: 'цель позже срока',
  },

  steps: {
    title: 'План и факт',
    lead: 'Решает состояние на конец дня. Черта на полосе – план. Доли считаются от общеобразовательных школ, открытых в этот день; для будущих сроков – открытых сегодня.',
    caption: 'Сколько школ должно быть охвачено и сколько охвачено',
    by: 'К дате',
    planned: 'План, школ',
    plannedShare: 'План, доля',
    fact: 'Факт',
    factShare: 'Факт, доля',
    bar: 'Факт против плана',
    state: 'Сравнение',
    notYet: 'срок не наступил',
    noFigures: 'отчётов тогда ещё не было',
    day: 'Охват на этот день',
  },

  earlier: {
    title: (n: string) => `Прежние редакции: ${n}`,
    version: 'Редакция',
    document: 'Документ',
    responsible: 'Ответственный',
    steps: 'Сколько школ к какому дню',
    step: (day: string, schools: string) => `${day} – ${schools}`,
    saved: 'Внёс',
    file: 'Файл',
    noFile: 'нет',
  },

  edit: {
    new: 'Внести план внедрения',
    change: 'Изменить план внедрения',
    lead: 'Сохранённый план станет действующим. Прежние редакции остаются на странице плана.',
    document: 'Документ, которым утверждён план',
    number: 'Номер документа',
    numberHint: 'Как на документе, например 214-П',
    date: 'Дата документа',
    title: 'Название документа',
    person: 'Ответственный за внедрение в муниципалитете',
    responsible: 'Фамилия, имя, отчество',
    position: 'Должность',
    phone: 'Телефон',
    steps: 'Сколько школ должно быть охвачено',
    stepsHint: (n: string, count: number, threshold: string, day: string) =>
      `Сейчас в расчёте ${n} ${plural.ru(count, 'школа', 'школы', 'школ')}. Цель приказа – ${threshold} к ${day}. Укажите число школ нарастающим итогом; день – цифрами, например 01.09.2012. Пустые строки не сохраняются.`,
    step: (n: string) => `Срок ${n}`,
    by: 'К концу какого дня',
    schools: 'Всего школ',
    addRow: 'Добавить строку',
    full: (n: string) => `В плане помещается ${n} сроков.`,
    removeRow: (step: string) => `Убрать: ${step}`,
    save: 'Сохранить план',
    ofStep: (step: string, part: string) => `${step}, ${part}`,
  },

  faults: {
    notWhole: 'Укажите целое число цифрами, например 25',
    notPhone: 'Укажите номер телефона цифрами, например +7 495 123-45-67',
    inFuture: 'Этот день ещё не наступил. Укажите дату утверждённого документа',
    sameDay: 'Этот день уже есть в плане. Оставьте одну строку на каждый день',
    falls: 'Школ меньше, чем к более раннему дню. Число считается нарастающим итогом',
    tooManySchools: 'Столько школ в муниципалитете нет. Проверьте число',
    noSteps: 'Укажите хотя бы один срок: день и число школ',
    tooManySteps: 'В плане помещается 24 срока. Уберите лишние строки',
    changedMeanwhile: 'План изменил другой человек. Проверьте поля и сохраните ещё раз',
  },

  all: {
    title: (share: string, of: number, inTime: string) =>
      `План утверждён в ${share} ${ofMunicipalities(of)}, в срок – в ${inTime}`,
    noTermTitle: (share: string, of: number) => `План утверждён в ${share} ${ofMunicipalities(of)}`,
    link: 'Планы муниципалитетов',
    lead: (day: string) =>
      `Приказ требует утвердить план до ${day}. В срок или нет, решает дата документа; когда план внесён в «Сводку», видно рядом.`,
    noMunicipalities: 'В регионе нет муниципалитетов. Их заводит администратор.',
    filter: 'Показать',
    filters: {
      all: 'все',
      none: 'нет плана',
      late: 'утверждён позже срока',
      behind: 'отстают от плана',
      short: 'план ниже цели',
    },
    caption: 'Муниципалитеты и их планы',
    found: 'Таких муниципалитетов нет.',
    municipality: 'Муниципалитет',
    standing: 'Утверждение',
    standings: {
      inTime: 'в срок',
      late: 'позже срока',
      none: 'плана нет',
    } satisfies Record<PlanStanding, string>,
    document: 'Документ',
    responsible: 'Ответственный',
    approved: (day: string) => `впервые утверждён ${day}`,
    entered: (at: string) => `внесён ${at}`,
    covered: 'Охвачено сегодня',
    state: 'План и факт',
    notYet: 'первый срок впереди',
  },
};

/** The month's Excel summary. It is always in Russian: it leaves the product for the ministry's desk. */

import type { ReportCount, Since } from '#app/domain/editions/changes.ts';
import type { Exclusion } from '#app/domain/territory/summary.ts';
import type { BandState, TargetState } from '#app/domain/territory/target.ts';
import type { CorridorState } from '#app/domain/territory/target-figures.ts';
import { plural } from '../plural.ts';

const ofSchools = (n: number) => plural.ru(n, 'школы', 'школ', 'школ');
const ofMunicipalities = (n: number) => plural.ru(n, 'муниципалитета', 'муниципалитетов', 'муниципалитетов');

export const workbook = {
  title: (month: string, region: string) => `Сводка за ${month}. ${region}`,
  /** Without the ending; characters that a file system refuses are replaced by the caller. */
  fileName: (of: { month: string; asOf: string; place: string; order: string; edition: number | null }) =>
    [
      `Сводка за ${of.month}`,
      of.place,
      `приказ № ${of.order}`,
      of.edition === null ? `на ${of.asOf}` : `выпуск ${of.edition}`,
    ].join(', '),
  demo: 'Данные вымышлены: демонстрационный регион',
  yes: 'да',
  no: 'нет',
  page: 'стр. ',
  of: ' из ',
  clause: (number: string) => `пункт ${number}`,
  atLeast: (percent: string) => `не менее ${percent}`,

  sheets: {
    totals: 'Итоги',
    figures: 'Показатели',
    history: 'По месяцам',
    municipalities: 'Муниципалитеты',
    schools: 'Школы',
    stages: 'Этапы',
    notReported: 'Не отчитались',
    excluded: 'Не учтены',
    excused: 'Не требуются',
    problems: 'Проблемы',
    returns: 'Возвраты',
    changes: 'Изменения',
    method: 'Методика',
  },

  /** «Коридоры», of an order with several also «Коридоры 2». */
  bandsSheet: (place: number) => (place === 1 ? 'Коридоры' : `Коридоры ${place}`),

  share: { n: 'сколько', of: 'из скольких', percent: '%' },

  columns: {
    municipality: 'Муниципалитет',
    school: 'Школа',
    coverage: 'Охват школ',
    schools: 'всего школ',
    covered: 'охвачено',
    percent: '%',
    target: 'Целевой показатель',
    stillNeeded: 'Сколько ещё школ нужно',
    rank: 'Место',
    rankChange: 'Изменение места за месяц',
    monthAgo: '% месяц назад',
    plan: 'План муниципалитета',
    planned: 'должно быть охвачено',
    againstPlan: 'факт против плана',
    pace: 'Прирост охваченных за 28 дней',
    reported: 'Отчёты сданы',
    accepted: 'Отчёты приняты',
    onTime: 'Отчёты впервые сданы в срок',
    onTimeOriginally: 'Сданы в срок по первоначальной дате',
    acceptedOnTime: 'Принятая версия сдана в срок',
    returns: 'Возвратов за месяц',
    returnReasons: 'Причина возврата',
    coordinators: 'Координатор',
    isCovered: 'Охвачена',
    coveredSince: 'Охвачена с',
    onDay: (by: string) => `На день цели, ${by}`,
    onDayOf: (by: string, title: string) => `На день цели, ${by}: ${title}`,
    knownThen: 'засчитано тем вечером',
    knownNow: 'засчитано, как известно теперь',
    dayState: 'достигнут ли',
    meetsTarget: (title: string) => `Выполняет цель: ${title}`,
    corridorState: (band: string, by: string) => `Коридор ${band} на ${by}`,
    stage: 'Этап',
    reportsDue: 'Отчёты, срок которых наступил в этом месяце',
    state: 'состояние',
    bandState: 'в коридоре ли',
    firstOnTime: 'впервые в срок',
    originallyOnTime: 'в срок по первоначальной дате',
    acceptedVersionOnTime: 'принятая версия в срок',
    system: 'Информационная система',
    lastReport: 'Последний сданный отчёт',
    lastAsOf: 'на дату',
    filedOn: 'сдан',
    late: 'с опозданием',
    owed: 'должна сдать',
    filed: 'сдала',
    acceptedReports: 'принято',
    reason: 'Почему не учтена',
    notRequiredReason: 'Почему не требуется',
    document: 'Документ',
    problem: 'Проблема',
    problemSchools: 'У скольких школ',
    problemState: 'Состояние',
    problemSince: 'Названа',
    problemUntil: 'Закончилась',
    problemDays: 'Дней',
    problemText: 'Как пишет школа',
    problemHow: 'Как решена или что мешает',
    total: 'Всего по региону',
  },

  targetStates: {
    met: 'достигнут',
    missed: 'не достигнут',
    pending: 'срок не наступил',
  } satisfies Record<TargetState, string>,

  dayStates: {
    inTime: 'в срок',
    missed: 'нет',
  },
  dayLater: (on: string) => `позже срока, ${on}`,

  bandSchools: {
    behind: 'школ ниже',
    silent: 'школ не ответило',
    within: 'школ в коридоре',
    ahead: 'школ выше',
  } satisfies Record<CorridorState, string>,
  silent: 'не ответила',

  bandStates: {
    behind: 'ниже коридора',
    within: 'в коридоре',
    ahead: 'выше коридора',
  } satisfies Record<BandState, string>,

  reportStates: {
    nothingDue: 'срока не было',
    missing: 'не сдан',
    filed: 'сдан, не принят',
    accepted: 'принят',
  },

  exclusions: {
    closed: 'закрыта',
    notOpenYet: 'ещё не открыта',
    notGeneral: 'не общеобразовательная организация',
  } satisfies Record<Exclusion['reason'], string>,

  totals: {
    orderName: (kind: string, number: string, date: string) => `${kind} № ${number} от ${date}`,
    basis: (order: string, asOf: string) => `${order}. Состояние на конец дня ${asOf}.`,

    /** «734 из 1 404 школ (52,3 %)». */
    coverage: (share: string, of: number, percent: string) => `${share} ${ofSchools(of)} (${percent})`,
    noSchools: 'школ нет',
    covered: (day: string, coverage: string) => `На ${day} охвачено ${coverage}.`,
    perMunicipality: (target: string, by: string, where: string) =>
      `Целевой показатель – ${target} школ каждого муниципалитета к ${by} – ${where}.`,
    metIn: (share: string, of: number) => `достигнут в ${share} ${ofMunicipalities(of)}`,
    notYet: ', срок ещё не наступил',
    target: (target: string, by: string, is: string) => `Целевой показатель – ${target} школ к ${by}: ${is}.`,
    needed: (n: number) => `, не хватает ${n} ${ofSchools(n)}`,

    /** On the target's own day: as is known now, as was known that evening, and what came later. */
    dayMet: (target: string, by: string, known: string, of: number, then: string) =>
      `К ${by} целевой показатель – ${target} школ каждого муниципалитета – достигнут в ${known} ${ofMunicipalities(of)}, по данным того вечера – в ${then}`,
    dayLater: (n: string) => `; после срока – ещё в ${n}`,
    dayState: (target: string, by: string, is: string, known: string, then: string) =>
      `Целевой показатель – ${target} школ к ${by} – ${is}: на этот день охвачено ${known}, по данным того вечера – ${then}.`,
    dayStates: {
      inTime: 'достигнут в срок',
      later: (on: string) => `достигнут позже срока, ${on}`,
      missed: 'не достигнут',
    },
    nowMet: (share: string, of: number) => `Теперь он достигнут в ${share} ${ofMunicipalities(of)}.`,
    dayTable: (by: string) => `На день цели, ${by}`,
    dayMunicipalities: 'К дню цели: муниципалитеты, где показатель достигнут',
    dayCovered: 'К дню цели: охвачено школ, из всех школ',
    dayThen: 'По данным того вечера',
    dayKnown: (asOf: string) => `Как известно на ${asOf}`,
    furtherShare: (title: string) => `Цель «${title}»: выполнили`,
    furtherMet: (title: string) => `Цель «${title}»: муниципалитеты, где достигнута`,

    sinceMonth: (month: string) => `По сравнению с итогами за ${month}`,
    sinceEdition: (number: string) => `По сравнению с прошлым выпуском за этот месяц (№ ${number})`,
    was: (coverage: string) => `тогда – ${coverage}`,
    counts: {
      gained: (n: string) => `стали охваченными – ${n}`,
      lost: (n: string) => `перестали быть охваченными – ${n}`,
      joined: (n: string) => `вошли в число школ – ${n}`,
      left: (n: string) => `выбыли – ${n}`,
      moved: (n: string) => `перешли в другой муниципалитет – ${n}`,
      figures: (n: string) => `изменилось показателей – ${n}`,
    },
    nothingChanged: 'ничего не изменилось',

    figure: 'Показатель',
    now: 'Сейчас',
    monthAgo: 'Месяц назад',
    coveredShare: 'Охвачено школ, из всех школ',
    municipalitiesMet: 'Муниципалитеты, где целевой показатель достигнут',
    reported: 'Отчёты сданы, из тех, срок которых наступил в этом месяце',
    onTime: 'Отчёты впервые сданы в срок, из них же',
    onTimeOriginally: 'В срок по первоначальной дате, из них же',
    accepted: 'Отчёты приняты координатором, из них же',
    acceptedOnTime: 'Принятая версия сдана в срок, из них же',
    nothingDue: 'Отчёты: в этом месяце сроков сдачи не было',
    picture: (coverage: string) => `Охват по месяцам: сейчас ${coverage}`,
    furthest: 'Дальше всего от целевого показателя',

    edition: 'Выпуск сводки',
    number: (number: string) => `№ ${number}`,
    noEdition: 'выпуска нет: посчитано по текущим данным',
    readAt: 'Когда прочитаны данные',
    readAtZone: (time: string) => `${time} (время региона)`,
    month: 'Месяц',
    complete: 'завершён',
    incomplete: 'месяц не завершён: данные ещё изменятся',
    hash: 'Отпечаток показателей (SHA-256)',
  },

  figures: {
    item: 'Строка отчёта',
    schools: 'По отчётам скольких школ',
    band: 'Коридор приказа',
    bandIs: (band: string, by: string, clause: string) => `на ${by} – ${band} (${clause})`,
  },

  history: {
    month: 'Месяц',
    fact: 'Охват',
    target: 'Цель',
    municipalitiesMet: 'Муниципалитеты, где цель достигнута',
  },

  bandBy: (band: string, by: string) => `${band} на ${by}`,
  noBandsYet: 'Ни одна дата коридора ещё не наступила.',

  stages: {
    title: 'Сколько школ на каком этапе',
    stage: 'Этап',
    numbered: (number: string) => `этап ${number}`,
    none: 'ни на одном',
    schools: 'Школ',
  },

  noReturns: 'В этом месяце отчёты не возвращались.',

  changes: {
    since: 'По сравнению с чем',
    sinceWhich: { edition: 'прошлый выпуск', month: 'прошлый месяц' } satisfies Record<Since, string>,
    what: 'Что изменилось',
    was: 'Было',
    is: 'Стало',
    counted: 'Входит в число школ',
    moved: 'Муниципалитет',
    covered: 'Охвачена',
    noStage: 'ни на одном',
    reports: {
      owed: 'Должна сдать отчётов',
      filed: 'Сдано отчётов',
      onTime: 'Впервые сдано в срок',
      onTimeOriginally: 'Сдано в срок по первоначальной дате',
      accepted: 'Принято отчётов',
      acceptedOnTime: 'Принятая версия сдана в срок',
    } satisfies Record<ReportCount, string>,
    none: 'Ничего не изменилось.',
    nothingBefore: 'Сравнивать не с чем: это первый выпуск.',
  },

  nothingDue: 'В этом месяце сроков сдачи отчётов не было.',
  allReported: 'Все отчёты, срок которых наступил, сданы.',
  noneExcluded: 'Учтены все организации.',
  noProblems: 'Школы не назвали проблем.',
  noneExcused: 'Ожидались отчёты всех школ.',

  method: {
    term: 'Понятие',
    meaning: 'Что это значит',
    covered: 'Охваченная школа',
    coveredBy: (clause: string, conditions: string) =>
      `Считается по последнему сданному отчёту (${clause} приказа): ${conditions}.`,
    noTarget: 'Приказ не устанавливает целевого показателя охвата: охваченных школ в сводке нет.',
    conditions: {
      answered: (line: string) => `заполнена строка ${line}`,
      done: (line: string) => `строка ${line} заполнена, и в ней не «пока нет»`,
      yes: (line: string) => `в строке ${line} ответ «да»`,
      since: (line: string) => `в строке ${line} указан день, и он уже наступил`,
      above: (line: string, percent: string) => `в строке ${line} доля больше ${percent}`,
      atLeast: (line: string, percent: string) => `в строке ${line} доля не меньше ${percent}`,
    },
    denominator: 'Из скольких школ',
    denominatorIs: (asOf: string) =>
      `Из всех общеобразовательных организаций, открытых на ${asOf}, сдали они отчёт или нет. Остальные названы на листе «Не учтены».`,
    asOf: 'На какой день',
    asOfIs: (asOf: string) =>
      `На конец дня ${asOf} по времени региона. Школа отнесена к тому муниципалитету, в котором она была в этот день. Отчёты, сданные позже, не вошли.`,
    last: 'Последний сданный отчёт',
    lastIs:
      'Отчёт за самую позднюю отчётную дату из тех, за которые школа отчиталась; если он сдан несколько раз – сданный последним. Отчёт, возвращённый на исправление, считается сданным в прежнем виде, пока школа не сдаст его снова.',
    reported: 'Отчёты сданы, сданы в срок',
    reportedIs: (from: string, to: string) =>
      `Считаются отчёты, срок сдачи которых, с переносами и продлениями, пришёлся на ${from} – ${to}; отчёты, которые по решению не требуются, названы на листе «Не требуются» и сюда не входят. «Впервые в срок» – отчёт впервые сдан не позже этого дня; «по первоначальной дате» – не позже дня, установленного приказом; «принятая версия» – не позже срока сдана та версия, которую координатор принял.`,
    figures: 'Сколько и из скольких',
    figuresIs:
      'Суммы по последним сданным отчётам школ. Школы, не указавшие показатель, в суммы не входят. Пустая клетка – данных нет, это не ноль.',
    percent: 'Доля, %',
    percentIs:
      'Сколько, делённое на «из скольких». В клетке хранится точное значение, показан один знак после запятой; больше знаков показано там, где округление перенесло бы долю через целевой показатель или сделало бы её нулём или 100 %. С целевым показателем сравнивается дробь, а не округлённая доля.',
    targets: { coverage: 'Целевой показатель', bands: 'Коридор' },
    targetIs: (percent: string, by: string, perMunicipality: boolean) =>
      `Нужно: ${percent} школ ${perMunicipality ? 'каждого муниципалитета' : 'региона'} к ${by} включительно.`,
    bandsIs: (bands: string[]) => `Нужно: ${bands.join('; ')}. Границы входят в коридор.`,
    band: (band: string, by: string, permanent: boolean) => `${permanent ? 'с' : 'к'} ${by} – ${band}`,
    meetsBy: (conditions: string) => `Школа засчитана по последнему сданному отчёту: ${conditions}.`,
    onDay: 'На день цели',
    onDayIs:
      'Показатель на конец самого дня цели, посчитанный дважды: по отчётам, которые были сданы к этому вечеру, и по последним отчётам, известным сводке. Школа, которая позже сообщила, что пользуется системой с более раннего дня, засчитана во втором. «Позже срока» – первый день после дня цели, когда засчитанных школ стало достаточно. Знаменатель – школы, открытые в сам день цели.',
    bySchools: 'Коридор по школам',
    bySchoolsIs:
      'Каждая школа судится по своей доле из последнего сданного отчёта. «Не ответила» – отчёта нет или доля в нём не указана.',
    clause: (name: string, text: string) => `В приказе (${name}): «${text}»`,
    rank: 'Место',
    rankIs:
      'По доле охваченных школ, от наибольшей. При равных долях места равны, следующее место учитывает их число. Изменение места: «+2» – поднялся на два места.',
    plan: 'План муниципалитета',
    planIs:
      'Сколько школ по утверждённому плану муниципалитета должно быть охвачено на день сводки (последний наступивший шаг плана, не больше числа школ). «Факт против плана»: «+2» – охвачено на две школы больше. Пусто – плана нет или его первый шаг ещё не наступил.',
    pace: 'Прирост за 28 дней',
    paceIs: (day: string) => `На сколько охваченных школ больше, чем было на конец дня ${day}.`,
    stages: 'Этапы',
    stagesIs: 'Школа стоит на последнем из этапов, условия которых выполнены по её последнему сданному отчёту:',
    stage: (stage: string, conditions: string) => `${stage}: ${conditions}.`,
    problems: 'Проблемы',
    problemsIs:
      'Проблемы из таблиц последних отчётов школ, похожие по словам собраны вместе под самой частой формулировкой. «Больше не упоминается» – следующий отчёт школы её не называет, хотя решённой она не названа. «Названа» и «Закончилась» – отчётные даты первого отчёта с этой проблемой и того, где она решена или больше не упомянута; дни – между ними, у нерешённых до дня сводки.',
    changes: 'Изменения',
    changesIs:
      'Чем выпуск отличается от прошлого выпуска за тот же месяц и от последнего к тому времени выпуска за прошлый месяц, по каждой школе. Сданные за месяц отчёты сравниваются только с выпуском за тот же месяц.',
    edition: 'Выпуск сводки',
    editionIs:
      'Сводка за месяц, которая больше не изменится. Если составить месяц ещё раз, получится следующий выпуск, а прежний сохранится. Месяц завершён, если данные прочитаны после его окончания.',
    hashes: 'Отпечатки',
    hashesIs:
      'Числа SHA-256, посчитанные по тексту выпуска. Если изменить хотя бы один показатель, отпечаток станет другим; по отпечатку прошлого выпуска видно, что ни один выпуск не пропал.',
    ofEdition: 'Отпечаток выпуска',
    ofFigures: 'Отпечаток показателей',
    ofOrder: 'Отпечаток приказа',
    ofPrevious: 'Отпечаток прошлого выпуска',
    noPrevious: 'это первый выпуск',
    remarks: 'Примечания к приказу',
    item: 'Строка отчёта',
    line: (number: string) => `строка ${number}`,
    itemTitle: 'Как она называется в приказе',
    base: 'От чего доля',
    clauseColumn: 'Пункт приказа',
  },
};

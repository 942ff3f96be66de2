/** The month's Excel summary. It is always in Russian: it leaves the product for the ministry's desk. */
import type { Exclusion } from '#app/domain/summary.ts';
import type { BandState, TargetState } from '#app/domain/target.ts';

export const workbook = {
  title: (month: string, region: string) => `Сводка за ${month}. ${region}`,
  /** Without the ending; characters that a file system refuses are replaced by the caller. */
  fileName: (of: { month: string; asOf: string | null; region: string; order: string; edition: number | null }) =>
    [
      `Сводка за ${of.month}`,
      of.region,
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
    municipalities: 'Муниципалитеты',
    schools: 'Школы',
    notReported: 'Не отчитались',
    excluded: 'Не учтены',
    excused: 'Не требуются',
    problems: 'Проблемы',
    method: 'Методика',
  },

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
    reported: 'Отчёты сданы',
    onTime: 'Отчёты впервые сданы в срок',
    onTimeOriginally: 'Сданы в срок по первоначальной дате',
    acceptedOnTime: 'Принятая версия сдана в срок',
    isCovered: 'Охвачена',
    system: 'Информационная система',
    lastReport: 'Последний сданный отчёт',
    lastAsOf: 'на дату',
    filedOn: 'сдан',
    late: 'с опозданием',
    owed: 'Должна сдать отчётов',
    filed: 'Сдала',
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

  bandStates: {
    behind: 'ниже коридора',
    within: 'в коридоре',
    ahead: 'выше коридора',
  } satisfies Record<BandState, string>,

  exclusions: {
    closed: 'закрыта',
    notOpenYet: 'ещё не открыта',
    notGeneral: 'не общеобразовательная организация',
  } satisfies Record<Exclusion['reason'], string>,

  totals: {
    order: 'Приказ',
    orderName: (kind: string, number: string, date: string) => `${kind} № ${number} от ${date}`,
    authority: 'Кто издал',
    subject: 'О чём',
    region: 'Регион',
    asOf: 'Состояние на конец дня',
    edition: 'Выпуск сводки',
    number: (number: number) => `№ ${number}`,
    noEdition: 'выпуска нет: посчитано по текущим данным',
    readAt: 'Когда прочитаны данные',
    readAtZone: (time: string) => `${time} (время региона)`,
    month: 'Месяц',
    complete: 'завершён',
    incomplete: 'месяц не завершён: данные ещё изменятся',

    figure: 'Показатель',
    fromSchools: 'По отчётам скольких школ',
    remark: 'Пояснение',
    covered: 'Охват: школы, выполнившие условие приказа, из всех школ',
    municipalitiesMet: 'Муниципалитеты, где целевой показатель достигнут',
    reported: 'Отчёты, сданные из тех, срок которых наступил в этом месяце',
    onTime: 'Отчёты, впервые сданные в срок, из них же',
    onTimeOriginally: 'В срок по первоначальной дате, из них же',
    accepted: 'Отчёты, принятые координатором, из них же',
    acceptedOnTime: 'Отчёты, принятая версия которых сдана в срок, из них же',
    nothingDue: 'в этом месяце сроков сдачи не было',
    target: (percent: string, by: string, clause: string) => `целевой показатель – ${percent} к ${by} (${clause})`,
    perMunicipality: (target: string) => `${target}, свой для каждого муниципалитета; в целом по региону`,
    band: (band: string, by: string, clause: string) => `коридор на ${by} – ${band} (${clause})`,
    items: (form: string) => `По строкам последних сданных отчётов: ${form}`,
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
    clause: (name: string, text: string) => `В приказе (${name}): «${text}»`,
    problems: 'Проблемы',
    problemsIs:
      'Проблемы из таблиц последних отчётов школ, похожие по словам собраны вместе под самой частой формулировкой. «Больше не упоминается» – следующий отчёт школы её не называет, хотя решённой она не названа. «Названа» и «Закончилась» – отчётные даты первого отчёта с этой проблемой и того, где она решена или больше не упомянута; дни – между ними, у нерешённых до дня сводки.',
    edition: 'Выпуск сводки',
    editionIs:
      'Сводка за месяц, которая больше не изменится. Если составить месяц ещё раз, получится следующий выпуск, а прежний сохранится. Месяц завершён, если данные прочитаны после его окончания.',
    remarks: 'Примечания к приказу',
    item: 'Строка отчёта',
    line: (number: string) => `строка ${number}`,
    itemTitle: 'Как она называется в приказе',
    base: 'От чего доля',
    clauseColumn: 'Пункт приказа',
  },
};

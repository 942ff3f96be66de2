/** What the tables of the month's workbook must say, from recounts alone: heads and words as the reader sees them. */
import type { Recount, SchoolCount } from './recount-summary.ts';
import type { Row, Value } from './workbook-tables.ts';

type Share = { n: number; of: number };
/** Of the order's definition what the sheets are named by. */
export type Named = {
  stages: { id: string; number: string; reached?: unknown }[];
  forms: { id: string; items: { id: string; number: string; kind: string }[] }[];
  targets: (
    | { kind: 'coverage'; id: string; title: string; form: string; threshold: Share; plan?: string; by: string }
    | {
        kind: 'bands';
        id: string;
        title: string;
        form: string;
        item: string;
        clause: string;
        bands: { from: number; to: number; by: string }[];
      }
  )[];
  clauses: { id: string; number: string }[];
  returnReasons: { id: string; title: string }[];
};

export type Counts = {
  now: Recount;
  /** As they were when the edition of the month before, and the one before of the same month, were compiled. */
  monthAgo: Recount | null;
  editionAgo: Recount | null;
  /** The months up to this one, under their short names. */
  history: { month: string; count: Recount }[];
};

const percent = ({ n, of }: Share): Value => (of === 0 ? null : n / of);
const yesNo = (is: boolean) => (is ? 'да' : 'нет');
const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);
const spaced = (n: number) => String(n).replace(/(?<=\d)(?=(\d{3})+$)/g, ' ');
const dotted = (day: string) => day.split('-').reverse().join('.');
const targetStates = { met: 'достигнут', missed: 'не достигнут', pending: 'срок не наступил' };
const exclusions: Record<string, string> = {
  closed: 'закрыта',
  notOpenYet: 'ещё не открыта',
  notGeneral: 'не общеобразовательная организация',
};
const excuses: Record<string, string> = {
  reorganisation: 'школа реорганизуется',
  noClasses: 'в школе нет занятий',
  joint: 'за школу отчитывается другая',
  exempt: 'школа освобождена решением',
};
const kinds: Record<string, string> = {
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
const settlements: Record<string, string> = { urban: 'город', rural: 'село' };
const problemStates: Record<string, string> = {
  open: 'не решена',
  partly: 'решена частично',
  solved: 'решена',
  gone: 'больше не упоминается',
};

function three(group: string, share: Share | undefined): Row {
  return {
    [`${group}: сколько`]: share?.n ?? null,
    [`${group}: из скольких`]: share?.of ?? null,
    [`${group}: %`]: share ? percent(share) : null,
  };
}

/** By the name of the sheet; rows in the order of the sheet. */
export function tablesOf(order: Named, counts: Counts): Record<string, Row[]> {
  const { now, monthAgo, editionAgo, history } = counts;
  const { totals, schools } = now;
  const coverage = order.targets.find((target) => target.kind === 'coverage');
  const bandsTarget = order.targets.find((target) => target.kind === 'bands');
  const form = order.forms.find(({ id }) => id === coverage?.form) ?? order.forms[0];
  const items = (form?.items ?? []).filter(({ kind }) => kind === 'share');
  const stages = order.stages.filter(({ reached }) => reached);
  const nameOf = new Map(totals.municipalities.map(({ id, name }) => [id, name]));
  const placeOf = (one: { name: string; municipalityId: number }) => ({
    Муниципалитет: nameOf.get(one.municipalityId) ?? null,
    Школа: one.name,
  });
  const figures = (own: Record<string, Share>) =>
    Object.assign({}, ...items.map(({ id, number }) => three(`строка ${number}`, own[id]))) as Row;
  const numberOf = (stage: string | null) => order.stages.find(({ id }) => id === stage)?.number ?? null;
  const returned = (details: Recount['totals']['details'], reason?: string) =>
    sum(details.flatMap(({ returns }) => returns.filter((one) => !reason || one.reason === reason).map(({ n }) => n)));

  const dayStates = { inTime: 'в срок', missed: 'нет' };
  const targetColumns = ({ targets }: Recount['totals']['region']): Row =>
    Object.assign(
      {},
      ...order.targets
        .filter((target) => target.kind === 'coverage')
        .map(({ id, title, by }, at) => {
          const own = targets.find((one) => one.id === id);
          const group = `На день цели, ${dotted(by)}${at === 0 ? '' : `: ${title}`}`;
          const day = own?.day;
          return {
            ...(at > 0 && {
              ...three(title, own?.covered),
              [`${title}: Целевой показатель`]: own?.state ? targetStates[own.state] : null,
            }),
            ...(totals.region.targets.find((one) => one.id === id)?.day && {
              [`${group}: всего школ`]: day?.known.of ?? null,
              [`${group}: засчитано тем вечером`]: day?.evening.n ?? null,
              [`${group}: засчитано, как известно теперь`]: day?.known.n ?? null,
              [`${group}: %`]: day ? percent(day.known) : null,
              [`${group}: достигнут ли`]:
                day?.state === 'later'
                  ? `позже срока, ${dotted(day.reachedOn ?? '')}`
                  : day?.state
                    ? dayStates[day.state]
                    : null,
            }),
          };
        }),
    );

  type Territory = Recount['totals']['region'] & { rank?: number | null; stillNeeded?: number };
  const territory = (
    name: string,
    line: Territory,
    more: {
      was?: Share;
      wasRank?: number | null;
      planned?: number;
      before: Share;
      returns: number;
      coordinators: string | null;
    },
  ): Row => ({
    Муниципалитет: name,
    Место: line.rank ?? null,
    ...(monthAgo && {
      'Изменение места за месяц': line.rank && more.wasRank ? more.wasRank - line.rank : null,
      'Охват школ: % месяц назад': more.was ? percent(more.was) : null,
    }),
    'Охват школ: всего школ': line.covered.of,
    'Охват школ: охвачено': line.covered.n,
    'Охват школ: %': percent(line.covered),
    ...(coverage && {
      'Целевой показатель': line.target && targetStates[line.target],
      'Сколько ещё школ нужно': line.target ? (line.stillNeeded ?? null) : null,
    }),
    ...targetColumns(line),
    ...(coverage?.plan !== undefined && {
      'План муниципалитета: должно быть охвачено': more.planned ?? null,
      'План муниципалитета: факт против плана': more.planned === undefined ? null : line.covered.n - more.planned,
    }),
    'Прирост охваченных за 28 дней': line.covered.n - more.before.n,
    ...three('Отчёты сданы', line.reported),
    ...three('Отчёты приняты', line.accepted),
    ...three('Отчёты впервые сданы в срок', line.onTime),
    ...three('Сданы в срок по первоначальной дате', line.onTimeOriginally),
    ...three('Принятая версия сдана в срок', line.acceptedOnTime),
    'Возвратов за месяц': more.returns,
    Координатор: more.coordinators,
    ...figures(line.figures),
  });
  const municipalities = totals.municipalities.map((line) => {
    const details = totals.details.filter(({ id }) => id === line.id);
    const was = monthAgo?.totals.municipalities.find(({ id }) => id === line.id);
    const step = now.plans.find(({ municipalityId }) => municipalityId === line.id);
    return territory(line.name, line, {
      was: was?.covered,
      wasRank: was?.rank,
      // What is planned for schools that are no more is not planned.
      planned: step && line.covered.n - step.ahead,
      before: details[0]?.before ?? { n: 0, of: 0 },
      returns: returned(details),
      coordinators: details[0]?.coordinators.join(', ') || null,
    });
  });
  const all = territory('Всего по региону', totals.region, {
    was: monthAgo?.totals.region.covered,
    before: totals.before.covered,
    returns: returned(totals.details),
    coordinators: null,
  });

  const last = (school: SchoolCount) => ({
    'Последний сданный отчёт: на дату': school.last?.asOf ?? null,
    'Последний сданный отчёт: сдан': school.last?.filedOn ?? null,
  });
  const stateOf = ({ owed, filed, accepted }: SchoolCount) => {
    if (owed === 0) return 'срока не было';
    if (filed < owed) return 'не сдан';
    return accepted < owed ? 'сдан, не принят' : 'принят';
  };
  const reports = 'Отчёты, срок которых наступил в этом месяце';
  const corridor = ({ from, to }: { from: number; to: number }) => (from === to ? `${to} %` : `${from}–${to} %`);
  const stateIn = ({ n, of }: Share, { from, to }: { from: number; to: number }) => {
    if (of === 0 || n * 100 < from * of) return 'ниже коридора';
    return n * 100 > to * of ? 'выше коридора' : 'в коридоре';
  };
  const furtherOf = ({ targets = [] }: SchoolCount): Row =>
    Object.fromEntries(
      order.targets
        .filter(({ kind }) => kind === 'coverage')
        .slice(1)
        .map(({ id, title }) => [`Выполняет цель: ${title}`, yesNo(targets.includes(id))]),
    );
  const corridorsOf = (school: SchoolCount): Row =>
    Object.assign(
      {},
      ...order.targets.map((target) => {
        const band = target.kind === 'bands' && target.bands.filter(({ by }) => by <= totals.asOf).at(-1);
        if (!band) return {};
        const elsewhere = target.form !== form?.id;
        const own = elsewhere ? school.shares?.[target.id] : school.figures[target.item];
        return {
          ...(elsewhere && three(target.title, own)),
          [`Коридор ${corridor(band)} на ${dotted(band.by)}`]: own && own.of > 0 ? stateIn(own, band) : 'не ответила',
        };
      }),
    );
  const schoolRow = (school: SchoolCount): Row => ({
    ...placeOf(school),
    'Вид школы': school.schoolKind && (kinds[school.schoolKind] ?? null),
    Местность: school.settlement && (settlements[school.settlement] ?? null),
    ...(coverage && { Охвачена: yesNo(school.covered), 'Охвачена с': school.last?.coveredFrom ?? null }),
    ...furtherOf(school),
    ...corridorsOf(school),
    Этап: numberOf(school.stage),
    'Информационная система': school.last?.system ?? null,
    ...last(school),
    'Последний сданный отчёт: с опозданием': school.last && yesNo(school.last.late),
    [`${reports}: состояние`]: stateOf(school),
    [`${reports}: должна сдать`]: school.owed,
    [`${reports}: сдала`]: school.filed,
    [`${reports}: принято`]: school.accepted,
    [`${reports}: впервые в срок`]: school.onTime,
    [`${reports}: в срок по первоначальной дате`]: school.onTimeOriginally,
    [`${reports}: принятая версия в срок`]: school.acceptedOnTime,
    ...figures(school.figures),
  });

  const corridors = order.targets.filter((target) => target.kind === 'bands');
  const remark = (id: string): Value => {
    const own = corridors.find((target) => target.form === form?.id && target.item === id);
    const inForce = own?.bands.filter(({ by }) => by <= totals.asOf).at(-1);
    const clause = order.clauses.find(({ id }) => id === own?.clause)?.number ?? '';
    return inForce ? remarkOf(id, inForce, clause) : null;
  };
  const remarkOf = (id: string, inForce: { from: number; to: number; by: string }, clause: string): Value => {
    const said = `на ${dotted(inForce.by)} – ${corridor(inForce)} (${/^\d/.test(clause) ? `пункт ${clause}` : clause.toLowerCase()})`;
    const own = totals.region.figures[id];
    return own ? `${said}: ${stateIn(own, inForce)}` : said;
  };
  type BandDays = Recount['totals']['details'][number]['bands'];
  const bandRow = (name: string, days: BandDays, target: (typeof corridors)[number]): Row => {
    const own = days.filter((day) => day.target === target.id);
    return Object.assign(
      { Муниципалитет: name },
      ...own.map(({ by, fact, schools }) => {
        const band = target.bands.find((one) => one.by === by) ?? { from: 0, to: 0 };
        const group = `${corridor(band)} на ${dotted(by)}`;
        return {
          ...three(group, fact),
          [`${group}: в коридоре ли`]: fact.of > 0 ? stateIn(fact, band) : null,
          [`${group}: школ ниже`]: schools.behind,
          [`${group}: школ не ответило`]: schools.silent,
          [`${group}: школ в коридоре`]: schools.within,
          [`${group}: школ выше`]: schools.ahead,
        };
      }),
    );
  };

  const coordinatorsOf = new Map(totals.details.map(({ id, coordinators }) => [id, coordinators.join(', ') || null]));
  const returnRow = (name: string, details: Recount['totals']['details']): Row => ({
    Муниципалитет: name,
    'Возвратов за месяц': returned(details),
    ...Object.fromEntries(
      order.returnReasons.map(({ id, title }) => [`Причина возврата: ${title}`, returned(details, id)]),
    ),
  });
  const withReturns = totals.details.filter(({ returns }) => returns.length > 0);
  const none = (first: string, table: Row[], empty: string, columns: string[]): Row[] =>
    table.length > 0 ? table : [{ ...Object.fromEntries(columns.map((column) => [column, null])), [first]: empty }];

  return {
    Показатели: items.map(({ id, number }) => {
      const figure = totals.region.figures[id];
      return {
        'Строка отчёта': `строка ${number}`,
        сколько: figure?.n ?? null,
        'из скольких': figure?.of ?? null,
        '%': figure ? percent(figure) : null,
        'По отчётам скольких школ': figure?.schools ?? null,
        ...(bandsTarget && { 'Коридор приказа': remark(id) }),
      };
    }),
    'По месяцам': history.map(({ month, count: { totals: then } }) => ({
      Месяц: month,
      'Охват школ: охвачено': then.region.covered.n,
      'Охват школ: всего школ': then.region.covered.of,
      'Охват школ: %': percent(then.region.covered),
      ...(coverage && {
        'Охват школ: Цель': percent(coverage.threshold),
        ...three('Муниципалитеты, где цель достигнута', then.municipalitiesMet),
      }),
    })),
    Муниципалитеты: [...municipalities, all],
    Школы: schools.map(schoolRow),
    ...Object.fromEntries(
      corridors.map((target, at) => [
        at === 0 ? 'Коридоры' : `Коридоры ${at + 1}`,
        [
          ...totals.details.map(({ id, bands }) => bandRow(nameOf.get(id) ?? '', bands, target)),
          bandRow('Всего по региону', totals.bands ?? [], target),
        ],
      ]),
    ),
    Этапы: [...totals.municipalities, { name: 'Всего по региону', ...totals.region }].map((line) => ({
      Муниципалитет: line.name,
      ...Object.fromEntries(
        stages.map(({ id, number }) => [`этап ${number}`, line.stages.find((stage) => stage.id === id)?.schools ?? 0]),
      ),
      'ни на одном': line.covered.of - sum(line.stages.map((stage) => stage.schools)),
      'всего школ': line.covered.of,
    })),
    'Не отчитались': none(
      'Муниципалитет',
      schools
        .filter(({ owed, filed }) => filed < owed)
        .map((school) => ({
          ...placeOf(school),
          'должна сдать': school.owed,
          сдала: school.filed,
          ...last(school),
          Координатор: coordinatorsOf.get(school.municipalityId) ?? null,
        })),
      totals.region.reported.of === 0
        ? 'В этом месяце сроков сдачи отчётов не было.'
        : 'Все отчёты, срок которых наступил, сданы.',
      [
        'Школа',
        'должна сдать',
        'сдала',
        'Последний сданный отчёт: на дату',
        'Последний сданный отчёт: сдан',
        'Координатор',
      ],
    ),
    ...(now.problems && {
      Проблемы: now.problems.map((problem) => ({
        'Информационная система': problem.system,
        ...placeOf(schools.find(({ id }) => id === problem.schoolId) ?? { name: '', municipalityId: 0 }),
        Состояние: problemStates[problem.state] ?? null,
        Названа: problem.since,
        Закончилась: problem.until,
        Дней: problem.days,
        'Как пишет школа': problem.text,
        'Как решена или что мешает': problem.how,
      })),
    }),
    Возвраты: none(
      'Муниципалитет',
      withReturns.length > 0
        ? [
            ...withReturns.map((details) => returnRow(nameOf.get(details.id) ?? '', [details])),
            returnRow('Всего по региону', withReturns),
          ]
        : [],
      'В этом месяце отчёты не возвращались.',
      ['Возвратов за месяц', ...order.returnReasons.map(({ title }) => `Причина возврата: ${title}`)],
    ),
    Изменения: [
      ...(editionAgo ? changeRows('прошлый выпуск', editionAgo, now) : []),
      ...(monthAgo ? changeRows('прошлый месяц', monthAgo, now) : []),
    ],
    'Не учтены': none(
      'Муниципалитет',
      totals.excluded.map((one) => ({ ...placeOf(one), 'Почему не учтена': exclusions[one.reason] ?? null })),
      'Учтены все организации.',
      ['Школа', 'Почему не учтена'],
    ),
    'Не требуются': none(
      'Муниципалитет',
      totals.municipalities
        .flatMap(({ id }) => totals.excused.filter(({ municipalityId }) => municipalityId === id))
        .map((one) => ({
          ...placeOf(one),
          'на дату': one.asOf,
          'Почему не требуется': excuses[one.reason] ?? null,
          Документ: one.document,
        })),
      'Ожидались отчёты всех школ.',
      ['Школа', 'на дату', 'Почему не требуется', 'Документ'],
    ),
  };

  function changeRows(since: string, before: Recount, after: Recount): Row[] {
    const was = new Map(before.schools.map((school) => [school.id, school]));
    const is = new Map(after.schools.map((school) => [school.id, school]));
    const rows: Row[] = [];
    for (const id of new Set([...is.keys(), ...was.keys()])) {
      const [a, b] = [was.get(id), is.get(id)];
      const line = b ?? a;
      if (!line) continue;
      const row = (what: string, old: Value, fresh: Value) => {
        if (old === fresh) return;
        rows.push({ 'По сравнению с чем': since, ...placeOf(line), 'Что изменилось': what, Было: old, Стало: fresh });
      };
      row('Входит в число школ', yesNo(a !== undefined), yesNo(b !== undefined));
      row('Охвачена', yesNo(a?.covered ?? false), yesNo(b?.covered ?? false));
      if (!a || !b) continue;
      row('Муниципалитет', nameOf.get(a.municipalityId) ?? null, nameOf.get(b.municipalityId) ?? null);
      row('Информационная система', a.last?.system ?? null, b.last?.system ?? null);
      row('Этап', numberOf(a.stage) ?? 'ни на одном', numberOf(b.stage) ?? 'ни на одном');
      const said = (share: Share | undefined) => (share ? `${spaced(share.n)} из ${spaced(share.of)}` : null);
      for (const { id: item, number } of items) row(`строка ${number}`, said(a.figures[item]), said(b.figures[item]));
      if (since !== 'прошлый выпуск') continue;
      row('Должна сдать отчётов', String(a.owed), String(b.owed));
      row('Сдано отчётов', String(a.filed), String(b.filed));
      row('Впервые сдано в срок', String(a.onTime), String(b.onTime));
      row('Сдано в срок по первоначальной дате', String(a.onTimeOriginally), String(b.onTimeOriginally));
      row('Принято отчётов', String(a.accepted), String(b.accepted));
      row('Принятая версия сдана в срок', String(a.acceptedOnTime), String(b.acceptedOnTime));
    }
    return rows;
  }
}

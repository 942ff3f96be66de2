/** A region with months of filings, reviews, decisions and plans as chance has it, put straight into the database. */
import fc from 'fast-check';
import { addDays, type Day, day, startOf, type Zone } from '#app/domain/calendar.ts';
import { coverageTargets, type Order } from '#app/domain/orders/order.ts';
import { schoolKinds, settlements } from '#app/domain/organisations/organisation.ts';
import { shareItems } from '#app/domain/reports/form.ts';
import { orders } from '#app/orders/index.ts';
import { type Database, inTransaction } from '#db/client.ts';
import { settleTerms } from '#db/queries/terms.ts';
import { moscow, yekaterinburg } from './territory.ts';

/** Days are counted from 1 June 2012. All that happens has happened by the end of the last one. */
const base = day('2012-06-01');
const lastOffset = 150;
const dayAt = (offset: number) => addDays(base, offset);
const reportingDays = [day('2012-07-31'), day('2012-08-31'), day('2012-09-20'), day('2012-10-15')];

/** Often the same few days, so that a thing happens on the very day asked about. */
const offset = fc.oneof(fc.integer({ min: 0, max: lastOffset }), fc.constantFrom(60, 61, 91, 92, 111, 112, 121, 122));
/** Around midnight, where days are told apart. */
const minute = fc.constantFrom(0, 1, 600, 1439);
const share = fc.nat({ max: 40 }).chain((of) => fc.record({ n: fc.nat({ max: of }), of: fc.constant(of) }));
const sometimes = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 3 });
const texts = [
  'Медленно работает система',
  'Система работает медленно',
  'Нет доступа в Интернет в кабинетах',
  'Не хватает компьютеров',
];

const filing = fc.record({
  after: fc.nat({ max: 25 }),
  minute,
  coveredFrom: sometimes(fc.oneof(fc.constant(-200), offset)),
  system: sometimes(fc.constantFrom('Дневник.ру', 'Школьный портал', '«дневник ру»')),
  stages: fc.array(sometimes(offset), { minLength: 4, maxLength: 4 }),
  figures: fc.array(sometimes(share), { minLength: 13, maxLength: 13 }),
  problems: fc.uniqueArray(
    fc.record({
      key: fc.constantFrom('a', 'b', 'c'),
      text: fc.constantFrom(...texts),
      solved: fc.constantFrom('fully', 'partly', 'no'),
      how: sometimes(fc.constant('Обратились к поставщику')),
    }),
    { maxLength: 3, selector: ({ key }) => key },
  ),
  review: sometimes(fc.constantFrom('accepted', 'returned')),
  reviewAfter: fc.nat({ max: 15 }),
  category: fc.nat({ max: 4 }),
});
const school = fc.record({
  opened: fc.oneof({ weight: 4, arbitrary: fc.constant(-500) }, { weight: 1, arbitrary: offset }),
  closed: fc.option(offset, { freq: 1 }),
  general: fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  kind: sometimes(fc.constantFrom(...schoolKinds)),
  settlement: sometimes(fc.constantFrom(...settlements)),
  home: fc.nat({ max: 2 }),
  moves: sometimes(fc.record({ to: fc.nat({ max: 2 }), on: offset })),
  reports: fc.array(
    fc.record({ begins: fc.integer({ min: -25, max: 15 }), filings: fc.array(filing, { maxLength: 4, size: 'max' }) }),
    {
      minLength: reportingDays.length,
      maxLength: reportingDays.length,
    },
  ),
});
const decision = fc.record({
  kind: fc.constantFrom('move', 'extension', 'notRequired'),
  date: fc.nat({ max: reportingDays.length - 1 }),
  school: fc.nat({ max: 7 }),
  later: fc.integer({ min: -5, max: 25 }),
  document: sometimes(fc.constant('приказ от 03.09.2012 № 301')),
  revoked: fc.boolean(),
});
const plan = fc.record({
  saved: offset,
  minute,
  steps: fc.uniqueArray(fc.record({ by: offset, schools: fc.nat({ max: 8 }) }), {
    minLength: 1,
    maxLength: 4,
    selector: ({ by }) => by,
  }),
});
export const randomMonths = fc.record({
  order: fc.constantFrom('MO' as const, 'KG' as const, 'many' as const),
  zone: fc.constantFrom(moscow, yekaterinburg),
  schools: fc.array(school, { minLength: 4, maxLength: 10, size: 'max' }),
  decisions: fc.uniqueArray(decision, {
    minLength: 8,
    maxLength: 20,
    size: 'max',
    selector: ({ kind, date, school, revoked }) => `${kind} ${date} ${kind === 'move' ? '' : school} ${revoked}`,
  }),
  plans: fc.array(fc.array(plan, { maxLength: 2 }), { minLength: 3, maxLength: 3 }),
});
export type RandomMonths = typeof randomMonths extends fc.Arbitrary<infer T> ? T : never;

/** MO with a second form, and with targets of both kinds on both. */
function withManyTargets(): Order {
  const { MO } = orders;
  const [monthly] = MO.forms;
  const [inUse] = MO.targets;
  if (!monthly || inUse?.kind !== 'coverage') throw new RangeError('MO has lost its form or its target');
  const further = { ...inUse, plan: undefined };
  const corridor = { kind: 'bands' as const, clause: inUse.clause };
  const staff = { ...monthly, id: 'staff', name: 'кадры', title: 'Обучение кадров' };
  return {
    ...MO,
    id: 'many',
    forms: [monthly, staff],
    targets: [
      { ...corridor, id: 'parents', title: 'Активация родителей', form: 'staff', item: '5.2', bands: bands(20, 50) },
      inUse,
      { ...corridor, id: 'teachers', title: 'Работают в системе', form: 'monthly', item: '5.1', bands: bands(40, 70) },
      {
        ...further,
        ...{ id: 'trained', title: 'Учителя обучены', form: 'staff', per: 'region', by: day('2012-09-20') },
        threshold: { n: 1, of: 3 },
      },
      { ...further, id: 'acts', title: 'Акты приняты', by: day('2012-08-31'), threshold: { n: 1, of: 2 } },
    ],
  };
}

const bands = (from: number, to: number) => [
  { from, to, by: day('2012-08-10') },
  { from: to, to: 100, by: day('2012-09-25'), since: true as const },
];

/** The order that the months are of. */
export function orderOf({ order }: Pick<RandomMonths, 'order'>): Order {
  return order === 'many' ? withManyTargets() : orders[order];
}

/** Puts it into the database as a region of its own. */
export async function storeMonths(database: Database, made: RandomMonths, run: number) {
  const { pool } = database;
  const { zone } = made;
  const order = orderOf(made);
  const [target, ...further] = coverageTargets(order);
  const dates = order.forms.flatMap((form, turn) => reportingDays.map((asOf, date) => ({ form, turn, asOf, date })));
  const insert = async (table: string, rows: readonly object[]): Promise<number[]> => {
    if (rows.length === 0) return [];
    const columns = Object.keys(rows[0] ?? {})
      .map((column) => `"${column}"`)
      .join(', ');
    const { rows: inserted } = await pool.query<{ id?: number }>(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1) returning *`,
      [JSON.stringify(rows)],
    );
    return inserted.map(({ id = 0 }) => id);
  };
  const instant = (offset: number, minutes: number) =>
    new Date(startOf(dayAt(offset), zone).getTime() + minutes * 60_000);

  const [regionId = 0] = await insert('organisations', [
    {
      kind: 'region',
      name: `Область ${run}`,
      zone,
      opened: dayAt(-500),
      general_education: true,
      demo: false,
      version: 1,
    },
  ]);
  const organisation = { zone: null, demo: false, version: 1 };
  const municipalityIds = await insert(
    'organisations',
    ['Дубна', 'Реутов', 'Химки'].map((name) => ({
      ...organisation,
      kind: 'municipality',
      name: `${name} ${run}`,
      opened: dayAt(-500),
      general_education: true,
    })),
  );
  const schoolIds = await insert(
    'organisations',
    made.schools.map(({ opened, closed, general, kind, settlement }, at) => ({
      ...organisation,
      kind: 'school',
      name: `Школа № ${at + 1}`,
      opened: dayAt(opened),
      closed: closed !== null && closed > opened ? dayAt(closed) : null,
      general_education: general,
      school_kind: kind,
      settlement,
    })),
  );
  await insert('placements', [
    ...municipalityIds.map((id) => ({ organisation_id: id, parent_id: regionId, since: dayAt(-500), until: null })),
    ...made.schools.flatMap(({ home, moves }, at) => {
      const stays = {
        organisation_id: schoolIds[at],
        parent_id: municipalityIds[home],
        since: dayAt(-500),
        until: null,
      };
      if (!moves) return [stays];
      const on = dayAt(moves.on);
      return [
        { ...stays, until: on },
        { ...stays, parent_id: municipalityIds[moves.to], since: on },
      ];
    }),
  ]);
  const person = { blocked: false, version: 1, letters: 'atOnce' };
  const [userId = 0] = await insert('users', [
    ...['Лебедев С. П.', 'Ильин А. А.', 'Ёлкина О. И.', 'Белова Н. Н.'].map((name, at) => ({
      ...person,
      email: `user${run}-${at}@example.test`,
      name,
      role: at === 0 ? 'administrator' : 'coordinator',
      organisation_id: at === 0 ? regionId : municipalityIds[at % 2],
    })),
  ]);
  const [campaignId = 0] = await insert('campaigns', [
    {
      order_id: order.id,
      scope_id: regionId,
      definition: order,
      moved_by_years: 0,
      opened_at: '2012-06-13T10:00:00Z',
      published: false,
      sends_editions: false,
    },
  ]);
  const days = (due: Day) => ({ due, file_until: addDays(due, 30), change_until: addDays(due, 60) });
  const dateIds = await insert(
    'reporting_dates',
    dates.map(({ asOf, form }) => ({
      campaign_id: campaignId,
      form_id: form.id,
      as_of: asOf,
      opens: asOf,
      ...days(asOf),
    })),
  );
  const owed = dates.flatMap((date, at) => made.schools.map((_, school) => ({ ...date, dateId: dateIds[at], school })));
  const reportIds = await insert(
    'reports',
    owed.map(({ asOf, dateId, school }) => ({
      reporting_date_id: dateId,
      organisation_id: schoolIds[school],
      status: 'due',
      version: 0,
      unread: {},
      ...days(asOf),
    })),
  );
  await insert(
    'decisions',
    made.decisions
      .filter(({ school }) => school < schoolIds.length)
      .map(({ kind, date, school, later, document, revoked }) => ({
        kind,
        reporting_date_id: dateIds[date],
        organisation_id: kind === 'move' ? null : schoolIds[school],
        ...(kind === 'notRequired'
          ? { due: null, file_until: null, change_until: null }
          : days(addDays(reportingDays[date] ?? base, later))),
        reason: kind === 'notRequired' ? 'joint' : 'other',
        document,
        decided_at: instant(20, 600),
        decided_by: userId,
        revoked_at: revoked ? instant(21, 600) : null,
        revoked_by: revoked ? userId : null,
      })),
  );
  await inTransaction(database.db, { id: null }, (trx) => settleTerms(trx, { campaignId }));

  const coordinatorId = userId + 1;
  const filings = owed.flatMap(({ asOf, date, form, turn, school }, at) =>
    // A second form is filed as another date of the first one is.
    historyOf(
      made.schools[school]?.reports[(date + turn) % reportingDays.length],
      Math.round((Date.parse(asOf) - Date.parse(base)) / 86_400_000),
    ).map((filed) => ({ ...filed, asOf, form, schoolId: schoolIds[school] ?? 0, reportId: reportIds[at] ?? 0 })),
  );
  const filingIds = await insert(
    'filings',
    filings.map(({ reportId, schoolId, asOf, form, at, acceptedAt, ordinal, amends, said }) => {
      const filedAt = instant(at, said.minute);
      const counts = amends ? acceptedAt : at;
      return {
        report_id: reportId,
        ordinal,
        campaign_id: campaignId,
        form_id: form.id,
        organisation_id: schoolId,
        as_of: asOf,
        filed_at: filedAt,
        filed_by: userId,
        from_version: ordinal,
        filed_on: dayAt(at),
        answers: { items: {}, problems: [] },
        covered_from: said.coveredFrom === null || target?.form !== form.id ? null : dayAt(said.coveredFrom),
        met_from: Object.fromEntries(
          further.flatMap((one, place) => {
            const since = said.stages[place];
            return one.form !== form.id || since === null || since === undefined ? [] : [[one.id, dayAt(since)]];
          }),
        ),
        system: said.system,
        stages: Object.fromEntries(
          order.stages.flatMap(({ id }, place) => {
            const since = said.stages[place];
            return since === null || since === undefined ? [] : [[id, dayAt(since)]];
          }),
        ),
        amendment_reason: amends ? 'Уточнены сведения' : null,
        counts_from: counts === null ? null : instant(counts, said.minute),
      };
    }),
  );
  const each = filings.map((filed, at) => ({ ...filed, id: filingIds[at] ?? 0 }));
  await insert(
    'filing_figures',
    each.flatMap(({ id, form, said }) =>
      shareItems(form).flatMap((item, at) =>
        said.figures[at] ? [{ filing_id: id, item: item.id, ...said.figures[at] }] : [],
      ),
    ),
  );
  await insert(
    'filing_problems',
    each.flatMap(({ id, schoolId, said }) =>
      said.problems.map(({ key, ...problem }, at) => ({
        filing_id: id,
        key: `${schoolId}.${key}`,
        ordinal: at + 1,
        ...problem,
      })),
    ),
  );
  await insert(
    'reviews',
    each.flatMap(({ id, said, reviewedAt }) =>
      said.review && reviewedAt !== null
        ? [
            {
              filing_id: id,
              decision: said.review,
              category: said.review === 'returned' ? order.returnReasons[said.category]?.id : null,
              reason: said.review === 'returned' ? 'Показатели не сходятся.' : null,
              at: instant(reviewedAt, said.minute),
              by: coordinatorId,
            },
          ]
        : [],
    ),
  );
  for (const [at, versions] of made.plans.entries()) {
    const inTurn = versions.sort((a, b) => a.saved - b.saved);
    for (const [version, { saved, minute, steps }] of inTurn.entries()) {
      const [planId] = await insert('plans', [
        {
          campaign_id: campaignId,
          municipality_id: municipalityIds[at],
          version: version + 1,
          number: `${version + 1}-п`,
          date: dayAt(saved),
          responsible: 'Ильин А. А.',
          position: 'начальник отдела',
          saved_at: instant(saved, minute),
          saved_by: coordinatorId,
        },
      ]);
      await insert(
        'plan_steps',
        steps.map(({ by, schools }) => ({ plan_id: planId, by: dayAt(by), schools })),
      );
    }
  }
  return { regionId, campaignId, zone: zone as Zone };
}

type Report = RandomMonths['schools'][number]['reports'][number];

/** A report's filings one after another, each after the review of the one before; what would come after the last day has not happened. */
function historyOf(report: Report | undefined, asOf: number) {
  const filed = [];
  let at = Math.max(0, asOf + (report?.begins ?? 0));
  let accepted = false;
  for (const said of report?.filings ?? []) {
    at += said.after;
    if (at > lastOffset) break;
    const reviewedAt = said.review && at + 1 + said.reviewAfter <= lastOffset ? at + 1 + said.reviewAfter : null;
    const acceptedAt = said.review === 'accepted' ? reviewedAt : null;
    filed.push({ ordinal: filed.length + 1, at, amends: accepted, reviewedAt, acceptedAt, said });
    if (reviewedAt === null) break;
    accepted ||= acceptedAt !== null;
    at = reviewedAt + 1;
  }
  return filed;
}

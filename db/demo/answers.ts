/** What a school would write into the two forms, were it asked on that day. */
import { addDays, type Day, daysBetween, monthOf } from '#app/domain/calendar.ts';
import type { Act, Answers, Approval, Counted, Form } from '#app/domain/reports/form.ts';
import { clamp, inUse, type Path, parentsActive, readiness, teachersAtWork } from './adoption.ts';
import { someDay } from './days.ts';
import { problemsOf } from './problems.ts';
import { type Random, randomOf } from './random.ts';
import type { School } from './territory.ts';
import { remarks, stoppedRemark, waysToInform } from './words.ts';

/** `day`: when it is written, so no document is younger; `asOf`: the day that the figures speak of. */
export type Asked = {
  school: School;
  path: Path;
  day: Day;
  asOf: Day;
  turn: Day;
  dates: readonly Day[];
  /** The school of the demo's director. */
  shown: boolean;
};
export type Writer = (asked: Asked) => Answers;

/** Stated some days after its document, which is no younger than the statement. */
export function statementWriter({ id, items }: Form): Writer {
  const document = items.find(({ kind }) => kind === 'approval');
  const lines = items.filter(({ kind }) => kind === 'yesNo');
  return ({ school, path, day, asOf }) => {
    if (lines.length > 0) {
      // The conditions come one after the other, and the last are rare.
      const here = Math.round(readiness(path, day) * randomOf('conditions', school.id).between(0.3, 1) * lines.length);
      return { items: Object.fromEntries(lines.map(({ id }, at) => [id, at < here ? 'yes' : 'no'])), problems: [] };
    }
    const random = randomOf('statement', id, school.id);
    const drawn = someDay(random, addDays(asOf, -13), addDays(asOf, -2));
    const date = drawn < day ? drawn : addDays(day, -1);
    const number = `${random.whole(11, 90)}-${document?.act === 'plan' ? 'П' : 'О'}`;
    return { items: { '1': { date }, ...(document && { [document.id]: { number, date } }) }, problems: [] };
  };
}

/** By order, for its own form. */
export const writers: Record<'MO' | 'KG', Writer> = { MO: monthly, KG: report };

function monthly(asked: Asked): Answers {
  const { school, path, day, asOf, turn } = asked;
  const use = inUse(path, day);
  const stopped = path.stopped !== null && path.stopped <= day;
  const parents = use || stopped ? parentsActive(school, path, asOf, turn) * ableOf(school) : 0;
  const random = randomOf('remark', school.id, asOf);
  const remark = stopped ? stoppedRemark : random.chance(0.08) ? random.pick(remarks) : undefined;
  return {
    items: {
      '1': person(school),
      ...(path.chosen && path.chosen <= day && { '2': path.system.name }),
      '3': use && path.since ? { date: path.since } : { none: true },
      '4.1': document(asked, 'acts', 0.35),
      '4.2': path.chosen && path.chosen <= day ? signed(asked, 'choice', path.chosen) : { none: true },
      '4.3': document(asked, 'equipment', 0.6),
      '4.4': document(asked, 'training', 0.8),
      '5.1': counted(school.teachers, use ? teachersAtWork(school, path, asOf) : 0),
      '5.2': counted(school.parents, parents),
      ...(remark && { '6': remark }),
    },
    problems: [],
  };
}

function report(asked: Asked): Answers {
  const { school, path, day, asOf, turn } = asked;
  const ready = readiness(path, asOf);
  const reach = (name: string, slowest: number) => clamp(ready * randomOf(name, school.id).between(slowest, 1.15));
  const use = inUse(path, day);
  const known = use || (path.stopped !== null && path.stopped <= day);
  const active = known ? parentsActive(school, path, asOf, turn) : 0;
  const activated = active * ableOf(school);
  const applied = Math.max(activated, reach('applied', 0.5) * 0.9);
  const withClasses = (of: number, share: number): Counted => {
    const answer = counted(of, share);
    return answer.n ? { ...answer, classes: classes(school, share) } : answer;
  };
  const able = Math.round(school.parents * ableOf(school));
  const random = randomOf('remark', school.id, asOf);
  const acts = localActs(asked);
  const amended = document(asked, 'duties', 0.5);
  return {
    items: {
      '1': person(school),
      '2': path.system.name,
      '3': document(asked, 'plan', 0.15),
      '4': acts.length > 0 ? { rows: acts } : { none: true },
      '5': amended.none
        ? { none: true }
        : {
            rows: [
              { title: 'Должностная инструкция классного руководителя', number: amended.number, date: amended.date },
            ],
          },
      '6.1': counted(school.teachers, Math.max(0.2, reach('teachers know', 0.85))),
      '6.2': counted(school.parents, reach('parents know', 0.6)),
      '6.3': counted(school.pupils, reach('pupils know', 0.7)),
      '7': randomOf('ways', school.id).pick(waysToInform),
      '8': withClasses(school.parents, applied),
      '9': counted(school.pupils + school.parents + school.teachers, reach('records', 0.7)),
      '10.1': counted(school.teachers, reach('teachers trained', 0.7)),
      '10.2': counted(school.parents, reach('parents trained', 0.3)),
      '10.3': counted(school.pupils, reach('pupils trained', 0.4)),
      '11': ready > 0.4 ? 'yes' : 'no',
      '12.1': withClasses(school.parents, Math.max(activated, applied * 0.95)),
      '12.2': withClasses(school.teachers, reach('teachers in', 0.9)),
      ...(school.id % 4 > 0 && { '12.3': withClasses(school.pupils, reach('pupils in', 0.6)) }),
      '13': counted(school.teachers, use ? teachersAtWork(school, path, asOf) : 0),
      '14': withClasses(able, active),
      ...(path.stopped && path.stopped <= day
        ? { '15': stoppedRemark }
        : random.chance(0.1) && { '15': random.pick(remarks) }),
    },
    problems: problemsOf(asked),
  };
}

/** Share of the parents who have the means to use the service. */
function ableOf(school: School): number {
  return randomOf('able', school.id).between(0.85, 0.97);
}

function counted(of: number, share: number): Counted {
  return { n: Math.round(of * clamp(share)), of };
}

function person({ responsible }: School) {
  return { name: responsible.name, position: responsible.position };
}

/** Whole parallels of classes, from the one that the school begins with. */
function classes({ id, grades }: School, share: number): string {
  const many = Math.max(1, Math.round(clamp(share) * grades));
  const first = many === grades ? 1 : 1 + (id % (grades - many + 1));
  return many === 1 ? String(first) : `${first}–${first + many - 1}`;
}

/** A document that is signed when the preparations are so far. */
function document(asked: Asked, name: string, at: number): Approval {
  const { path } = asked;
  const until = path.since ?? addDays(path.begun, 500);
  const span = daysBetween(path.begun, until);
  return signed(asked, name, addDays(path.begun, Math.round(span * at)));
}

function signed({ school, day }: Asked, name: string, on: Day): Approval {
  const random = randomOf(name, school.id);
  const date = someDay(random, on, addDays(on, 6));
  return date <= day ? { number: orderNumber(random), date } : { none: true };
}

function orderNumber(random: Random): string {
  return random.pick([`${random.whole(12, 240)}-о`, `01-05/${random.whole(10, 320)}`, `${random.whole(12, 240)}`]);
}

function localActs(asked: Asked): Act[] {
  const titles: [string, number][] = [
    ['Положение об электронном журнале успеваемости и электронном дневнике', 0.3],
    ['Регламент оказания технической и методической помощи учителям', 0.55],
    ['Инструкция классного руководителя по ведению электронного журнала', 0.75],
  ];
  return titles.flatMap(([title, at]) => {
    const { number, date } = document(asked, title, at);
    return date ? [{ title, number, date }] : [];
  });
}

/** A slip that a coordinator notices, and what the report comes back with. */
export type Slip = { answers: Answers; category: string; reason: string; remark: { item: string; text: string } };

export function withSlip(orderId: string, answers: Answers, asOf: Day, random: Random): Slip {
  const item = figureOf(orderId);
  const share = answers.items[item] as Counted;
  const choice = answers.items['4.2'] as Approval | undefined;
  // Every other month, so that no school hears the same twice running.
  if (choice?.number && Number(monthOf(asOf).slice(5)) % 2 === 0) {
    return {
      answers: { ...answers, items: { ...answers.items, '4.2': { ...choice, number: 'б/н' } } },
      category: 'requisites',
      reason: 'Укажите реквизиты приказа о выборе системы и сдайте отчёт ещё раз.',
      remark: { item: '4.2', text: 'Вместо номера документа указано «б/н».' },
    };
  }
  const wrong = (share.of ?? 0) + random.whole(4, 12);
  return {
    answers: { ...answers, items: { ...answers.items, [item]: { ...share, of: wrong } } },
    category: 'figures',
    reason: 'Число педагогических работников не сходится с тарификацией. Уточните его и сдайте отчёт ещё раз.',
    remark: { item, text: `Указано педагогических работников ${wrong}, по тарификации их ${share.of}.` },
  };
}

/** The share of teachers at work in the system, or trained for it. */
function figureOf(orderId: string): string {
  return orderId === 'MO' ? '5.1' : '10.1';
}

/** What a school corrects once its report has been accepted. */
export function withAmendment(orderId: string, answers: Answers): { answers: Answers; reason: string } {
  const item = figureOf(orderId);
  const share = answers.items[item] as Counted;
  const n = share.n ? share.n - 1 : Math.min(1, share.of ?? 0);
  return {
    answers: { ...answers, items: { ...answers.items, [item]: { ...share, n } } },
    reason: `Строка ${item}: внешний совместитель учтён дважды.`,
  };
}

/** What a school has typed so far: the figures come last. */
export function begunOnly(answers: Answers, random: Random): Answers {
  const ids = Object.keys(answers.items);
  const kept = ids.slice(0, random.whole(Math.ceil(ids.length / 3), ids.length - 2));
  return { items: Object.fromEntries(kept.map((id) => [id, answers.items[id]])) as Answers['items'], problems: [] };
}

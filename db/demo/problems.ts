/** Which problems a school has, how it words them, and how long they last. */
import type { Day } from '#app/domain/calendar.ts';
import type { ProblemRow, Solved } from '#app/domain/reports/form.ts';
import type { Path } from './adoption.ts';
import { ofAnySystem, problemsOfSystem, remedies } from './problem-words.ts';
import { randomOf } from './random.ts';
import type { School } from './territory.ts';

/** What reports say of it one after another, the last again and again; `null`: no more. */
const courses: readonly (readonly (Solved | null)[])[] = [
  ['no'],
  ['no', 'partly'],
  ['no', 'no', 'partly'],
  ['partly'],
  ['no', 'partly', 'fully', null],
  ['no', 'fully', null],
  ['partly', 'fully', null],
  ['no', 'no', null],
];

/** One that lasts, one that is solved, one that is new: what the demo's director has to tell. */
const shownCourses = [courses[2], courses[4], courses[0]];

type Asked = { school: School; path: Path; asOf: Day; dates: readonly Day[]; shown: boolean };

/** The rows of the report for `asOf`: a problem keeps its words from its first report on. */
export function problemsOf({ school, path, asOf, dates, shown }: Asked): ProblemRow[] {
  const random = randomOf('problems', school.id);
  const now = dates.indexOf(asOf);
  const all = problemsOfSystem[path.system.name] ?? [];
  const own = random.shuffled(all).slice(0, shown ? shownCourses.length : random.pick([0, 1, 1, 2, 2, 3]));
  return own.flatMap((wordings, at): ProblemRow[] => {
    const [text, drawn, begun] = [random.pick(wordings), random.pick(courses), random.pick([0, 0, 1, 1, 2, 3])];
    const { partly, fully } = ofAnySystem.includes(wordings) ? remedies.means : remedies.system;
    const how = { partly: random.pick(partly), fully: random.pick(fully) };
    const course = (shown && shownCourses[at]) || drawn;
    const nth = now - (shown ? at : begun);
    const solved = nth < 0 ? null : course[Math.min(nth, course.length - 1)];
    if (!solved) return [];
    return [solved === 'no' ? { text, solved } : { text, solved, how: how[solved] }];
  });
}

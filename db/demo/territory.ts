/** Municipalities, schools and people: who is there, where, and since when. */
import { addDays, type Day, day } from '#app/domain/calendar.ts';
import type { SchoolKind, Settlement } from '#app/domain/organisations/organisation.ts';
import type { Role } from '#app/domain/people/people.ts';
import { demoAccounts } from './accounts.ts';
import { someDay } from './days.ts';
import { randomOf } from './random.ts';
import { municipalityNames, otherInstitutions, personName, phone, villagesOf } from './words.ts';

/** How a municipality gets on with its 75 %; the first one is the coordinator's of the demo accounts. */
export const courses = ['oneShort', 'wellOver', 'exactly', 'reachedLater', 'farOff', 'over', 'behind'] as const;
export type Course = (typeof courses)[number];
const municipalitiesOfCourse: Record<Course, number> = {
  wellOver: 18,
  exactly: 3,
  over: 9,
  reachedLater: 11,
  oneShort: 12,
  behind: 14,
  farOff: 6,
};

export type Municipality = {
  id: number;
  name: string;
  town: boolean;
  course: Course;
  schools: number;
  coordinatorId: number | null;
};
export type Placement = { municipalityId: number; since: Day; until: Day | null };
export type School = {
  id: number;
  name: string;
  phone: string;
  opened: Day;
  closed: Day | null;
  generalEducation: boolean;
  schoolKind: SchoolKind | null;
  settlement: Settlement | null;
  placements: Placement[];
  municipality: Municipality;
  grades: 9 | 11;
  teachers: number;
  pupils: number;
  parents: number;
  directorId: number;
  /** Who answers for the journal, and files where there is an account. */
  responsible: { id: number | null; name: string; position: string };
};
export type Person = {
  id: number;
  email: string;
  name: string;
  position: string | null;
  phone: string;
  role: Role;
  organisationId: number;
};
/** A closed school whose work another goes on with. */
export type Merger = { fromId: number; toId: number; since: Day; document: string };
export type Territory = {
  regionId: number;
  municipalities: Municipality[];
  schools: School[];
  people: Person[];
  mergers: Merger[];
};
export type Size = { municipalities: number; schools: number };
export const wholeRegion: Size = { municipalities: 73, schools: 1400 };

/** The region and its municipalities are older than any of their schools. */
export const founded = day('1943-01-26');

/** `schools` is how many general-education schools are open after `turn`, the day on which the order's target falls. */
export function territoryOf(size: Size, turn: Day): Territory {
  const people: Person[] = [];
  const regionId = 1;
  const municipalities = municipalitiesOf(size, regionId + 1);
  const schools: School[] = [];
  let nextId = regionId + 1 + municipalities.length;

  const add = (person: Omit<Person, 'id' | 'name' | 'phone'>): Person => {
    const id = people.length + 1;
    const random = randomOf('person', person.email);
    const added = { id, name: personName(random), phone: phone(random), ...person };
    people.push(added);
    return added;
  };
  const addSchool = (
    municipality: Municipality,
    school: Pick<School, 'name'> & Partial<School>,
    named?: { director: string; responsible: string },
  ) => {
    const id = nextId++;
    const random = randomOf('school', id);
    const opened = school.opened ?? day(`${random.whole(1946, 2005)}-09-01`);
    const village = school.name.includes('ООШ') || (!municipality.town && !school.name.includes('№'));
    const classes = village ? random.whole(9, 13) : random.whole(18, 40);
    const pupils = Math.round(classes * (village ? random.between(7, 14) : random.between(21, 27)));
    const director = add({
      email: named?.director ?? `director-${id}@demo.example`,
      role: 'director',
      position: 'Директор',
      organisationId: id,
    });
    const position = random.pick([
      'Заместитель директора по учебно-воспитательной работе',
      'Заместитель директора по информатизации',
      'Учитель информатики',
    ]);
    const helper = named || random.chance(0.5);
    const responsible = helper
      ? add({
          email: named?.responsible ?? `responsible-${id}@demo.example`,
          role: 'responsible',
          position,
          organisationId: id,
        })
      : { id: null, name: personName(random) };
    schools.push({
      id,
      phone: phone(random),
      opened,
      closed: null,
      generalEducation: true,
      ...kindOf(id, school.name, municipality),
      placements: [{ municipalityId: municipality.id, since: opened, until: null }],
      municipality,
      grades: school.name.includes('ООШ') ? 9 : 11,
      teachers: Math.min(90, Math.max(10, Math.round(classes * random.between(1.3, 2)))),
      pupils,
      parents: Math.round(pupils * random.between(1.35, 1.7)),
      directorId: director.id,
      responsible: { id: responsible.id, name: responsible.name, position },
      ...school,
    });
  };

  const { director, responsible } = demoAccounts;
  for (const municipality of municipalities) {
    const names = schoolNames(municipality);
    names.forEach((name, at) => {
      const demo = municipality === municipalities[0] && at === 0;
      addSchool(
        municipality,
        { name },
        demo ? { director: director.email, responsible: responsible.email } : undefined,
      );
    });
  }
  changeSome(size, turn, municipalities, schools, addSchool);
  for (const [at, municipality] of municipalities.entries()) {
    // The last two have none: nobody reviews there, and the administrator sees it.
    if (at >= municipalities.length - 2) continue;
    const email = at === 0 ? demoAccounts.coordinator.email : `coordinator-${municipality.id}@demo.example`;
    const position = 'Муниципальный координатор';
    municipality.coordinatorId = add({ email, role: 'coordinator', position, organisationId: municipality.id }).id;
  }
  for (const { role, email, position } of Object.values(demoAccounts)) {
    if (!people.some((person) => person.email === email)) add({ email, role, position, organisationId: regionId });
  }
  add({ email: 'analyst-2@demo.example', role: 'analyst', position: 'Консультант', organisationId: regionId });
  return { regionId, municipalities, schools, people, mergers: mergersOf(schools) };
}

function municipalitiesOf(size: Size, firstId: number): Municipality[] {
  const random = randomOf('municipalities');
  const rest = courses.flatMap((course) => new Array<Course>(municipalitiesOfCourse[course] - 1).fill(course));
  const list = [...courses, ...random.shuffled(rest)].slice(0, size.municipalities);
  const names = random.shuffled(municipalityNames);
  const average = size.schools / size.municipalities;
  const fixed = (course: Course, at: number): number | null => {
    if (at === 0) return Math.min(24, Math.round(average * 1.2));
    // 75 % of a number of schools that four does not divide is never exact.
    return course === 'exactly' ? 4 * Math.max(2, Math.round((average * random.between(0.5, 1.4)) / 4)) : null;
  };
  const municipalities = list.map((course, at): Municipality => {
    const { name, town } = names[at] ?? { name: `${at + 1}-й округ`, town: false };
    const drawn = average * (town ? random.between(1.2, 3) : random.between(0.3, 1.4));
    const schools = fixed(course, at) ?? Math.min(60, Math.max(3, Math.round(drawn)));
    return { id: firstId + at, name, town, course, schools, coordinatorId: null };
  });
  const changeable = municipalities.filter(({ course }, at) => at > 0 && course !== 'exactly');
  const missing = () => size.schools - municipalities.reduce((sum, { schools }) => sum + schools, 0);
  for (let at = 0; missing() !== 0; at++) {
    const municipality = changeable[at % changeable.length];
    const step = Math.sign(missing());
    if (municipality && (step > 0 ? municipality.schools < 60 : municipality.schools > 3)) municipality.schools += step;
  }
  return municipalities;
}

/** Numbered schools with a gymnasium or a lyceum among them; outside towns, half are named after their villages. */
function schoolNames({ id, town, schools }: Municipality): string[] {
  const random = randomOf('school names', id);
  const villages = villagesOf(random);
  const inTown = town ? schools : Math.ceil(schools * 0.4);
  const names: string[] = [];
  for (let number = 1; names.length < inTown; number++) {
    if (number > 3 && random.chance(0.08)) continue;
    const kind = number % 7 === 4 ? 'Гимназия' : number % 9 === 5 ? 'Лицей' : 'СОШ';
    names.push(`МБОУ «${kind} № ${number}»`);
  }
  // The schools of a large town teach adults too.
  if (inTown >= 20) names[inTown - 1] = `МБОУ «Вечерняя школа № ${inTown}»`;
  while (names.length < schools) {
    const village = villages.pop() ?? `Сельская № ${names.length}`;
    names.push(random.chance(0.3) ? `МКОУ «${village} ООШ»` : `МБОУ «${village} СОШ»`);
  }
  return names;
}

const kindsByWord: [RegExp, SchoolKind][] = [
  [/Гимназия/, 'gymnasium'],
  [/Лицей/, 'lyceum'],
  [/ООШ/, 'basic'],
  [/начальная/, 'primary'],
  [/Вечерняя/, 'evening'],
  [/СОШ/, 'secondary'],
];

/** What the name says; of some schools nobody has entered it yet. Numbered schools stand in towns, named ones in villages. */
function kindOf(id: number, name: string, { town }: Municipality): Pick<School, 'schoolKind' | 'settlement'> {
  const kind = kindsByWord.find(([word]) => word.test(name))?.[1];
  if (!kind || randomOf('kind unknown', id).chance(0.01)) return { schoolKind: null, settlement: null };
  const inTown = town || (name.includes('№') && kind !== 'primary');
  return { schoolKind: kind, settlement: inTown ? 'urban' : 'rural' };
}

/** A register lives: some schools opened, closed and moved shortly before the target's day, and some are not schools. */
function changeSome(
  size: Size,
  turn: Day,
  municipalities: Municipality[],
  schools: School[],
  addSchool: (municipality: Municipality, school: Pick<School, 'name'> & Partial<School>) => void,
): void {
  const random = randomOf('changes');
  const some = (perRegion: number) => Math.max(1, Math.round((perRegion * size.schools) / wholeRegion.schools));
  const places = municipalities.filter(({ course }, at) => at > 0 && course !== 'exactly');
  const settled = schools.filter(({ municipality }) => places.includes(municipality));
  const chosen = random.shuffled(settled);

  for (const school of chosen.splice(0, some(6))) {
    school.opened = someDay(random, addDays(turn, -28), addDays(turn, -5));
    school.placements = [{ municipalityId: school.municipality.id, since: school.opened, until: null }];
  }
  for (const school of chosen.splice(0, some(5))) {
    const [first] = school.placements;
    const from = random.pick(places.filter((place) => place !== school.municipality));
    const since = someDay(random, addDays(turn, -60), addDays(turn, -20));
    if (!first) continue;
    school.placements = [
      { municipalityId: from.id, since: first.since, until: since },
      { municipalityId: school.municipality.id, since, until: null },
    ];
  }
  for (let left = some(9); left > 0; left--) {
    const municipality = random.pick(places);
    const name = `МКОУ «${random.pick(['Дальняя', 'Заречная', 'Лесная', 'Луговая', 'Озёрная'])} начальная школа № ${left}»`;
    addSchool(municipality, { name, closed: someDay(random, addDays(turn, -75), turn), grades: 9 });
  }
  for (let left = some(8); left > 0; left--) {
    addSchool(random.pick(places), {
      name: random.pick(otherInstitutions),
      generalEducation: false,
    });
  }
}

/** Most of the closed schools became part of another, some of them beyond the border of their municipality. */
function mergersOf(schools: School[]): Merger[] {
  return schools.flatMap(({ id, closed, municipality }) => {
    const random = randomOf('merger', id);
    if (closed === null || random.chance(0.25)) return [];
    const across = random.chance(0.5);
    const heirs = schools.filter(
      (school) =>
        school.schoolKind === 'secondary' &&
        school.closed === null &&
        school.opened < closed &&
        (school.municipality === municipality) !== across,
    );
    if (heirs.length === 0) return [];
    const decided = someDay(random, addDays(closed, -80), addDays(closed, -50));
    const document = `Постановление администрации от ${decided.split('-').reverse().join('.')} № ${random.whole(100, 900)}`;
    return [{ fromId: id, toId: random.pick(heirs).id, since: closed, document }];
  });
}

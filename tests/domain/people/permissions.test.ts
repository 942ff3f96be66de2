import { resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import type { Zone } from '#app/domain/calendar.ts';
import { type Actor, clock, type Role, userIn } from '#app/domain/people/people.ts';
import { may, type ReporterScope } from '#app/domain/people/permissions.ts';

/** Everybody belongs to region 1; a coordinator to municipality 11 in it, a director and a responsible to school 111 there. */
const person = {
  id: 1,
  name: 'Иванова Мария Петровна',
  email: 'ivanova@example.test',
  region: { id: 1, zone: 'Europe/Moscow' as Zone, name: 'Московская область', demo: false },
};
const actors: Record<Role | 'clock', Actor> = {
  director: userIn('director', 111, person),
  responsible: userIn('responsible', 111, person),
  coordinator: userIn('coordinator', 11, person),
  analyst: userIn('analyst', 1, person),
  supervisor: userIn('supervisor', 1, person),
  methodist: userIn('methodist', 1, person),
  administrator: userIn('administrator', 1, person),
  clock,
};

/** Where the thing stands: at the own school, at another school of the own municipality, in another municipality, in another region. */
const places = [
  { schoolId: 111, municipalityId: 11, regionId: 1 },
  { schoolId: 112, municipalityId: 11, regionId: 1 },
  { schoolId: 121, municipalityId: 12, regionId: 1 },
  { schoolId: 211, municipalityId: 21, regionId: 2 },
];

/** A campaign's owner: the own region, the own municipality in it, another one, another region. */
const owners = [1, 11, 12, 2];

/** A mark per place, or per owner, in the order above. Municipalities and regions are asked about through the same places. */
const policy: Record<keyof typeof may, Record<Role | 'clock', string>> = {
  seeSchool: {
    director: '+ - - -',
    responsible: '+ - - -',
    coordinator: '+ + - -',
    analyst: '+ + + -',
    supervisor: '+ + + -',
    methodist: '+ + + -',
    administrator: '+ + + -',
    clock: '+ + + +',
  },
  seeReport: {
    director: '+ - - -',
    responsible: '+ - - -',
    coordinator: '+ + - -',
    analyst: '+ + + -',
    supervisor: '+ + + -',
    methodist: '+ + + -',
    administrator: '+ + + -',
    clock: '+ + + +',
  },
  file: {
    director: '+ - - -',
    responsible: '+ - - -',
    coordinator: '- - - -',
    analyst: '- - - -',
    supervisor: '- - - -',
    methodist: '- - - -',
    administrator: '- - - -',
    clock: '- - - -',
  },
  fileOwn: {
    director: '- - - -',
    responsible: '- - - -',
    coordinator: '+ + - -',
    analyst: '- - - -',
    supervisor: '- - - -',
    methodist: '- - - -',
    administrator: '- - - -',
    clock: '- - - -',
  },
  judge: {
    director: '- - - -',
    responsible: '- - - -',
    coordinator: '- - - -',
    analyst: '+ + + -',
    supervisor: '- - - -',
    methodist: '- - - -',
    administrator: '- - - -',
    clock: '- - - -',
  },
  spare: {
    director: '- - - -',
    responsible: '- - - -',
    coordinator: '- - - -',
    analyst: '- - - -',
    supervisor: '- - - -',
    methodist: '- - - -',
    administrator: '+ + + -',
    clock: '- - - -',
  },
  keepActs: {
    director: '+ - - -',
    responsible: '+ - - -',
    coordinator: '- - - -',
    analyst: '- - - -',
    supervisor: '- - - -',
    methodist: '- - - -',
    administrator: '- - - -',
    clock: '- - - -',
  },
  appoint: {
    director: '+ - - -',
    responsible: '- - - -',
    coordinator: '- - - -',
    analyst: '- - - -',
    supervisor: '- - - -',
    methodist: '- - - -',
    administrator: '+ + + -',
    clock: '- - - -',
  },
  seeFile: {
    director: '+ - - -',
    responsible: '+ - - -',
    coordinator: '+ + - -',
    analyst: '+ + + -',
    supervisor: '+ + + -',
    methodist: '+ + + -',
    administrator: '+ + + -',
    clock: '+ + + +',
  },
  review: {
    director: '- - - -',
    responsible: '- - - -',
    coordinator: '+ + - -',
    analyst: '- - - -',
    supervisor: '- - - -',
    methodist: '- - - -',
    administrator: '- - - -',
    clock: '- - - -',
  },
  seeTrust: {
    director: '- - - -',
    responsible: '- - - -',
    coordinator: '- - - -',
    analyst: '+ + + -',
    supervisor: '+ + + -',
    methodist: '- - - -',
    administrator: '+ + + -',
    clock: '- - - -',
  },
  remind: {
    director: '- - - -',
    responsible: '- - - -',
    coordinator: '+ + - -',
    analyst: '- - - -',
    supervisor: '- - - -',
    methodist: '- - - -',
    administrator: '- - - -',
    clock: '- - - -',
  },
  fileFor: {
    director: '- - - -',
    responsible: '- - - -',
    coordinator: '+ + - -',
    analyst: '- - - -',
    supervisor: '- - - -',
    methodist: '- - - -',
    administrator: '- - - -',
    clock: '- - - -',
  },
  keepPlan: {
    director: '- - - -',
    responsible: '- - - -',
    coordinator: '+ + - -',
    analyst: '- - - -',
    supervisor: '- - - -',
    methodist: '- - - -',
    administrator: '+ + + -',
    clock: '- - - -',
  },
  seeMunicipality: {
    director: '- - - -',
    responsible: '- - - -',
    coordinator: '+ + - -',
    analyst: '+ + + -',
    supervisor: '+ + + -',
    methodist: '+ + + -',
    administrator: '+ + + -',
    clock: '+ + + +',
  },
  seeRegion: {
    director: '- - - -',
    responsible: '- - - -',
    coordinator: '- - - -',
    analyst: '+ + + -',
    supervisor: '+ + + -',
    methodist: '+ + + -',
    administrator: '+ + + -',
    clock: '+ + + +',
  },
  moveDate: {
    director: '- - - -',
    responsible: '- - - -',
    coordinator: '+ + - -',
    analyst: '- - - -',
    supervisor: '- - - -',
    methodist: '- - - -',
    administrator: '+ + + -',
    clock: '- - - -',
  },
  extend: {
    director: '- - - -',
    responsible: '- - - -',
    coordinator: '+ + - -',
    analyst: '- - - -',
    supervisor: '- - - -',
    methodist: '- - - -',
    administrator: '+ + + -',
    clock: '- - - -',
  },
  exempt: {
    director: '- - - -',
    responsible: '- - - -',
    coordinator: '+ + - -',
    analyst: '- - - -',
    supervisor: '- - - -',
    methodist: '- - - -',
    administrator: '+ + + -',
    clock: '- - - -',
  },
  administer: {
    director: '- - - -',
    responsible: '- - - -',
    coordinator: '- - - -',
    analyst: '- - - -',
    supervisor: '- - - -',
    methodist: '- - - -',
    administrator: '+ + + -',
    clock: '- - - -',
  },
  approveEdition: {
    director: '- - - -',
    responsible: '- - - -',
    coordinator: '- + - -',
    analyst: '+ - - -',
    supervisor: '- - - -',
    methodist: '- - - -',
    administrator: '- - - -',
    clock: '- - - -',
  },
  handInEditions: {
    director: '- - - -',
    responsible: '- - - -',
    coordinator: '- + - -',
    analyst: '+ - - -',
    supervisor: '- - - -',
    methodist: '- - - -',
    administrator: '+ - - -',
    clock: '- - - -',
  },
  restoreEdition: {
    director: '- - - -',
    responsible: '- - - -',
    coordinator: '- - - -',
    analyst: '- - - -',
    supervisor: '- - - -',
    methodist: '- - - -',
    administrator: '- - - -',
    clock: '+ + + +',
  },
  compile: {
    director: '- - - -',
    responsible: '- - - -',
    coordinator: '- - - -',
    analyst: '- - - -',
    supervisor: '- - - -',
    methodist: '- - - -',
    administrator: '+ + + -',
    clock: '+ + + +',
  },
  publish: {
    director: '- - - -',
    responsible: '- - - -',
    coordinator: '- + - -',
    analyst: '- - - -',
    supervisor: '- - - -',
    methodist: '- - - -',
    administrator: '+ - - -',
    clock: '- - - -',
  },
  checkArchive: {
    director: '- - - -',
    responsible: '- - - -',
    coordinator: '- - - -',
    analyst: '+ + + -',
    supervisor: '- - - -',
    methodist: '- - - -',
    administrator: '+ + + -',
    clock: '- - - -',
  },
  writeNote: {
    director: '- - - -',
    responsible: '- - - -',
    coordinator: '- + - -',
    analyst: '+ - - -',
    supervisor: '- - - -',
    methodist: '+ - - -',
    administrator: '- - - -',
    clock: '- - - -',
  },
};

describe.each(Object.keys(policy) as (keyof typeof may)[])('may %s', (action) => {
  test.each(Object.entries(policy[action]) as [Role | 'clock', string][])('%s %s', (role, marks) => {
    const asked = places.map((place, at) => ({ ...place, ownerId: owners[at] ?? 0 }));
    const answers = asked.map((place) => (may[action](actors[role], place) ? '+' : '-'));
    expect(answers.join(' ')).toBe(marks);
  });
});

test('a role that nobody has given a reach does not compile', () => {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, '.');
  const host = ts.createCompilerHost(options);
  const { readFile } = host;
  const people = resolve('app/domain/people/people.ts');
  host.readFile = (file) =>
    resolve(file) === people
      ? readFile(file)?.replace("'administrator',\n]", "'administrator',\n'auditor',\n]")
      : readFile(file);
  const policyFile = resolve('app/domain/people/permissions.ts');
  const program = ts.createProgram([policyFile], { ...options, types: [] }, host);
  const faults = program.getSemanticDiagnostics(program.getSourceFile(policyFile));
  const texts = faults.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  expect(texts[0]).toContain("Property 'auditor' is missing");
});

test('what a municipality owes is filed by its own coordinator and judged by the region, and nobody else does either', () => {
  const at: ReporterScope = { schoolId: 11, municipalityId: 11, regionId: 1, level: 'municipality' };
  const whoMay = (deed: 'file' | 'fileFor' | 'review' | 'remind' | 'extend' | 'exempt' | 'seeReport', place = at) =>
    Object.entries(actors)
      .filter(([, actor]) => may[deed](actor, place))
      .map(([role]) => role);
  expect(whoMay('file')).toEqual(['coordinator']);
  expect(whoMay('file', { ...at, schoolId: 12, municipalityId: 12 })).toEqual([]);
  expect(whoMay('review')).toEqual(['analyst']);
  expect([whoMay('extend'), whoMay('exempt')]).toEqual([['administrator'], ['administrator']]);
  expect([whoMay('fileFor'), whoMay('remind')]).toEqual([[], []]);
  expect(whoMay('seeReport')).toEqual(['coordinator', 'analyst', 'supervisor', 'methodist', 'administrator', 'clock']);
});

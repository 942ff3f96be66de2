import { describe, expect, test } from 'vitest';
import type { Zone } from '#app/domain/calendar.ts';
import { type Actor, clock, type Role } from '#app/domain/people.ts';
import { may } from '#app/domain/permissions.ts';

/** Everybody belongs to region 1; a coordinator to municipality 11 in it, a director and a responsible to school 111 there. */
const person = {
  id: 1,
  name: 'Иванова Мария Петровна',
  email: 'ivanova@example.test',
  region: { id: 1, zone: 'Europe/Moscow' as Zone, name: 'Московская область', demo: false },
};
const actors: Record<Role | 'clock', Actor> = {
  director: { ...person, role: 'director', schoolId: 111 },
  responsible: { ...person, role: 'responsible', schoolId: 111 },
  coordinator: { ...person, role: 'coordinator', municipalityId: 11 },
  analyst: { ...person, role: 'analyst' },
  supervisor: { ...person, role: 'supervisor' },
  methodist: { ...person, role: 'methodist' },
  administrator: { ...person, role: 'administrator' },
  clock,
};

/** Where the thing stands: at the own school, at another school of the own municipality, in another municipality, in another region. */
const places = [
  { schoolId: 111, municipalityId: 11, regionId: 1 },
  { schoolId: 112, municipalityId: 11, regionId: 1 },
  { schoolId: 121, municipalityId: 12, regionId: 1 },
  { schoolId: 211, municipalityId: 21, regionId: 2 },
];

/** A mark per place, in the order above. Municipalities and regions are asked about through the same places. */
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
};

describe.each(Object.keys(policy) as (keyof typeof may)[])('may %s', (action) => {
  test.each(Object.entries(policy[action]) as [Role | 'clock', string][])('%s %s', (role, marks) => {
    const answers = places.map((place) => (may[action](actors[role], place) ? '+' : '-'));
    expect(answers.join(' ')).toBe(marks);
  });
});

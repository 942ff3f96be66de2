import type { Actor, Role } from './people.ts';

/** Where a school stands in the territory today: a coordinator answers for the schools placed in the municipality. */
export type SchoolScope = { schoolId: number; municipalityId: number; regionId: number };
/** Where who owes a report stands, without `level` a school. A municipality stands in itself, and `schoolId` is its own id. */
export type ReporterScope = SchoolScope & { level?: 'school' | 'municipality' };
export type RegionScope = { regionId: number };
/** The organisation that a campaign was opened for: the region, or one municipality. */
export type OwnerScope = { ownerId: number };

/** How far a role sees. A person's organisation is of the same kind; `everything` is the clock's alone. */
export type Reach = OrganisationReach | 'everything';
export type OrganisationReach = 'school' | 'municipality' | 'region';

/** What is asked about: something at a school, of a municipality, of the region; `shared` is of the region and for all its people. */
type Thing = 'school' | 'municipality' | 'region' | 'shared';
/** Where a thing stands, as far as the question needs it; a campaign of the whole region is of no municipality. */
type Place = {
  school: SchoolScope;
  municipality: RegionScope & { municipalityId: number | null };
  region: RegionScope;
  shared: RegionScope;
};

/** By which of its ids a thing must be the person's own. The predicates and the conditions in SQL are both made of this table. */
const seenBy = {
  school: { school: 'schoolId', municipality: 'none', region: 'none', shared: 'regionId' },
  municipality: { school: 'municipalityId', municipality: 'municipalityId', region: 'none', shared: 'regionId' },
  region: { school: 'regionId', municipality: 'regionId', region: 'regionId', shared: 'regionId' },
  everything: { school: 'all', municipality: 'all', region: 'all', shared: 'all' },
} as const satisfies Record<Reach, Record<Thing, keyof SchoolScope | 'all' | 'none'>>;

/** What can be done beside seeing, and at what it is done. */
const deeds = {
  /** Save and file what the municipality itself owes. */
  fileOwn: 'municipality',
  /** Accept or return what municipalities file. */
  judge: 'region',
  /** Grant a municipality a later day, or decide that it need not report. */
  spare: 'region',
  /** Save a draft and file: the school alone answers for its figures. */
  file: 'school',
  /** Enter, change and take off the school's local acts. */
  keepActs: 'school',
  /** Name who answers for the journal at a school (KG-3.3): its director, or the administrator. */
  appoint: 'school',
  /** Accept or return. */
  review: 'municipality',
  /** Save and file for the municipality's schools, but only by their own filled-in files. */
  fileFor: 'municipality',
  /** Remind schools of what they owe, and note calls. */
  remind: 'municipality',
  /** Enter a municipality's plan and change it: its coordinator, or the administrator. */
  keepPlan: 'municipality',
  /** Move a campaign's reporting date: the administrator, or the coordinator of the one municipality it is opened for. */
  moveDate: 'municipality',
  /** Grant one school a later day. */
  extend: 'school',
  /** Decide that a school need not report for a date. */
  exempt: 'school',
  /** Open an order as a campaign, organisations and people, jobs: the administrator's alone. */
  administer: 'region',
  /** Vouch for the figures of an edition: who answers for them before the ministry, or of a municipal order its coordinator. */
  approveEdition: 'owner',
  /** Send editions and say to whom. */
  handInEditions: 'owner',
  /** Let everybody see a campaign's figures of territories. */
  publish: 'owner',
  /** Have the archive of the region's editions checked. */
  checkArchive: 'region',
  /** Put a damaged copy of an edition back: whoever has the server's command line. */
  restoreEdition: 'region',
  /** Whether the figures can be relied on: those who sign them, answer for them, and keep the system. */
  seeTrust: 'region',
  /** Compile a month: the clock by its timetable, the administrator by hand. */
  compile: 'region',
  /** Write the analytic note in words of one's own: who answers for it before the ministry, and who advises the schools. */
  writeNote: 'owner',
} as const satisfies Record<string, Thing | 'owner'>;
export type Deed = keyof typeof deeds;

/**
 * The whole policy, and closed: a role that is missing here does not compile, and a deed that a role does not name is
 * refused to it. What is done is done within the reach.
 */
export const policy = {
  director: { reach: 'school', does: ['file', 'keepActs', 'appoint'] },
  responsible: { reach: 'school', does: ['file', 'keepActs'] },
  coordinator: {
    reach: 'municipality',
    does: [
      ...(['fileOwn', 'review', 'fileFor', 'remind', 'keepPlan', 'moveDate', 'extend', 'exempt'] as const),
      ...(['approveEdition', 'handInEditions', 'publish', 'writeNote'] as const),
    ],
  },
  analyst: {
    reach: 'region',
    does: ['judge', 'approveEdition', 'handInEditions', 'checkArchive', 'seeTrust', 'writeNote'],
  },
  supervisor: { reach: 'region', does: ['seeTrust'] },
  methodist: { reach: 'region', does: ['writeNote'] },
  administrator: {
    reach: 'region',
    does: [
      ...(['administer', 'compile', 'appoint', 'keepPlan', 'moveDate', 'extend', 'exempt'] as const),
      ...(['spare', 'handInEditions', 'publish', 'checkArchive', 'seeTrust'] as const),
    ],
  },
  /** Jobs take the same road as people. */
  clock: { reach: 'everything', does: ['compile', 'restoreEdition'] },
} as const satisfies Record<Role, Rule<OrganisationReach>> & { clock: Rule<'everything'> };
type Rule<R extends Reach> = { reach: R; does: readonly Deed[] };

/** Whose deed it is, for a list of people in SQL. */
export function rolesThat(deed: Deed): Role[] {
  return (Object.keys(policy) as (keyof typeof policy)[]).filter(
    (role): role is Role => role !== 'clock' && (policy[role].does as readonly Deed[]).includes(deed),
  );
}

/** Which things of that kind the actor sees: all, none, or those of which one id is the given one. */
export type Seen = 'all' | 'none' | { by: keyof SchoolScope; id: number };

export function seenOf(actor: Actor, thing: Thing): Seen {
  const by = seenBy[actor.reach][thing];
  if (by === 'all' || by === 'none') return by;
  const own: Partial<SchoolScope> = actor.role === 'clock' ? {} : { ...actor, regionId: actor.region.id };
  const id = own[by];
  return id === undefined ? 'none' : { by, id };
}

function sees<T extends Thing>(thing: T): (actor: Actor, at: Place[T]) => boolean {
  return (actor, at) => {
    const seen = seenOf(actor, thing);
    if (seen === 'all' || seen === 'none') return seen === 'all';
    return (at as Partial<SchoolScope>)[seen.by] === seen.id;
  };
}

/**
 * A campaign is its owner's: an order of the region is its ministry's, one that was opened for a municipality is that
 * municipality's. Who sees it from above sees it, and no more.
 */
function owns(actor: Actor, { ownerId }: OwnerScope): boolean {
  if (actor.reach === 'region') return actor.region.id === ownerId;
  return actor.reach === 'municipality' && actor.municipalityId === ownerId;
}

type PlaceOf<D extends Deed> = (typeof deeds)[D] extends Thing ? Place[(typeof deeds)[D]] : OwnerScope;
type May = { [D in Deed]: (actor: Actor, at: PlaceOf<D>) => boolean };
const does = Object.fromEntries(
  Object.entries(deeds).map(([deed, thing]) => {
    const within = thing === 'owner' ? owns : sees(thing);
    const may = (actor: Actor, at: SchoolScope & OwnerScope) =>
      (policy[actor.role].does as readonly string[]).includes(deed) && within(actor, at);
    return [deed, may];
  }),
) as May;

/** What stands in a deed's place where a municipality owes the report; null: nobody does it there. */
const atMunicipality = {
  file: 'fileOwn',
  fileFor: null,
  review: 'judge',
  remind: null,
  extend: 'spare',
  exempt: 'spare',
} as const satisfies Partial<Record<Deed, Deed | null>>;
type OfReport = keyof typeof atMunicipality;

/** As `does`, by who owes the report. */
const doesToReport = Object.fromEntries(
  Object.entries(atMunicipality).map(([deed, instead]) => [
    deed,
    (actor: Actor, at: ReporterScope) => {
      if (at.level !== 'municipality') return does[deed as OfReport](actor, at);
      return instead !== null && does[instead](actor, at);
    },
  ]),
) as { [D in OfReport]: (actor: Actor, at: Parameters<May[D]>[1] & Pick<ReporterScope, 'level'>) => boolean };

const seeSchool = sees('school');
const seeShared = sees('shared');

/**
 * Each question is asked of the actor and of where the thing stands; what may not be seen answers "not found", what may
 * be seen but not done answers "forbidden" (see use-cases/context).
 */
export const may = {
  ...does,
  ...doesToReport,
  seeSchool,
  seeReport: seeSchool,
  seeMunicipality: sees('municipality'),
  seeRegion: sees('region'),
  /** A school's file goes to whoever sees the school, a municipality's or the region's to everybody of the region. */
  seeFile: (actor: Actor, at: SchoolScope | RegionScope): boolean =>
    'schoolId' in at ? seeSchool(actor, at) : seeShared(actor, at),
};

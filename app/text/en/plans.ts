import { plural } from '../plural.ts';
import type { plans as ru } from '../ru/plans.ts';

const bySchools = (n: string, count: number) => `by ${n} ${plural.en(count, 'school', 'schools')}`;
const ofMunicipalities = (n: number) => plural.en(n, 'municipality', 'municipalities');

export const plans = {
  tab: 'Plan',

  titles: {
    none: 'No plan has been entered',
    ahead: (n: string, count: number) => `Ahead of the plan ${bySchools(n, count)}`,
    asPlanned: 'Coverage goes as planned',
    behind: (n: string, count: number) => `Behind the plan ${bySchools(n, count)}`,
    notYet: (day: string) => `The plan begins on ${day}`,
  },
  document: (number: string, date: string) => `No. ${number} of ${date}`,
  states: {
    ahead: (n: string, count: number) => `ahead ${bySchools(n, count)}`,
    asPlanned: 'as planned',
    behind: (n: string, count: number) => `behind ${bySchools(n, count)}`,
  },

  plan: {
    enter: 'Enter the plan',
    change: 'Change the plan',
    toAll: 'The plans of all municipalities',
    noneTitle: 'There is no plan yet',
    noneUntil: (day: string) =>
      `The order asks for a plan with figures of coverage, approved by ${day}, and for a responsible person.`,
    none: 'The order asks the municipality for a plan with figures of coverage.',
    noneOurs: 'Enter the document, who answers, and how many schools are to be covered by which day.',
    noneTheirs: 'The municipal coordinator enters the plan.',
    saved: 'The plan is saved',
    savedText: 'The version before it, if there was one, stays in the list below.',
    unchanged: 'Nothing has changed in the plan',
    unchangedText: 'You saved what was there already. There is no new version.',
    approvedBy: 'Approved by',
    firstApproved: 'First approved',
    inTime: (day: string) => `in time: the order says by ${day}`,
    late: (day: string) => `late: the order says by ${day}`,
    responsible: 'Responsible person',
    noPhone: 'no phone number',
    file: 'File of the document',
    noFile: 'none',
    today: 'Covered today',
    next: 'Next step',
    nextText: (day: string, share: string) => `${day}: ${share}`,
    target: 'The order’s target',
    targetText: (threshold: string, day: string) => `${threshold} of schools by ${day}`,
    savedBy: 'Entered by',
    savedByText: (by: string, at: string) => `${by}, ${at}`,
  },

  short: {
    title: 'The plan does not reach the order’s target',
    tooFew: (n: string, count: number, threshold: string) =>
      `Its last step is ${n} ${plural.en(count, 'school', 'schools')} short of ${threshold}.`,
    tooLate: (threshold: string, planned: string, due: string) =>
      `By the plan ${threshold} of schools are covered by ${planned}, the order says by ${due}.`,
    tag: 'below the target',
    lateTag: 'target too late',
  },

  steps: {
    title: 'Plan and fact',
    lead: 'The state at the end of the day decides. The rule across the bar is the plan. Shares are of the general-education schools open on that day; for days to come, open today.',
    caption: 'How many schools are to be covered, and how many are',
    by: 'By',
    planned: 'Plan, schools',
    plannedShare: 'Plan, share',
    fact: 'Fact',
    factShare: 'Fact, share',
    bar: 'Fact against plan',
    state: 'Comparison',
    notYet: 'not yet',
    noFigures: 'no reports then',
    day: 'Coverage on that day',
  },

  earlier: {
    title: (n: string) => `Earlier versions: ${n}`,
    version: 'Version',
    document: 'Document',
    responsible: 'Responsible person',
    steps: 'How many schools by which day',
    step: (day: string, schools: string) => `${day} – ${schools}`,
    saved: 'Entered by',
    file: 'File',
    noFile: 'none',
  },

  edit: {
    new: 'Enter the plan',
    change: 'Change the plan',
    lead: 'The saved plan takes effect. Earlier versions stay on the plan’s page.',
    document: 'The document that approves the plan',
    number: 'Number of the document',
    numberHint: 'As on the document, for instance 214-П',
    date: 'Date of the document',
    title: 'Title of the document',
    person: 'Who answers for the rollout in the municipality',
    responsible: 'Name',
    position: 'Position',
    phone: 'Phone',
    steps: 'How many schools are to be covered',
    stepsHint: (n: string, count: number, threshold: string, day: string) =>
      `${n} ${plural.en(count, 'school counts', 'schools count')} today. The order’s target is ${threshold} by ${day}. Give the total by each day; the day in digits, for instance 01.09.2012. Empty rows are not kept.`,
    step: (n: string) => `Step ${n}`,
    by: 'By the end of',
    schools: 'Schools in all',
    addRow: 'Add a row',
    full: (n: string) => `A plan has room for ${n} steps.`,
    removeRow: (step: string) => `Remove: ${step}`,
    save: 'Save the plan',
    ofStep: (step: string, part: string) => `${step}, ${part}`,
  },

  faults: {
    notWhole: 'Give a whole number in digits, for instance 25',
    notPhone: 'Give the phone number in digits, for instance +7 495 123-45-67',
    inFuture: 'This day has not come yet. Give the date of the approved document',
    sameDay: 'This day is in the plan already. Leave one row for each day',
    falls: 'Fewer schools than by an earlier day. The number is the total by that day',
    tooManySchools: 'The municipality does not have so many schools. Check the number',
    noSteps: 'Give at least one step: a day and a number of schools',
    tooManySteps: 'A plan has room for 24 steps. Remove the rest',
    changedMeanwhile: 'Somebody else changed the plan. Check the fields and save again',
  },

  all: {
    title: (share: string, of: number, inTime: string) =>
      `Plans are approved in ${share} ${ofMunicipalities(of)}, in time in ${inTime}`,
    noTermTitle: (share: string, of: number) => `Plans are approved in ${share} ${ofMunicipalities(of)}`,
    link: 'The municipalities’ plans',
    lead: (day: string) =>
      `The order wants plans approved by ${day}. The document’s date decides; when a plan was entered stands beside it.`,
    noMunicipalities: 'The region has no municipalities. The administrator enters them.',
    filter: 'Show',
    filters: {
      all: 'all',
      none: 'no plan',
      late: 'approved late',
      behind: 'behind the plan',
      short: 'plan below the target',
    },
    caption: 'Municipalities and their plans',
    found: 'There are no such municipalities.',
    municipality: 'Municipality',
    standing: 'Approval',
    standings: { inTime: 'in time', late: 'late', none: 'no plan' },
    document: 'Document',
    responsible: 'Responsible person',
    approved: (day: string) => `first approved ${day}`,
    entered: (at: string) => `entered ${at}`,
    covered: 'Covered today',
    state: 'Plan and fact',
    notYet: 'the first step is to come',
  },
} satisfies typeof ru;

import { plural } from '../plural.ts';
import type { everywhere as ru } from '../ru/everywhere.ts';

export const everywhere = {
  product: 'Svodka',

  shell: {
    skip: 'Skip to main content',
    navigation: 'Sections',
    breadcrumbs: 'Breadcrumbs',
    demo: 'Demonstration region: the data is made up',
    footer: 'Svodka – the rollout of electronic grade journals',
    signOut: 'Sign out',
    language: 'Language',
    otherLanguage: 'Русский',
  },

  navigation: {
    home: 'Front page',
    reports: 'Reports',
    measures: 'Measures',
    review: 'Review',
    coverage: 'Coverage',
    editions: 'Editions',
    downloads: 'Downloads',
    organisations: 'Organisations',
    people: 'People',
    jobs: 'Jobs',
    orders: 'Orders',
  },

  buttons: {
    save: 'Save',
    cancel: 'Cancel',
    back: 'Back',
    continue: 'Continue',
    print: 'Print',
    download: 'Download',
    change: 'Change',
    open: 'Open',
    show: 'Show',
    add: 'Add',
    remove: 'Remove',
    home: 'Go to the front page',
  },

  form: {
    error: 'Error',
    errorsTitle: 'There is a problem',
    optional: 'optional',
    dateHint: 'For example, 01.09.2012',
    showPassword: 'Show',
    hidePassword: 'Hide',
    yes: 'Yes',
    no: 'No',
    saved: (time: string) => `Saved at ${time}`,
    saving: 'Saving…',
    tooLargeFile: (megabytes: string) => `The file is larger than ${megabytes} MB. Choose a smaller one`,
    unreachable: 'The server cannot be reached',
    unreachableText: 'Nothing was sent; what you typed is still in the fields. Send it again once you are connected.',
  },

  standings: {
    late: 'overdue',
    unfiled: 'not filed by the closing',
    filed: 'in review',
    returned: 'returned',
    draft: 'draft',
    notDue: 'not due yet',
    accepted: 'accepted',
    notRequired: 'not required',
  },

  statuses: {
    due: 'expected',
    draft: 'draft',
    filed: 'filed',
    returned: 'returned',
    accepted: 'accepted',
  },

  roles: {
    director: 'school director',
    responsible: 'responsible person at the school',
    coordinator: 'municipal coordinator',
    analyst: 'analyst',
    supervisor: 'supervisor',
    methodist: 'methodologist',
    administrator: 'administrator',
  },

  organisations: {
    region: 'region',
    municipality: 'municipality',
    school: 'school',
  },

  counts: {
    schools: (n: number) => plural.en(n, 'school', 'schools'),
    municipalities: (n: number) => plural.en(n, 'municipality', 'municipalities'),
    reports: (n: number) => plural.en(n, 'report', 'reports'),
    errors: (n: number) => plural.en(n, 'error', 'errors'),
  },

  states: {
    noData: {
      title: 'No data yet',
      text: 'It will appear when schools file their first reports.',
    },
    nothingFound: {
      title: 'Nothing found',
      text: 'Change the search or remove the filters.',
    },
    failed: {
      title: 'The data could not be shown',
      text: 'The data itself is safe. Reload the page; if that does not help, tell the administrator.',
    },
    computing: {
      title: 'The data is being prepared',
      text: 'You can close this page and come back later: the work goes on.',
    },
    notAllowed: {
      title: 'No access',
      text: 'This section is for another role. If you need it for your work, ask the administrator.',
    },
  },

  notice: {
    info: 'Information',
    success: 'Success',
    warning: 'Warning',
    problem: 'Error',
  },

  table: {
    pages: 'Pages of the list',
    previous: 'Previous',
    next: 'Next',
    shown: (from: string, to: string, of: string) => `${from}–${to} of ${of}`,
    total: 'Total',
    municipality: 'Municipality',
    school: 'School',
    month: 'Month',
    status: 'Status',
    due: 'Due',
    share: 'Share',
    target: 'Target',
  },

  figure: {
    asTable: 'The same figures as a table',
    notDrawn: 'The chart did not load. The same figures are in the table below.',
    target: (percent: string) => `Target ${percent}`,
    shareText: (percent: string, share: string) => `${percent} (${share})`,
  },
} satisfies typeof ru;

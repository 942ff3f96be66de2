import { plural } from '../plural.ts';
import type { checks as ru } from '../ru/checks.ts';

export const checks: typeof ru = {
  findings: {
    fell: (was, now) => `Less than in the last report: it was ${was}, now ${now}.`,
    fellInPercent: (was, now) =>
      `The percentage is less than in the last report, though the count is not: it was ${was}, now ${now}.`,
    jumped: (was, now) => `Everybody at once: it was ${was}, now ${now}.`,
    jumpedFromBlank: (now) => `Everybody at once: blank in the last report, now ${now}.`,
    baseChanged: (base, was, now) =>
      `The total${base && ` (${base})`} changed by more than a third: it was ${was}, now ${now}.`,
    exceeds: (n, item, most) => `More than in item ${item}: ${n} here, ${most} there.`,
    blank: 'There is no answer. Blank is not zero: the figures will do without it.',
    problemGone: (text) => `This problem was not solved in the last report and is missing in the new one: “${text}”.`,
    unchanged: 'Nothing has changed since the last report.',
    empty: 'The report says nothing: all figures are zero, there are no documents and no comments.',
  },

  ask: {
    title: (n) => `Explanations needed before filing: ${n}`,
    later: (n) => `Once everything is filled in, explanations will be needed: ${n}`,
    label: 'Explain it in one sentence',
    hint: 'The coordinator reads it beside the answer. 500 characters at most.',
    tooLong: 'Shorten the explanation to 500 characters',
    whole: 'The whole report',
    item: (number) => `Item ${number}`,
    soon: 'On filing you will be asked to explain',
  },

  explanation: 'The school’s explanation',
  explanations: 'The school’s explanations',
  withExplanations: (n) => `with explanations: ${n}`,

  hint: {
    item: (times, n, reason) =>
      `Reports came back for this item ${times} ${plural.en(n, 'time', 'times')}. Mostly: “${reason}”.`,
    problems: (times, n, reason) =>
      `Reports came back for this table ${times} ${plural.en(n, 'time', 'times')}. Mostly: “${reason}”.`,
  },

  outliers: {
    title: (n, count, asOf) => `${n} ${plural.en(count, 'figure stands', 'figures stand')} out on ${asOf}`,
    noneTitle: (asOf) => `Nothing stands out on ${asOf}`,
    link: 'Figures that stand out',
    lead: (schools, n) =>
      `The last reports for this date are compared: ${schools} ${plural.en(n, 'school', 'schools')}. A figure that stands out is no mistake but a reason to ask.`,
    rules:
      'A figure stands out if its percentage is far from the median of all schools (modified z-score above 3.5), if the total changed by more than a third against the school’s last report, or if all figures are exactly those of another school.',
    dates: 'Reporting date',
    earlierDates: 'Earlier dates',
    territory: 'Municipality',
    wholeRegion: 'All municipalities',
    caption: 'Figures that stand out, the furthest first',
    item: 'Item',
    figure: 'Figure',
    median: 'Median of schools',
    why: 'Why it stands out',
    whole: 'all items',
    above: 'far more than at other schools',
    below: 'far less than at other schools',
    base: (was, now) => `the total was ${was}, now ${now}`,
    repeated: (n, count) => `all figures are those of ${n} other ${plural.en(count, 'school', 'schools')}`,
    unexplained: 'no explanation',
    shown: (shown, of) => `The ${shown} furthest of ${of} are shown.`,
    noDates: 'No reporting date has opened yet.',
    noFilings: 'Nobody has filed figures for this date yet.',
    tooFewTitle: 'There is nothing to compare with yet',
    tooFew: (n, count, fewest) =>
      `There are few reports for this date yet: ${n} ${plural.en(count, 'school', 'schools')}. To tell who stands out, at least ${fewest} are needed.`,
    nothing: 'The schools’ figures are close to each other and to their last reports.',
  },
};

/** The month on one page to print: the result in a sentence, target and fact, the movement, the picture, who is furthest. */
import { dayIn, lastDay } from '#app/domain/calendar.ts';
import type { Changes } from '#app/domain/editions/changes.ts';
import { type CoverageTarget, coverageTarget, coverageTargets, type Share } from '#app/domain/orders/order.ts';
import { compareShares, percentOf } from '#app/domain/territory/coverage.ts';
import type { SummaryFile } from '#app/domain/territory/summary-file.ts';
import { figuresOfTarget } from '#app/domain/territory/target-figures.ts';
import { formatDateTime, formatInteger, formatMonth, formatPercentText, formatShare } from '#app/text/format.ts';
import { workbook as words } from '#app/text/ru/workbook.ts';
import { type Cell, count, type Line, linesOf, percent, type Sheet, sum, text } from '../table.ts';
import { historyChart } from './history-sheet.ts';
import { atLeast, ru, targetMarks, toneOf } from './order-words.ts';
import type { Made } from './sheets.ts';

const said = words.totals;
const widths = [44, 11, 12, 13, 11, 12, 11];
const columns = widths.length;
const pictureLines = 17;
const mostFurthest = 10;

export function totalsSheet(file: SummaryFile, made: Made): Sheet {
  const { totals, demo, history } = file;
  const lines: Line[] = [
    { ...across('title', summaryTitle(file)), tall: 1.4 },
    ...(demo ? [across('warning', words.demo)] : []),
    across('free', said.basis(orderName(file), ru(totals.asOf))),
    blank,
    across('lead', result(file)),
    ...further(file).map((sentence) => across('label', sentence)),
    ...movements(file).map((sentence) => across('label', sentence)),
    ...dayTables(file),
    blank,
    ...clocks(file),
  ];
  const top = lines.length + 1;
  const title = said.picture(coverageText(file, totals.region.covered));
  const chart = historyChart(file, title, { left: 0, top, right: columns, bottom: top + pictureLines });
  if (chart) lines.push(...Array.from({ length: pictureLines + 1 }, () => blank));
  lines.push(...furthest(file), blank, ...origin(file, made));
  return {
    name: words.sheets.totals,
    widths,
    lines,
    onePage: true,
    frozen: { columns: 0, lines: 0 },
    filter: false,
    bars: [3],
    ...(chart && history.length > 1 && { charts: [chart] }),
  };
}

export function summaryTitle({ totals, region, municipality }: SummaryFile): string {
  return words.title(formatMonth(totals.month, 'ru'), municipality === null ? region : `${region}, ${municipality}`);
}

export function orderName({ order: { kind, number, date } }: SummaryFile): string {
  return said.orderName(kind, number, ru(date));
}

// ---------------------------------------------------------------------------------------------------------- sentences

function result(file: SummaryFile): string {
  const { order, totals, municipality } = file;
  const { asOf, region, municipalitiesMet: met } = totals;
  const fact = said.covered(ru(asOf), coverageText(file, region.covered));
  const target = coverageTarget(order);
  if (!target) return words.method.noTarget;
  if (region.covered.of === 0) return fact;
  const onDay = daySentence(file, target);
  if (onDay) {
    const now =
      municipality === null && target.per === 'municipality'
        ? ` ${said.nowMet(formatShare(met.n, met.of, 'ru'), met.of)}`
        : '';
    return `${onDay} ${fact}${now}`;
  }
  const state = region.target ?? 'pending';
  if (municipality === null && target.per === 'municipality') {
    const where = said.metIn(formatShare(met.n, met.of, 'ru'), met.of);
    const early = asOf < target.by ? said.notYet : '';
    return `${fact} ${said.perMunicipality(atLeast(target), ru(target.by), where + early)}`;
  }
  const line = totals.municipalities.length === 1 ? totals.municipalities[0] : undefined;
  const needed = municipality !== null && line ? said.needed(line.stillNeeded) : '';
  const is = words.targetStates[state] + (state === 'met' ? '' : needed);
  return `${fact} ${said.target(atLeast(target), ru(target.by), is)}`;
}

/** How the target stood on its own day; undefined before that is over, and in editions made before it was counted. */
function daySentence(file: SummaryFile, target: CoverageTarget): string | undefined {
  const { totals, municipality } = file;
  const day = figuresOfTarget(totals.region, target)?.day;
  const met = totals.targetsMet?.find(({ id }) => id === target.id)?.day;
  if (!day) return undefined;
  const by = ru(target.by);
  if (municipality === null && target.per === 'municipality' && met) {
    const { known, evening, later } = met;
    const share = formatShare(known.n, known.of, 'ru');
    const more = later > 0 ? said.dayLater(formatInteger(later, 'ru')) : '';
    return `${said.dayMet(atLeast(target), by, share, known.of, formatInteger(evening.n, 'ru'))}${more}.`;
  }
  if (day.state === null) return undefined;
  const words = said.dayStates;
  const is = day.state === 'later' ? words.later(day.reachedOn ? ru(day.reachedOn) : '–') : words[day.state];
  return said.dayState(
    atLeast(target),
    by,
    is,
    shareText(day.known, [target.threshold]),
    shareText(day.evening, [target.threshold]),
  );
}

/** The order's coverage targets beyond the first: on their day, or as they stand. */
function further(file: SummaryFile): string[] {
  return coverageTargets(file.order)
    .slice(1)
    .flatMap((target) => {
      const figures = figuresOfTarget(file.totals.region, target);
      if (!figures) return [];
      const now = `${said.target(atLeast(target), ru(target.by), words.targetStates[figures.state ?? 'pending'])} ${said.covered(ru(file.totals.asOf), shareText(figures.covered, [target.threshold]))}`;
      return [`${target.title}. ${daySentence(file, target) ?? now}`];
    });
}

function shareText(share: Share, against: Share[]): string {
  const shown = percentOf(share, against);
  return said.coverage(
    formatShare(share.n, share.of, 'ru'),
    share.of,
    shown ? formatPercentText(shown.text, 'ru') : said.noSchools,
  );
}

/** Since the month before and since the edition before; without either there is nothing to compare with. */
function movements(file: SummaryFile): string[] {
  if (!coverageTarget(file.order)) return [];
  const { changes, history } = file;
  if (changes && changes.heads.length > 0) {
    return [...changes.heads].reverse().map((head) => {
      const since =
        head.since === 'month'
          ? said.sinceMonth(formatMonth(head.base.month, 'ru'))
          : said.sinceEdition(formatInteger(head.base.number, 'ru'));
      return `${since}: ${said.was(coverageText(file, head.covered.was))}${counted(head)}.`;
    });
  }
  const before = history.at(-2);
  if (!before) return [];
  return [`${said.sinceMonth(formatMonth(before.month, 'ru'))}: ${said.was(coverageText(file, before.covered))}.`];
}

/** «; охвачены впервые – 12, больше не охвачены – 1». What is nought is not told. */
function counted(head: Changes): string {
  const told = (['gained', 'lost', 'joined', 'left', 'moved', 'figures'] as const)
    .filter((what) => head[what] > 0)
    .map((what) => said.counts[what](formatInteger(head[what], 'ru')));
  return told.length > 0 ? `; ${told.join(', ')}` : `; ${said.nothingChanged}`;
}

function coverageText({ order }: SummaryFile, share: Share): string {
  const target = coverageTarget(order);
  return shareText(share, target ? [target.threshold] : []);
}

// -------------------------------------------------------------------------------------------------------------- tables

/** Each coverage target on its own day, as was known that evening and as is known by the summary's day. */
function dayTables({ order, totals, municipality }: SummaryFile): Line[] {
  return coverageTargets(order).flatMap((target, at): Line[] => {
    const day = figuresOfTarget(totals.region, target)?.day;
    const met = municipality === null ? totals.targetsMet?.find(({ id }) => id === target.id)?.day : undefined;
    if (!day) return [];
    const marks = [target.threshold];
    const row = (label: string, evening: Share, known: Share, against: Share[]): Line => ({
      look: 'row',
      cells: [text(label), ...shareCells(evening, against), ...shareCells(known, against)],
    });
    const title = at === 0 ? said.dayTable(ru(day.by)) : `${said.dayTable(ru(day.by))}: ${target.title}`;
    return [
      blank,
      ...twoShares(title, said.dayThen, said.dayKnown(ru(totals.asOf))),
      ...(met ? [row(said.dayMunicipalities, met.evening, met.known, [])] : []),
      row(said.dayCovered, day.evening, day.known, marks),
    ];
  });
}

/** The head of a table with two shares to a row. */
function twoShares(title: string, first: string, second: string): Line[] {
  const { n, of, percent: heading } = words.share;
  return [
    {
      look: 'head',
      cells: [text(title), text(first), undefined, undefined, text(second), undefined, undefined],
      merges: [
        { left: 0, right: 0, lines: 2 },
        { left: 1, right: 3, lines: 1 },
        { left: 4, right: 6, lines: 1 },
      ],
      tall: 1,
    },
    { look: 'head', cells: [undefined, ...[n, of, heading, n, of, heading].map((head) => text(head))], tall: 1 },
  ];
}

/** Target and fact, and the reports by both clocks; beside them what was so a month ago. */
function clocks(file: SummaryFile): Line[] {
  const { order, totals, municipality } = file;
  const { region, municipalitiesMet } = totals;
  const marks = targetMarks(order);
  const ago = monthAgo(file);
  const share = (label: string, is: Share | undefined, was?: Share, against: Share[] = []): Line => ({
    look: 'row',
    cells: [text(label), ...shareCells(is, against), ...shareCells(was, against)],
  });
  return [
    ...twoShares(said.figure, said.now, said.monthAgo),
    ...(coverageTarget(order) ? [share(said.coveredShare, region.covered, ago?.covered, marks)] : []),
    ...(municipality === null && coverageTarget(order)
      ? [share(said.municipalitiesMet, municipalitiesMet, ago?.municipalitiesMet)]
      : []),
    ...coverageTargets(order)
      .slice(1)
      .flatMap((target) => {
        const figures = figuresOfTarget(region, target);
        const met = totals.targetsMet?.find(({ id }) => id === target.id)?.met;
        return [
          ...(figures ? [share(said.furtherShare(target.title), figures.covered, undefined, [target.threshold])] : []),
          ...(municipality === null && met ? [share(said.furtherMet(target.title), met)] : []),
        ];
      }),
    share(region.reported.of === 0 ? said.nothingDue : said.reported, region.reported),
    share(said.onTime, region.onTime),
    // Editions made before these were counted don't have them.
    ...(region.onTimeOriginally ? [share(said.onTimeOriginally, region.onTimeOriginally)] : []),
    ...(region.accepted ? [share(said.accepted, region.accepted)] : []),
    ...(region.acceptedOnTime ? [share(said.acceptedOnTime, region.acceptedOnTime)] : []),
  ];
}

function monthAgo({ changes, history }: SummaryFile): { covered: Share; municipalitiesMet?: Share } | undefined {
  const head = changes?.heads.find(({ since }) => since === 'month');
  return head ? { covered: head.covered.was, municipalitiesMet: head.municipalitiesMet.was } : history.at(-2);
}

function furthest({ order, totals, municipality }: SummaryFile): Line[] {
  const target = coverageTarget(order);
  if (municipality !== null || !target) return [];
  const behind = totals.municipalities
    .filter(({ stillNeeded, covered }) => covered.of > 0 && stillNeeded > 0)
    .sort((a, b) => compareShares(a.covered, b.covered))
    .slice(0, mostFurthest);
  if (behind.length === 0) return [];
  const heads = [words.columns.municipality, words.columns.covered, words.columns.schools, words.columns.percent];
  return [
    blank,
    across('section', said.furthest),
    {
      look: 'head',
      cells: [...heads, words.columns.stillNeeded].map((head) => text(head)),
      tall: linesOf(words.columns.stillNeeded, sum(widths.slice(4)), true),
      merges: [{ left: 4, right: 6, lines: 1 }],
    },
    ...behind.map(({ name, covered, stillNeeded, target }): Line => {
      const tone = target ? toneOf(target) : undefined;
      return {
        look: 'row',
        cells: [text(name, tone), ...shareCells(covered, targetMarks(order)), count(stillNeeded)],
        merges: [{ left: 4, right: 6, lines: 1 }],
      };
    }),
  ];
}

/** Whose figures these are: the edition, when its data was read, whether the month was over. */
function origin({ source, totals, hashes }: SummaryFile, made: Made): Line[] {
  const edition = source.kind === 'edition';
  const complete = edition
    ? source.complete
    : totals.asOf === lastDay(totals.month) && totals.asOf < dayIn(made.zone, made.now);
  const readAt = formatDateTime(edition ? source.readAt : made.now, made.zone, 'ru');
  return [
    pair(said.edition, text(edition ? said.number(formatInteger(source.number, 'ru')) : said.noEdition)),
    pair(said.readAt, text(said.readAtZone(readAt))),
    pair(said.month, complete ? text(said.complete) : text(said.incomplete, 'bad')),
    ...(hashes ? [pair(said.hash, text(hashes.figures))] : []),
  ];
}

// --------------------------------------------------------------------------------------------------------------- lines

const blank: Line = { look: 'free', cells: [] };

/** Words over the whole width; letters of a lead are larger than those that widths are counted in. */
function across(look: Line['look'], words: string): Line {
  const room = look === 'lead' || look === 'section' ? sum(widths) / 1.25 : sum(widths);
  return {
    look,
    cells: [text(words)],
    merges: [{ left: 0, right: columns - 1, lines: 1 }],
    tall: linesOf(words, room, look === 'lead') * (look === 'lead' ? 1.25 : 1),
  };
}

function pair(label: string, value: Cell): Line {
  return {
    look: 'label',
    cells: [text(label), value],
    merges: [{ left: 1, right: columns - 1, lines: 1 }],
    tall: value?.kind === 'text' ? linesOf(value.text, sum(widths.slice(1))) : 1,
  };
}

function shareCells(share: Share | undefined, against: Share[]): Cell[] {
  return [count(share?.n), count(share?.of), percent(share, against)];
}

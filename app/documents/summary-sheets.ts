/** The sheets of the month's summary. It says what the page says: figures come counted, nothing is counted again. */
import { dayIn, firstDay, lastDay, type Zone } from '#app/domain/calendar.ts';
import { percentOf } from '#app/domain/coverage.ts';
import { type Form, type Item, shareItems } from '#app/domain/form.ts';
import {
  type Band,
  bandsTarget,
  type Condition,
  type CoverageTarget,
  coverageTarget,
  decidingForm,
  type Order,
  type Share,
  type Target,
} from '#app/domain/order.ts';
import type { ProblemGroup } from '#app/domain/problem-groups.ts';
import type {
  Exclusion,
  Excused,
  MunicipalityLine,
  SchoolLine,
  Source,
  Summary,
  TerritoryFigures,
} from '#app/domain/summary.ts';
import { bandInForce, bandState, type TargetState } from '#app/domain/target.ts';
import { formatDateTime, formatDay, formatMonth, formatPercentText } from '#app/text/format.ts';
import { calendar } from '#app/text/ru/calendar.ts';
import { workbook as words } from '#app/text/ru/workbook.ts';
import { problemsSheet } from './problems-sheet.ts';
import {
  type Cell,
  type Column,
  count,
  countColumn,
  day,
  dayColumn,
  type Line,
  linesOf,
  percent,
  type Sheet,
  shareColumns,
  sum,
  type Tone,
  tableSheet,
  text,
  textColumn,
} from './table.ts';

export type SummaryToWrite = Summary & {
  source: Source;
  order: Order;
  region: string;
  demo: boolean;
  /** Absent where the order asks for none. */
  problems?: readonly ProblemGroup[];
};
/** When the file is made, in the region's zone. */
export type Made = { now: Date; zone: Zone };

export function summarySheets(summary: SummaryToWrite, made: Made): Sheet[] {
  return [
    totalsSheet(summary, made),
    municipalitiesSheet(summary),
    schoolsSheet(summary),
    notReportedSheet(summary),
    excludedSheet(summary),
    excusedSheet(summary),
    ...(summary.problems ? [problemsSheet(summary, summary.problems)] : []),
    methodSheet(summary),
  ];
}

// ------------------------------------------------------------------------------------------------------------- «Итоги»

function totalsSheet(summary: SummaryToWrite, made: Made): Sheet {
  const { order, totals, source, demo } = summary;
  const { region, asOf, municipalitiesMet } = totals;
  const said = words.totals;
  const widths = [64, 12, 12, 10, 14, 62];
  const pair = (label: string, value: Cell): Line => ({
    look: 'label',
    cells: [text(label), value],
    merges: [{ left: 1, right: 5, lines: 1 }],
    tall: value?.kind === 'text' ? linesOf(value.text, sum(widths.slice(1))) : 1,
  });
  const row = (
    label: string,
    share: Share | undefined,
    remark: Cell = null,
    more: { schools?: number; against?: Share[] } = {},
  ): Line => ({
    look: 'row',
    cells: [text(label), count(share?.n), count(share?.of), percent(share, more.against), count(more.schools), remark],
  });
  const blank: Line = { look: 'free', cells: [] };
  const today = dayIn(made.zone, made.now);
  const complete = source.kind === 'edition' ? source.complete : asOf === lastDay(totals.month) && asOf < today;
  const readAt = source.kind === 'edition' ? source.readAt : made.now;
  const form = decidingForm(order);

  function* lines(): Generator<Line> {
    yield { look: 'title', cells: [text(summaryTitle(summary))], tall: 1.4 };
    if (demo) yield { look: 'warning', cells: [text(words.demo)] };
    yield blank;
    yield pair(said.order, text(said.orderName(order.kind, order.number, ru(order.date))));
    yield pair(said.authority, text(order.authority));
    yield pair(said.subject, text(order.title));
    yield pair(said.region, text(summary.region));
    yield pair(said.asOf, day(asOf));
    yield pair(said.edition, text(source.kind === 'edition' ? said.number(source.number) : said.noEdition));
    yield pair(said.readAt, text(said.readAtZone(formatDateTime(readAt, made.zone, 'ru'))));
    yield pair(said.month, complete ? text(said.complete) : text(said.incomplete, 'bad'));
    yield blank;
    yield {
      look: 'head',
      cells: [said.figure, ...Object.values(words.share), said.fromSchools, said.remark].map((head) => text(head)),
    };
    yield row(said.covered, region.covered, targetRemark(order, region.target), { against: targetMarks(order) });
    if (coverageTarget(order)) yield row(said.municipalitiesMet, municipalitiesMet);
    yield row(said.reported, region.reported, region.reported.of === 0 ? text(said.nothingDue) : null);
    yield row(said.onTime, region.onTime);
    // Editions made before these were counted don't have them.
    if (region.onTimeOriginally) yield row(said.onTimeOriginally, region.onTimeOriginally);
    if (region.accepted) yield row(said.accepted, region.accepted);
    if (region.acceptedOnTime) yield row(said.acceptedOnTime, region.acceptedOnTime);
    yield blank;
    const section = said.items(form.title);
    yield {
      look: 'section',
      cells: [text(section)],
      merges: [{ left: 0, right: 5, lines: 1 }],
      tall: linesOf(section, sum(widths) * 0.9, true),
    };
    for (const item of shareItems(form)) {
      const figure = region.figures[item.id];
      const against = itemMarks(order, item, asOf);
      yield row(`${item.number} ${fullTitle(form, item)}`, figure, bandRemark(order, item, figure, asOf), {
        schools: figure?.schools,
        against,
      });
    }
  }
  return { name: words.sheets.totals, widths, lines: lines(), frozen: { columns: 0, lines: 0 }, filter: false };
}

/** The coverage target in a sentence with its state; empty where the order sets none. */
function targetRemark(order: Order, state: TargetState | null): Cell {
  const target = coverageTarget(order);
  if (!target || !state) return null;
  const sentence = words.totals.target(atLeast(target), ru(target.by), clauseName(order, target.clause));
  const said = target.per === 'municipality' ? words.totals.perMunicipality(sentence) : sentence;
  return text(`${said}: ${words.targetStates[state]}`, toneOf(state));
}

function bandRemark(order: Order, item: Item, share: Share | undefined, asOf: Summary['totals']['asOf']): Cell {
  const target = bandsTarget(order);
  const band = target?.item === item.id ? bandInForce(target.bands, asOf) : null;
  if (!target || !band) return null;
  const sentence = words.totals.band(bandText(band), ru(band.by), clauseName(order, target.clause));
  const state = share && bandState(share, band);
  return text(state ? `${sentence}: ${words.bandStates[state]}` : sentence, state === 'behind' ? 'bad' : undefined);
}

// ------------------------------------------------------------------------------------- «Муниципалитеты», «Школы» and lists

function municipalitiesSheet({ order, totals }: SummaryToWrite): Sheet {
  const { columns: heads, share } = words;
  const target = coverageTarget(order);
  type Territory = TerritoryFigures & Pick<MunicipalityLine, 'name' | 'target'> & { stillNeeded?: number };
  const columns: Column<Territory>[] = [
    textColumn(heads.municipality, { least: 18, most: 40 }, ({ name }) => name),
    { ...countColumn(heads.schools, ({ covered }) => covered.of), group: heads.coverage },
    { ...countColumn(heads.covered, ({ covered }) => covered.n), group: heads.coverage },
    {
      head: heads.percent,
      group: heads.coverage,
      width: 9.5,
      cell: ({ covered }) => percent(covered, targetMarks(order)),
    },
    ...(target
      ? [
          textColumn<Territory>(
            heads.target,
            20,
            ({ target }) => target && words.targetStates[target],
            ({ target }) => (target ? toneOf(target) : undefined),
          ),
          countColumn<Territory>(heads.stillNeeded, ({ target, stillNeeded }) => (target ? stillNeeded : undefined)),
        ]
      : []),
    ...shareColumns<Territory>(heads.reported, share, ({ reported }) => reported),
    ...shareColumns<Territory>(heads.onTime, share, ({ onTime }) => onTime),
    ...shareColumns<Territory>(heads.onTimeOriginally, share, ({ onTimeOriginally }) => onTimeOriginally),
    ...shareColumns<Territory>(heads.acceptedOnTime, share, ({ acceptedOnTime }) => acceptedOnTime),
    ...itemColumns<Territory>(order, totals.asOf),
  ];
  const whole: Territory = { ...totals.region, name: heads.total };
  return tableSheet(words.sheets.municipalities, columns, totals.municipalities, {
    keys: 1,
    total: columns.map(({ cell }) => cell(whole)),
  });
}

function schoolsSheet(summary: SummaryToWrite): Sheet {
  const { columns: heads } = words;
  const columns: Column<SchoolLine>[] = [
    ...placeColumns<SchoolLine>(summary),
    textColumn(heads.isCovered, 11, ({ covered }) => yesNo(covered)),
    textColumn(heads.system, { least: 18, most: 30 }, ({ last }) => last?.system ?? null),
    { ...dayColumn(heads.lastAsOf, ({ last }) => last?.asOf), group: heads.lastReport },
    { ...dayColumn(heads.filedOn, ({ last }) => last?.filedOn), group: heads.lastReport },
    { ...textColumn(heads.late, 14.5, ({ last }) => last && yesNo(last.late)), group: heads.lastReport },
    ...itemColumns<SchoolLine>(summary.order, summary.totals.asOf),
  ];
  return tableSheet(words.sheets.schools, columns, byMunicipality(summary, summary.schools), { keys: 2 });
}

function notReportedSheet(summary: SummaryToWrite): Sheet {
  const { columns: heads } = words;
  const columns: Column<SchoolLine>[] = [
    ...placeColumns<SchoolLine>(summary),
    countColumn(heads.owed, ({ owed }) => owed),
    countColumn(heads.filed, ({ filed }) => filed),
    { ...dayColumn(heads.lastAsOf, ({ last }) => last?.asOf), group: heads.lastReport },
    { ...dayColumn(heads.filedOn, ({ last }) => last?.filedOn), group: heads.lastReport },
  ];
  const missing = byMunicipality(summary, summary.schools).filter(({ owed, filed }) => filed < owed);
  const empty = summary.totals.region.reported.of === 0 ? words.nothingDue : words.allReported;
  return tableSheet(words.sheets.notReported, columns, missing, { keys: 2, empty });
}

function excludedSheet(summary: SummaryToWrite): Sheet {
  const columns: Column<Exclusion>[] = [
    ...placeColumns<Exclusion>(summary),
    textColumn(words.columns.reason, 40, ({ reason }) => words.exclusions[reason]),
  ];
  const excluded = byMunicipality(summary, summary.totals.excluded);
  return tableSheet(words.sheets.excluded, columns, excluded, { keys: 2, empty: words.noneExcluded });
}

/** Reports that a decision has taken out of what is owed. */
function excusedSheet(summary: SummaryToWrite): Sheet {
  const { columns: heads } = words;
  const reasons: Record<string, string> = calendar.reasons.notRequired;
  const columns: Column<Excused>[] = [
    ...placeColumns<Excused>(summary),
    dayColumn(heads.lastAsOf, ({ asOf }) => asOf),
    textColumn(heads.notRequiredReason, 40, ({ reason }) => reasons[reason] ?? reason),
    textColumn(heads.document, 40, ({ document }) => document),
  ];
  const excused = byMunicipality(summary, summary.totals.excused ?? []);
  return tableSheet(words.sheets.excused, columns, excused, { keys: 2, empty: words.noneExcused });
}

type Placed = { name: string; municipalityId: number };

function placeColumns<R extends Placed>({ totals }: Summary): Column<R>[] {
  const names = new Map(totals.municipalities.map(({ id, name }) => [id, name]));
  return [
    textColumn(words.columns.municipality, { least: 18, most: 36 }, (row) => names.get(row.municipalityId) ?? null),
    textColumn(words.columns.school, { least: 24, most: 46 }, ({ name }) => name),
  ];
}

/** In the order of the municipalities; within one as they came, by name. */
function byMunicipality<R extends Placed>({ totals }: Summary, rows: readonly R[]): R[] {
  const place = new Map(totals.municipalities.map(({ id }, at) => [id, at]));
  const placeOf = ({ municipalityId }: Placed) => place.get(municipalityId) ?? place.size;
  return [...rows].sort((a, b) => placeOf(a) - placeOf(b));
}

/** Three columns for each figure of the form, as far as somebody gave it. */
function itemColumns<R extends { figures: Record<string, Share> }>(order: Order, asOf: Band['by']): Column<R>[] {
  const form = decidingForm(order);
  return shareItems(form).flatMap((item) =>
    shareColumns<R>(
      shortTitle(form, item),
      words.share,
      ({ figures }) => figures[item.id],
      itemMarks(order, item, asOf),
    ),
  );
}

// ---------------------------------------------------------------------------------------------------------- «Методика»

function methodSheet({ order, totals, problems }: SummaryToWrite): Sheet {
  const said = words.method;
  const { asOf, month } = totals;
  const form = decidingForm(order);
  const line = (term: string, ...meaning: (string | null)[]): Line => ({
    look: 'row',
    cells: [text(term), ...meaning.map((words) => text(words))],
  });
  const head = (...heads: string[]): Line => ({ look: 'head', cells: heads.map((head) => text(head)), tall: 1 });

  function* lines(): Generator<Line> {
    yield head(said.term, said.meaning);
    yield line(said.covered, coveredMeaning(order));
    yield line(said.denominator, said.denominatorIs(ru(asOf)));
    yield line(said.asOf, said.asOfIs(ru(asOf)));
    yield line(said.last, said.lastIs);
    yield line(said.reported, said.reportedIs(ru(firstDay(month)), ru(asOf)));
    yield line(said.figures, said.figuresIs);
    yield line(said.percent, said.percentIs);
    for (const target of order.targets) yield line(said.targets[target.kind], targetMeaning(order, target));
    if (problems) yield line(said.problems, said.problemsIs);
    yield line(said.edition, said.editionIs);
    if (order.remarks.length > 0) yield line(said.remarks, order.remarks.join('\n'));
    yield { look: 'free', cells: [] };
    yield head(said.item, said.itemTitle, said.base, said.clauseColumn);
    for (const item of shareItems(form)) {
      yield line(
        said.line(item.number),
        fullTitle(form, item),
        item.base ?? null,
        `${clauseName(order, form.clause)} (${form.clause})`,
      );
    }
  }
  return {
    name: words.sheets.method,
    widths: [32, 104, 36, 20],
    lines: lines(),
    frozen: { columns: 0, lines: 0 },
    filter: false,
  };
}

function targetMeaning(order: Order, target: Target): string {
  const said = words.method;
  const is =
    target.kind === 'coverage'
      ? said.targetIs(atLeast(target), ru(target.by), target.per === 'municipality')
      : said.bandsIs(target.bands.map((band) => said.band(bandText(band), ru(band.by), band.since === true)));
  const clause = order.clauses.find(({ id }) => id === target.clause);
  const quote = clause ? [said.clause(clauseName(order, clause.id), clause.text)] : [];
  return [target.title, is, ...quote].join('\n');
}

function coveredMeaning(order: Order): string {
  const target = coverageTarget(order);
  if (!target) return words.method.noTarget;
  const conditions = target.criterion.map((condition) => conditionText(decidingForm(order), condition)).join('; ');
  return words.method.coveredBy(clauseName(order, target.clause), conditions);
}

function conditionText(form: Form, condition: Condition): string {
  const item = form.items.find(({ id }) => id === condition.item);
  const line = item ? `${item.number} «${trimmed(item.title)}»` : condition.item;
  const said = words.method.conditions;
  return 'share' in condition ? said[condition.is](line, percentText(condition.share)) : said[condition.is](line);
}

// --------------------------------------------------------------------------------------------------------------- words

export function summaryTitle({ totals, region }: SummaryToWrite): string {
  return words.title(formatMonth(totals.month, 'ru'), region);
}

/** An item under its heading: «Охват: педагогические работники, работающие в системе». */
function fullTitle(form: Form, item: Item, most = { heading: Infinity, title: Infinity }): string {
  const heading = form.items.find(({ kind, number }) => kind === 'heading' && item.number.startsWith(`${number}.`));
  const under = heading ? `${cut(trimmed(heading.title), most.heading)}: ` : '';
  return `${under}${cut(trimmed(item.title), most.title)}`;
}

function shortTitle(form: Form, item: Item): string {
  return `${item.number} ${fullTitle(form, item, { heading: 46, title: 80 })}`;
}

/** The paper's blank for the school's name, and the punctuation that leads on to an answer, are left out. */
function trimmed(title: string): string {
  return title.replace('{organisation}', '…').replace(/[\s.:;]+$/, '');
}

function cut(title: string, most: number): string {
  if (title.length <= most) return title;
  return `${title.slice(0, title.lastIndexOf(' ', most)).replace(/[\s.,:;]+$/, '')}…`;
}

function bandText({ from, to }: Band): string {
  return `${from === to ? '' : `${from}–`}${formatPercentText(String(to), 'ru')}`;
}

function percentText(share: Share): string {
  return formatPercentText(percentOf(share)?.text.replace(/\.0$/, '') ?? '', 'ru');
}

/** «пункт 4.3», «приложение 1». */
function clauseName(order: Order, id: string): string {
  const number = order.clauses.find((clause) => clause.id === id)?.number ?? id;
  return /^\d/.test(number) ? words.clause(number) : number.toLowerCase();
}

/** «не менее 75 %»; there is nothing above 100 %. */
function atLeast({ threshold }: CoverageTarget): string {
  const percent = percentText(threshold);
  return threshold.n < threshold.of ? words.atLeast(percent) : percent;
}

function ru(date: Band['by']): string {
  return formatDay(date, 'ru');
}

function yesNo(is: boolean): string {
  return is ? words.yes : words.no;
}

function toneOf(state: TargetState): Tone | undefined {
  return state === 'met' ? 'good' : state === 'missed' ? 'bad' : undefined;
}

/** What a figure is read against: it must not be rounded to the other side of it. */
function targetMarks(order: Order): Share[] {
  const target = coverageTarget(order);
  return target ? [target.threshold] : [];
}

function itemMarks(order: Order, item: Item, asOf: Band['by']): Share[] {
  const target = bandsTarget(order);
  const band = target?.item === item.id ? bandInForce(target.bands, asOf) : null;
  return band ? [band.from, band.to].map((n) => ({ n, of: 100 })) : [];
}

/** By which rules the figures are made, what the order says, and the hashes that the edition is known by. */
import { firstDay } from '#app/domain/calendar.ts';
import {
  bandsTargets,
  type Condition,
  coverageTarget,
  decidingForm,
  figureItems,
  formOf,
  type Order,
  type Target,
} from '#app/domain/orders/order.ts';
import type { Form } from '#app/domain/reports/form.ts';
import { plannedTarget } from '#app/domain/territory/plan.ts';
import type { SummaryFile } from '#app/domain/territory/summary-file.ts';
import { workbook as words } from '#app/text/ru/workbook.ts';
import { type Line, type Sheet, text } from '../table.ts';
import { atLeast, bandText, clauseName, fullTitle, ru, thresholdText, trimmed } from './order-words.ts';
import { countedStages } from './stages-sheet.ts';

export function methodSheet({ order, totals, problems, changes, hashes }: SummaryFile): Sheet {
  const said = words.method;
  const { asOf, month, before } = totals;
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
    if (totals.region.targets?.some(({ day }) => day)) yield line(said.onDay, said.onDayIs);
    if (bandsTargets(order).length > 0) yield line(said.bySchools, said.bySchoolsIs);
    if (coverageTarget(order)) yield line(said.rank, said.rankIs);
    if (totals.details && plannedTarget(order)) yield line(said.plan, said.planIs);
    if (before) yield line(said.pace, said.paceIs(ru(before.asOf)));
    const stages = countedStages(order);
    if (stages.length > 0) {
      const each = stages.map(({ number, title, reached }) => {
        return said.stage(
          `${number} ${title}`,
          reached ? conditionsText(formOf(order, reached.form), reached.criterion) : '',
        );
      });
      yield line(said.stages, [said.stagesIs, ...each].join('\n'));
    }
    if (problems) yield line(said.problems, said.problemsIs);
    if (changes) yield line(said.changes, said.changesIs);
    yield line(said.edition, said.editionIs);
    if (hashes) {
      const { edition, figures, order, previous } = hashes;
      yield line(said.hashes, said.hashesIs);
      yield line(said.ofEdition, edition);
      yield line(said.ofFigures, figures);
      if (order) yield line(said.ofOrder, order);
      yield line(said.ofPrevious, previous ?? said.noPrevious);
    }
    if (order.remarks.length > 0) yield line(said.remarks, order.remarks.join('\n'));
    if (!form) return;
    yield { look: 'free', cells: [] };
    yield head(said.item, said.itemTitle, said.base, said.clauseColumn);
    for (const item of figureItems(order)) {
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
  const further = target.kind === 'coverage' && target.id !== coverageTarget(order)?.id;
  const meets = further ? [said.meetsBy(conditionsText(formOf(order, target.form), target.criterion))] : [];
  return [target.title, is, ...meets, ...quote].join('\n');
}

function coveredMeaning(order: Order): string {
  const target = coverageTarget(order);
  if (!target) return words.method.noTarget;
  const conditions = conditionsText(formOf(order, target.form), target.criterion);
  return words.method.coveredBy(clauseName(order, target.clause), conditions);
}

function conditionsText(form: Form, conditions: readonly Condition[]): string {
  return conditions.map((condition) => conditionText(form, condition)).join('; ');
}

function conditionText(form: Form, condition: Condition): string {
  const item = form.items.find(({ id }) => id === condition.item);
  const line = item ? `${item.number} «${trimmed(item.title)}»` : condition.item;
  const said = words.method.conditions;
  return 'share' in condition ? said[condition.is](line, thresholdText(condition.share)) : said[condition.is](line);
}

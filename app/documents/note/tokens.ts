/** The figures of an edition as they stand in brackets while a note is written: what each reads, and which one is meant. */
import type { Figure, FigureNamed } from '#app/domain/editions/note.ts';
import { type FigureName, figureOf, type NoteFacts, namesIn } from '#app/domain/editions/note-figures.ts';
import { figureLabels, figureText, formsOf } from '#app/text/ru/note-figures.ts';

export type Tokens = {
  /** What stands in the brackets; a figure that the edition has no more reads as its name with a question mark. */
  textOf(figure: Figure): string;
  /** The figure that is meant by a text in brackets. Where several forms read alike, one of those that stood here before. */
  namedAmong(before: readonly Figure[]): FigureNamed;
  /** Each figure once, in its first form: what can be added. */
  offered: { label: string; text: string }[];
};

export function tokensOf(facts: NoteFacts): Tokens {
  /** By text: the figures that read so, as a rule one in one or several forms. */
  const reading = new Map<string, Figure[]>();
  const names = namesIn(facts);
  for (const figure of names) {
    const value = figureOf(facts, figure);
    for (const as of value ? formsOf(value) : []) {
      const text = bare({ figure, as }, facts);
      reading.set(keyOf(text), [...(reading.get(keyOf(text)) ?? []), { figure, as }]);
    }
  }
  /** Where another figure reads the same, the name tells them apart. */
  const textOf = (figure: Figure) => {
    if (!figureOf(facts, figure.figure)) return `${labelOf(facts, figure.figure)}?`;
    const text = bare(figure, facts);
    const others = reading.get(keyOf(text))?.some((other) => other.figure !== figure.figure);
    return others ? `${text}: ${labelOf(facts, figure.figure)}` : text;
  };
  const meant = new Map<string, Figure[]>();
  for (const figure of [...reading.values()].flat()) {
    const key = keyOf(textOf(figure));
    meant.set(key, [...(meant.get(key) ?? []), figure]);
  }
  return {
    textOf,
    namedAmong(before) {
      const left = [...before];
      return (text) => {
        const candidates = meant.get(keyOf(text)) ?? [];
        const at = left.findIndex((one) => candidates.some((same) => same.figure === one.figure && same.as === one.as));
        const [stood] = at < 0 ? [] : left.splice(at, 1);
        const [figure] = stood ? [{ figure: stood.figure, as: stood.as }] : candidates;
        if (!figure) return null;
        const raised = capitalised(bare(figure, facts));
        const begins = raised !== bare(figure, facts) && text.trim().startsWith(raised.charAt(0));
        return { ...figure, ...(begins && { capital: true as const }) };
      };
    },
    offered: names.map((figure) => {
      const value = figureOf(facts, figure);
      const [as = ''] = value ? formsOf(value) : [];
      return { label: labelOf(facts, figure), text: textOf({ figure, as }) };
    }),
  };
}

/** What a figure of the note reads in an edition; null where that one has no such figure. */
export function textIn(facts: NoteFacts, figure: Figure): string | null {
  return figureOf(facts, figure.figure) ? bare(figure, facts) : null;
}

/** «охват школ»; of a municipality its name; of a further target with its own words. */
export function labelOf({ order, summary }: NoteFacts, figure: string): string {
  if (figure in figureLabels) return figureLabels[figure as FigureName];
  const [kind = '', target] = figure.split(':');
  const title = order.targets.find((one) => one.id === target)?.title;
  if (title && kind in figureLabels) return `${figureLabels[kind as FigureName]} (${title})`;
  const id = Number(target);
  return summary.totals.municipalities.find((one) => one.id === id)?.name ?? figure;
}

function bare({ figure, as, capital }: Figure, facts: NoteFacts): string {
  const value = figureOf(facts, figure);
  const text = value ? figureText(value, as) : '';
  return capital ? capitalised(text) : text;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Spaces of any kind are one, and a sentence may begin with it. */
function keyOf(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.charAt(0).toLowerCase() + plain.slice(1);
}

/** What the pages of editions say of them in the same words. */
import type { FieldDifference, Finding } from '#app/domain/editions/archive.ts';
import type { HandIn } from '#app/domain/editions/hand-in.ts';
import type { Speech } from '#app/text/index.tsx';
import type { Tone } from '#app/ui/tag.tsx';
import type { ChangesInShort } from '#app/use-cases/editions/see-editions.server.ts';

/** «Выпуск 2 за август 2012». */
export function editionName({ month, number }: { month: string; number: number }, { t, format }: Speech): string {
  return t.archive.edition(format.integer(number), format.month(month));
}

export const handInTones: Record<HandIn['state'], Tone> = {
  running: 'neutral',
  open: 'waiting',
  sent: 'good',
  onTime: 'good',
  late: 'warning',
  waiting: 'waiting',
  overdue: 'bad',
};

/** «с опозданием на 2 дня», «ждёт отправки, осталось 3 дня». */
export function handInText(handIn: HandIn, speech: Speech): string {
  return speech.t.archive.handIn.states[handIn.state](daysOf(handIn, speech));
}

export function handInTitle(handIn: HandIn, month: string, speech: Speech): string {
  return speech.t.archive.handIn.titles[handIn.state](speech.format.month(month), daysOf(handIn, speech));
}

function daysOf(handIn: HandIn, { t, format }: Speech): string {
  if (!('days' in handIn)) return '';
  const days = format.days(handIn.days);
  return handIn.state === 'waiting' ? t.archive.handIn.left(days, handIn.days) : days;
}

/** «+3 охваченных, 2 показателя». */
export function changesText(changes: ChangesInShort | null, { t, format }: Speech): string {
  const words = t.archive.changes;
  if (!changes) return words.first;
  const { gained, lost, joined, left, figures } = changes;
  const said = [
    gained > 0 && words.gained(format.integer(gained)),
    lost > 0 && words.lost(format.integer(lost)),
    joined > 0 && words.joined(format.integer(joined)),
    left > 0 && words.left(format.integer(left)),
    figures > 0 && words.figures(format.integer(figures), figures),
  ].filter((text) => text !== false);
  return said.length > 0 ? said.join(', ') : words.none;
}

/** «Выпуск 2 за август 2012, в базе данных: строка школы «Школа № 5» изменена». */
export function findingText(finding: Finding, speech: Speech): string {
  const { t } = speech;
  const words = t.archive.findings;
  if (finding.kind === 'foreign') return words.foreign(finding.file);
  const edition = finding.edition ? `${editionName(finding.edition, speech)}, ` : '';
  return `${edition}${words.copies[finding.copy]}: ${faultText(finding, speech)}`;
}

function faultText(finding: Exclude<Finding, { kind: 'foreign' }>, { t, format }: Speech): string {
  const words = t.archive.findings;
  switch (finding.kind) {
    case 'line':
    case 'lineMissing':
    case 'lineAdded': {
      const { line, ordinal } = finding;
      return words[finding.kind](line ? words.lines[line.kind](line.name) : words.lineAt(format.integer(ordinal)));
    }
    case 'hash':
      return words.hash[finding.of];
    case 'otherEdition':
      return words.otherEdition(finding.month, finding.number);
    case 'more':
      return words.more(format.integer(finding.faults));
    default:
      return words[finding.kind];
  }
}

/** In which fields, and what each copy says there. */
export function fieldTexts(finding: Finding, { t }: Speech): string[] {
  const words = t.archive.findings;
  if (!('fields' in finding)) return [];
  const { yes, no } = t.everywhere.form;
  const valueText = (value: string | null) =>
    value === null ? words.nothing : value === 'true' ? yes : value === 'false' ? no : value;
  return finding.fields.map(({ field, is, was }: FieldDifference) => {
    const [first = '', ...rest] = field.split('.');
    const name = [words.fields[first] ?? first, ...rest].join('.');
    const say = finding.kind === 'columns' ? words.columnField : words.field;
    return say(name, valueText(is), valueText(was));
  });
}

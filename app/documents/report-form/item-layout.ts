/** The cells of one item: which parts its answer has, side by side and below one another, in the order's words. */
import { type Item, longest } from '#app/domain/reports/form.ts';
import { reportForm as words } from '#app/text/ru/report-form.ts';

export type Option = { value: string; text: string };

type Area = { row: number; bottom: number; left: number; right: number };

/** A cell to be filled in. Rows and columns count from 1, both ends inclusive. */
export type Input = Area & {
  field: string;
  item: string;
  kind: 'text' | 'count' | 'date' | 'list';
  /** Of a text: how many characters it takes. */
  most?: number;
  options?: Option[];
  /** What Excel shows beside the chosen cell. */
  about: string;
  prompt: string;
};

/** A locked cell; `percent` is reckoned from the two cells of its row. */
export type Label = Area & {
  text: string;
  look:
    | 'order'
    | 'heading'
    | 'warning'
    | 'head'
    | 'number'
    | 'title'
    | 'section'
    | 'hint'
    | 'percent'
    | 'small'
    | 'subtitle'
    | 'note'
    | 'sign';
};

/** `ownLines` are the last rows, whose number and title are cells of a table. */
/** `ownLines` are the last rows: lines of a table, whose number and title are cells of it. */
export type Block = { rows: number; ownLines: number; inputs: Input[]; labels: Label[] };

const answer = { left: 3, right: 8 };

/** What is to be typed stands beside the item's words, what it means in small letters under it, as on any paper form. */
export function inputsOfItem(item: Item, first: number, sizes: readonly number[]): Block {
  const inputs: Input[] = [];
  const labels: Label[] = [];
  const { prompts } = words;
  let row = first;
  const label = (text: string, look: Label['look'], left = answer.left, right = answer.right) =>
    labels.push({ row, bottom: row, left, right, text, look });
  const input = (part: string, cell: Partial<Input> & Pick<Input, 'kind' | 'prompt'>) =>
    inputs.push({
      field: `${item.id}:${part}`,
      item: item.id,
      row,
      bottom: row,
      ...answer,
      about: prompts.line(item.number),
      ...(cell.kind === 'text' && { most: longest.line }),
      ...cell,
    });
  const text = (part: string, prompt: string, cell: Partial<Input> = {}) =>
    input(part, { kind: 'text', prompt, ...cell });
  const none = (left: number, right: number) => {
    const [word, prompt] = item.kind === 'day' ? [words.noneInUse, prompts.noneInUse] : [words.none, prompts.none];
    if (item.mayBeNone) input('none', { kind: 'list', options: [{ value: 'on', text: word }], prompt, left, right });
  };
  const hint = () => {
    if (!item.hint) return;
    label(`(${item.hint})`, 'hint');
    row++;
  };

  switch (item.kind) {
    case 'heading':
      label(item.hint ?? '', 'hint');
      row++;
      break;
    case 'text':
    case 'longText': {
      const most = item.kind === 'text' ? longest.line : longest.text;
      const bottom = row + (sizes[0] ?? 1) - 1;
      text('text', prompts.text(most), { most, bottom });
      row = bottom + 1;
      hint();
      break;
    }
    case 'person':
      for (const part of ['name', 'position'] as const) {
        text(part, prompts.text(longest.line));
        row++;
        label(`(${words[part]})`, 'hint');
        row++;
      }
      break;
    case 'approval':
    case 'day': {
      const hasNumber = item.kind === 'approval';
      const date = hasNumber ? { left: 6, right: 6 } : { left: 3, right: 5 };
      const rest = date.right + 1;
      if (hasNumber) text('number', prompts.number, { left: 3, right: 5 });
      input('date', { kind: 'date', prompt: hasNumber ? prompts.date : prompts.day, ...date });
      none(rest, answer.right);
      row++;
      if (hasNumber) label(`(${words.number})`, 'hint', 3, 5);
      label(`(${words.date})`, 'hint', date.left, date.right);
      if (item.mayBeNone) label(`(${hasNumber ? words.ifNone : words.ifNotInUse})`, 'hint', rest, answer.right);
      row++;
      break;
    }
    case 'acts': {
      if (item.mayBeNone) {
        label(words.ifNoActs, 'hint', 3, 6);
        none(7, answer.right);
      }
      row++;
      const firstLine = row;
      label(words.actTitle, 'hint', 2, 2);
      label(item.hint ? `${item.hint}: ${words.number}` : words.number, 'hint', 3, 5);
      label(words.date, 'hint', 6, answer.right);
      row++;
      for (const at of sizes.keys()) {
        label(`${item.number}.${at + 1}.`, 'number', 1, 1);
        text(`${at}:title`, prompts.text(longest.line), { left: 2, right: 2 });
        text(`${at}:number`, prompts.number, { left: 3, right: 5 });
        input(`${at}:date`, { kind: 'date', prompt: prompts.date, left: 6, right: answer.right });
        row++;
      }
      return { rows: row - first, ownLines: row - firstLine, inputs, labels };
    }
    case 'share': {
      const base = item.base ?? '';
      input('n', { kind: 'count', prompt: prompts.n, left: 3, right: 3 });
      label(words.between, 'hint', 4, 4);
      input('of', { kind: 'count', prompt: prompts.of(base), left: 5, right: 5 });
      label('', 'percent', 6, 6);
      if (item.classes) {
        label(words.classes, 'hint', 7, 7);
        text('classes', prompts.classes, { left: 8, right: 8 });
      }
      row++;
      const asked = base ? words.share(base) : words.sharePlain;
      label(`(${item.hint ? `${item.hint}: ${asked}` : asked})`, 'hint');
      row++;
      break;
    }
    case 'yesNo':
      input('choice', {
        kind: 'list',
        options: [
          { value: 'yes', text: words.yes },
          { value: 'no', text: words.no },
        ],
        prompt: prompts.list,
        left: 3,
        right: 5,
      });
      row++;
      hint();
      break;
  }
  return { rows: row - first, ownLines: 0, inputs, labels };
}

/** One line of the table of problems (KG-App.3). */
export function inputsOfProblem(at: number, row: number, bottom: number): Input[] {
  const { prompts } = words;
  const cell = (part: string, left: number, right: number) => ({
    field: `problems:${at}:${part}`,
    item: 'problems',
    about: prompts.problem(at + 1),
    ...{ row, bottom, left, right },
  });
  const options = Object.entries(words.solved).map(([value, text]) => ({ value, text }));
  return [
    { ...cell('text', 2, 2), kind: 'text', most: longest.text, prompt: prompts.text(longest.text) },
    { ...cell('solved', 3, 5), kind: 'list', options, prompt: prompts.list },
    { ...cell('how', 6, 8), kind: 'text', most: longest.text, prompt: prompts.how },
  ];
}

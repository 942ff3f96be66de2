import type { Day } from '#app/domain/calendar.ts';
import { itemOf, readDraft } from '#app/domain/reports/draft.ts';
import type { Act, AnswerOf, Answers, Form, Item, Typed } from '#app/domain/reports/form.ts';
import { percentOf } from '#app/domain/territory/coverage.ts';
import type { Format, Text } from '#app/text/index.tsx';

type Speaking = { t: Pick<Text, 'report' | 'review'>; format: Format };

/** One item as somebody has typed it: its answer in words, or the text that can't be read as one. */
export function typedLines(form: Form, item: string, typed: Typed, today: Day, speech: Speaking): string[] {
  const { answers, unread } = readDraft(form, typed, today);
  const text = Object.entries(unread).flatMap(([field, value]) =>
    itemOf(field) === item && value && !field.endsWith(':key') ? [value] : [],
  );
  if (text.length > 0) return [text.join(' · ')];
  if (item === 'problems') return problemLines(answers, speech);
  const line = form.items.find(({ id }) => id === item);
  return line ? answerLines(line, answers.items[item], speech) : [];
}

function problemLines({ problems }: Answers, { t }: Speaking): string[] {
  if (problems.length === 0) return [t.review.answers.noProblems];
  const { solved, unanswered } = t.report.edit;
  return problems.map((row, at) =>
    [`${at + 1}. ${row.text ?? ''}`, row.solved ? solved[row.solved] : unanswered, row.how].filter(Boolean).join(' – '),
  );
}

/** The same words as on the report's page (`answer-view.tsx`), a line for each part. */
function answerLines(item: Item, answer: Answers['items'][string] | undefined, speech: Speaking): string[] {
  const words = speech.t.report.edit;
  if (answer === undefined) return [words.unanswered];
  switch (item.kind) {
    case 'heading':
      return [];
    case 'text':
    case 'longText':
      return [answer as AnswerOf['text']];
    case 'person': {
      const { name, position } = answer as AnswerOf['person'];
      return [[name, position].filter(Boolean).join(', ')];
    }
    case 'approval':
      return [actText(answer as AnswerOf['approval'], speech)];
    case 'acts': {
      const { none, rows = [] } = answer as AnswerOf['acts'];
      return none ? [words.none] : rows.map((act) => `${act.title ?? ''} ${actText(act, speech)}`);
    }
    case 'share':
      return shareLines(answer as AnswerOf['share'], speech);
    case 'yesNo':
      return [answer === 'yes' ? words.yes : words.no];
    case 'day': {
      const { none, date } = answer as AnswerOf['day'];
      return [none ? words.noneInUse : date ? speech.format.day(date) : words.unanswered];
    }
  }
}

function actText({ number, date, none }: Act & { none?: true }, { t, format }: Speaking): string {
  return none ? t.report.edit.none : t.review.answers.document(number ?? '', date ? format.day(date) : '');
}

function shareLines({ n, of, classes }: AnswerOf['share'], { t, format }: Speaking): string[] {
  const known = (count: number | undefined) => (count === undefined ? '–' : format.integer(count));
  const share =
    n !== undefined && of !== undefined
      ? `${format.share(n, of)} · ${format.percent(percentOf({ n, of }))}`
      : t.review.answers.partialShare(known(n), known(of));
  return classes ? [share, `${t.report.edit.classes}: ${classes}`] : [share];
}

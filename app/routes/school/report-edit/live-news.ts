/** Whose answers stand in the form, and what the person has to choose between. */
import type { Format, Text } from '#app/text/index.tsx';
import { typedLines } from './answer-lines.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { nameOf } from './item-name.ts';
import type { Choice, Keeping, News, Opened } from './keeping.ts';
import { copyOf, placeOf, slotOf } from './live-models.ts';

type Speaking = { t: Pick<Text, 'draft' | 'report' | 'review'>; format: Format };

/** Shows what is new since `before`; the buttons there are the keeper's. */
export function liveNews(
  keeper: DraftKeeper,
  opened: Opened,
  speech: Speaking,
): (now: Keeping, before: Keeping) => void {
  const place = placeOf('data-news');
  let choice: HTMLElement | null = null;
  let news: HTMLElement | null = null;
  place.addEventListener('click', ({ target }) => {
    const act = (target as Element).closest<HTMLElement>('[data-act]')?.dataset.act;
    if (act === 'takeMine') keeper.takeMine();
    else if (act === 'takeSaved') keeper.takeSaved();
    else if (act === 'undo') keeper.undo();
  });
  return (now, before) => {
    if (now.choice !== before.choice) {
      choice?.remove();
      choice = now.choice && choiceOf(now.choice, speech);
      if (choice) place.prepend(choice);
    }
    if (choice && now.choice && (now.choice !== before.choice || now.mine !== before.mine)) {
      compare(choice, now.choice, now, opened, speech);
    }
    if (now.news !== before.news) {
      news?.remove();
      news = now.news && newsOf(now.news, opened, speech);
      if (news) place.append(news);
    }
  };
}

function choiceOf({ kind, by, at, keptAt }: Choice, { t, format }: Speaking): HTMLElement {
  const words = t.draft;
  return kind === 'conflict'
    ? copyOf('choice', { title: words.conflictTitle, text: words.conflict(by, format.time(at)) })
    : copyOf('choice', { title: words.keptTitle(Date.now() - keptAt), text: words.kept(by, format.dateTime(at)) });
}

/** Line by line, as both sides have it now. */
function compare(
  shown: HTMLElement,
  choice: Choice,
  { mine }: Keeping,
  { form, today }: Opened,
  speech: Speaking,
): void {
  const sides = [choice.kind === 'conflict' ? mine : choice.mine, choice.theirs];
  const rows = choice.items.map((item) => {
    const row = document.createElement('tr');
    const head = document.createElement('th');
    head.scope = 'row';
    head.textContent = nameOf(form, item);
    row.append(head, ...sides.map((typed) => cellOf(typedLines(form, item, typed, today, speech))));
    return row;
  });
  slotOf(shown, 'rows').replaceChildren(...rows);
}

function cellOf(lines: readonly string[]): HTMLElement {
  const cell = document.createElement('td');
  cell.append(
    ...lines.map((line) => {
      const part = document.createElement('div');
      part.textContent = line;
      return part;
    }),
  );
  return cell;
}

function newsOf(news: News, { form }: Opened, { t, format }: Speaking): HTMLElement {
  const words = t.draft;
  const items = news.items.map((item) => nameOf(form, item)).join(', ');
  switch (news.kind) {
    case 'taken':
      return copyOf('taken', {
        title: words.takenTitle(news.by, format.time(news.at)),
        text: `${words.taken(items)} ${news.mine ? words.takenBeside : ''}`,
      });
    case 'restored':
      return copyOf('restored', {
        title: words.restoredTitle(Date.now() - news.keptAt),
        text: words.restored(items),
      });
    case 'undo':
      return copyOf('undo', { title: words.undoTitle(items) });
  }
}

import { type Ref, useId } from 'react';
import type { Day } from '#app/domain/calendar.ts';
import { itemOf, readDraft } from '#app/domain/reports/draft.ts';
import type { Form, Typed } from '#app/domain/reports/form.ts';
import { useText } from '#app/text/index.tsx';
import { Button, ButtonRow } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { AnswerView, ProblemsView } from '../../_report/answer-view.tsx';
import css from './draft-news.module.css';
import { nameOf } from './item-name.ts';
import type { Draft } from './use-draft.ts';

type DraftNewsProps = Pick<Draft, 'keeper' | 'keeping'> & {
  form: Form;
  today: Day;
  choiceId: string;
  choiceRef: Ref<HTMLElement>;
};

/** Whose answers stand in the form, and what the person has to choose between. */
export function DraftNews({ keeper, keeping, form, today, choiceId, choiceRef }: DraftNewsProps) {
  const { t, format } = useText();
  const words = t.draft;
  const { news, choice, mine } = keeping;
  const names = (items: readonly string[]) => items.map((item) => nameOf(form, item)).join(', ');
  const title = useId();
  return (
    <>
      {choice && (
        <section id={choiceId} ref={choiceRef} tabIndex={-1} aria-labelledby={title} className={css.choice}>
          <div role="alert">
            <h2 id={title}>
              {choice.kind === 'conflict' ? words.conflictTitle : words.keptTitle(Date.now() - choice.keptAt)}
            </h2>
            <p>
              {choice.kind === 'conflict'
                ? words.conflict(choice.by, format.time(choice.at))
                : words.kept(choice.by, format.dateTime(choice.at))}
            </p>
          </div>
          <Compared
            {...{ form, today }}
            items={choice.items}
            mine={choice.kind === 'conflict' ? mine : choice.mine}
            theirs={choice.theirs}
          />
          <ButtonRow>
            <Button type="button" onClick={keeper.takeMine}>
              {words.takeMine}
            </Button>
            <Button type="button" look="secondary" onClick={keeper.takeSaved}>
              {words.takeSaved}
            </Button>
          </ButtonRow>
        </section>
      )}
      {news?.kind === 'taken' && (
        <Notice kind="info" title={words.takenTitle(news.by, format.time(news.at))} announce="status">
          <p>
            {words.taken(names(news.items))} {news.mine && words.takenBeside}
          </p>
        </Notice>
      )}
      {news?.kind === 'restored' && (
        <Notice kind="success" title={words.restoredTitle(Date.now() - news.keptAt)} announce="status">
          <p>{words.restored(names(news.items))}</p>
        </Notice>
      )}
      {news?.kind === 'undo' && (
        <Notice kind="info" title={words.undoTitle(names(news.items))} announce="status">
          <Button type="button" look="quiet" onClick={keeper.undo}>
            {words.undo}
          </Button>
        </Notice>
      )}
    </>
  );
}

type ComparedProps = { form: Form; today: Day; items: readonly string[]; mine: Typed; theirs: Typed };

function Compared({ form, today, items, mine, theirs }: ComparedProps) {
  const words = useText().t.draft;
  return (
    <table className={css.table}>
      <thead>
        <tr>
          {[words.line, words.mine, words.theirs].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item}>
            <th scope="row">{nameOf(form, item)}</th>
            {[mine, theirs].map((typed, side) => (
              <td key={side === 0 ? 'mine' : 'theirs'}>
                <TypedView {...{ form, today, item, typed }} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** One item as somebody has it: its answer, or the text that can't be read as one. */
function TypedView({ form, today, item, typed }: { form: Form; today: Day; item: string; typed: Typed }) {
  const { answers, unread } = readDraft(form, typed, today);
  const text = Object.entries(unread).flatMap(([field, value]) => (itemOf(field) === item && value ? [value] : []));
  if (text.length > 0) return <span lang="ru">{text.join(' · ')}</span>;
  if (item === 'problems')
    return <ProblemsView problems={answers.problems} columns={form.problems?.columns ?? ['', '']} />;
  const line = form.items.find(({ id }) => id === item);
  return line ? <AnswerView item={line} answer={answers.items[item]} /> : null;
}

import type { LetterState } from '#app/domain/notices/letter.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { Tag, type Tone } from '#app/ui/tag.tsx';
import css from './letters.module.css';

export type LetterShown = {
  id: number;
  address: string;
  subject: string;
  text: string;
  state: LetterState;
  attempts: number;
  error: string | null;
  writtenAt: string | Date;
  sentAt: string | Date | null;
  nextAttemptAt: string | Date | null;
};

const tones: Record<LetterState, Tone> = { sent: 'good', waiting: 'waiting', failed: 'bad', stale: 'neutral' };

export function Letters({ letters, empty }: { letters: readonly LetterShown[]; empty: string }) {
  const speech = useText();
  const { t, format } = speech;
  const words = t.notices.outbox;
  const columns: Column<LetterShown>[] = [
    {
      key: 'letter',
      head: words.letter,
      rowHeader: true,
      grow: true,
      cell: ({ subject, text }) => (
        <details lang="ru">
          <summary>{subject}</summary>
          <div className={css.text}>{text}</div>
        </details>
      ),
    },
    { key: 'to', head: words.to, cell: ({ address }) => address },
    { key: 'written', head: words.written, cell: ({ writtenAt }) => format.dateTime(writtenAt) },
    {
      key: 'state',
      head: words.state,
      cell: (letter) => (
        <>
          <Tag tone={tones[letter.state]}>{words.states[letter.state]}</Tag>
          {notesOn(letter, speech).map((note) => (
            <div key={note}>
              <small>{note}</small>
            </div>
          ))}
        </>
      ),
    },
  ];
  return (
    <Table
      caption={words.caption}
      captionHidden
      columns={columns}
      rows={letters}
      rowKey={({ id }) => id}
      empty={empty}
    />
  );
}

function notesOn(letter: LetterShown, { t, format }: Speech): string[] {
  const words = t.notices.outbox;
  const { state, sentAt, nextAttemptAt, attempts, error } = letter;
  if (sentAt) return [words.sentAt(format.dateTime(sentAt))];
  if (state === 'stale') return [words.staleNote];
  if (attempts === 0) return [];
  const tried = nextAttemptAt ? words.nextAt(format.dateTime(nextAttemptAt), attempts) : words.attempts(attempts);
  return error ? [tried, error] : [tried];
}

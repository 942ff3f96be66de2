import { useEffect, useRef, useState } from 'react';
import { paths } from '#app/paths.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { Button } from '#app/ui/button.tsx';
import { delayOf } from './autosave.ts';
import type { Keeping } from './keeping.ts';
import css from './save-state.module.css';

type SaveStateProps = {
  keeping: Keeping;
  reportId: number;
  /** How often the person asked for it by the button. */
  asked: number;
  onRetry: () => void;
  /** Where the choice stands. */
  choiceId: string;
};

/**
 * What of the form is saved, always in sight. Read out when it fails, when it works again and when it was asked for; not
 * after every pause in typing.
 */
export function SaveState({ keeping, reportId, asked, onRetry, choiceId }: SaveStateProps) {
  const speech = useText();
  const { t } = speech;
  const words = t.draft;
  const { saving, choice, closed, faults } = keeping;
  const isTrouble = closed || choice?.kind === 'conflict' || saving.phase === 'failed';
  const text = stateText(keeping, speech);
  const announced = useAnnounced(text, isTrouble, saving.phase === 'rest', asked);
  return (
    <div className={`${css.bar} ${isTrouble ? css.trouble : ''}`}>
      <p className={css.state}>{text}</p>
      {faults.length > 0 && !isTrouble && (
        <p className={css.faults}>{words.faults(speech.format.integer(faults.length))}</p>
      )}
      {closed && <a href={paths.report(reportId)}>{words.toReport}</a>}
      {!closed && choice?.kind === 'conflict' && <a href={`#${choiceId}`}>{words.compare}</a>}
      {saving.phase === 'failed' && saving.failure === 'signedOut' && (
        <a href={paths.signIn(paths.account())} target="_blank" rel="noreferrer">
          {words.signIn}
        </a>
      )}
      {saving.phase === 'failed' && (
        <Button type="button" look="quiet" onClick={onRetry}>
          {words.retry}
        </Button>
      )}
      <p role="status" className="visually-hidden">
        {announced}
      </p>
    </div>
  );
}

function stateText({ saving, choice, closed, saved }: Keeping, { t, format }: Speech): string {
  const words = t.draft;
  if (closed) return words.notSaved.closed;
  if (choice?.kind === 'conflict') return words.notSaved.choice;
  if (saving.phase === 'failed') {
    const seconds = format.integer((delayOf(saving) ?? 0) / 1000);
    return saving.failure === 'offline' || saving.failure === 'server'
      ? words.notSaved[saving.failure](seconds)
      : words.notSaved[saving.failure ?? 'refused'];
  }
  if (saving.phase !== 'rest') return words.saving;
  if (!saved) return '';
  return saved.by === null
    ? words.saved(format.time(saved.at))
    : t.report.edit.lastSaved(saved.by, format.dateTime(saved.at));
}

function useAnnounced(text: string, isTrouble: boolean, isAtRest: boolean, asked: number): string {
  const [announced, setAnnounced] = useState('');
  const before = useRef({ trouble: false, asked: 0 });
  useEffect(() => {
    const { trouble, asked: earlier } = before.current;
    if (isTrouble || (isAtRest && (trouble || asked > earlier))) {
      before.current = { trouble: isTrouble, asked };
      setAnnounced(text);
    }
  }, [text, isTrouble, isAtRest, asked]);
  return announced;
}

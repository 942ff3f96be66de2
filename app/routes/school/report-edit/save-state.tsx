import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Button } from '#app/ui/button.tsx';
import { atRest } from './autosave.ts';
import type { Opened } from './keeping.ts';
import css from './save-state.module.css';
import { stateText } from './state-text.ts';

/** What of the form is saved, always in sight; from when the page was opened on, its script keeps it. */
export function SaveState({ opened: { reportId, saved, faults } }: { opened: Opened }) {
  const speech = useText();
  const words = speech.t.draft;
  return (
    <div className={css.bar} data-save-state data-trouble={css.trouble}>
      <p className={css.state} data-state-text>
        {stateText({ saving: atRest, choice: null, closed: false, saved }, speech)}
      </p>
      <p className={css.faults} hidden={faults.length === 0} data-fault-count>
        {faults.length > 0 && words.faults(speech.format.integer(faults.length))}
      </p>
      <a href={paths.report(reportId)} hidden data-to-report>
        {words.toReport}
      </a>
      <a href="#choice" hidden data-to-choice>
        {words.compare}
      </a>
      <a href={paths.signIn(paths.account())} target="_blank" rel="noreferrer" hidden data-to-sign-in>
        {words.signIn}
      </a>
      <Button type="button" look="quiet" hidden data-retry>
        {words.retry}
      </Button>
      <p role="status" className="visually-hidden" data-announced />
    </div>
  );
}

/** The bar that says what of the form is saved, always in sight. */
import type { Format, Text } from '#app/text/index.tsx';
import type { Keeping } from './keeping.ts';
import { placeOf } from './live-models.ts';
import { stateText } from './state-text.ts';

/**
 * Shows the state; `asked` is how often the person asked for it by the button. It is read out when it fails, when it
 * works again and when it was asked for; not after every pause in typing.
 */
export function liveState(
  speech: { t: Pick<Text, 'draft' | 'report'>; format: Format },
  retry: () => void,
): (keeping: Keeping, asked: number) => void {
  const bar = placeOf('data-save-state');
  const { trouble = '' } = bar.dataset;
  const part = (name: string) => bar.querySelector<HTMLElement>(`[data-${name}]`) as HTMLElement;
  const before = { trouble: false, asked: 0 };
  part('retry').addEventListener('click', retry);
  return (keeping, asked) => {
    const { saving, choice, closed, faults } = keeping;
    const isFailed = saving.phase === 'failed';
    const isConflict = choice?.kind === 'conflict';
    const isTrouble = closed || isConflict || isFailed;
    const text = stateText(keeping, speech);
    write(part('state-text'), text);
    bar.classList.toggle(trouble, isTrouble);
    write(part('fault-count'), faults.length > 0 ? speech.t.draft.faults(speech.format.integer(faults.length)) : '');
    part('fault-count').hidden = faults.length === 0 || isTrouble;
    part('to-report').hidden = !closed;
    part('to-choice').hidden = closed || !isConflict;
    part('to-sign-in').hidden = !isFailed || saving.failure !== 'signedOut';
    part('retry').hidden = !isFailed;
    if (isTrouble || (saving.phase === 'rest' && (before.trouble || asked > before.asked))) {
      Object.assign(before, { trouble: isTrouble, asked });
      write(part('announced'), text);
    }
  };
}

/** Only what differs, so that nothing is read out twice. */
function write(place: HTMLElement, text: string): void {
  if (place.textContent !== text) place.textContent = text;
}

/**
 * Brings the form's page to life: what is typed keeps itself, and what follows from it is shown. It works on the HTML
 * that the server has sent and draws none of the form anew, so that nothing typed before it came can be lost.
 */
import { differingItems, readDraft } from '#app/domain/reports/draft.ts';
import { paths } from '#app/paths.ts';
import { formatIn } from '#app/text/format.ts';
import type { Format, Text } from '#app/text/index.tsx';
import { attend, keeperOf } from './attend.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { faultLines } from './fault-lines.ts';
import type { Handed, Keeping } from './keeping.ts';
import { liveFields } from './live-fields.ts';
import { copyOf, placeOf } from './live-models.ts';
import { liveNews } from './live-news.ts';
import { markChanged, showAsked, showErrors } from './live-notes.ts';
import { liveState } from './live-state.ts';

type Words = Pick<Text, 'checks' | 'draft' | 'report' | 'review'>;
type Speaking = { t: Words; format: Format };

/** With the words of the page's language. */
export function beginForm(t: Words): void {
  const form = placeOf('data-draft') as HTMLFormElement;
  const handed = JSON.parse(placeOf('data-handed').textContent ?? '') as Handed;
  const speech = { t, format: formatIn(handed.lang, handed.zone) };
  const keeper = keeperOf(handed);
  const asking = { times: 0 };
  const show = shower({ form, handed, keeper, speech, asking });
  let before = keeper.see();
  const update = () => {
    const now = keeper.see();
    const earlier = before;
    before = now;
    show(now, earlier);
  };
  keeper.subscribe(update);
  attend(keeper, form, handed.reportId);
  saveByButtons({
    form,
    keeper,
    handed,
    onSaved() {
      asking.times++;
      document.querySelector('[data-just-saved]')?.remove();
      showFaults(keeper.see(), handed, speech)?.focus();
      update();
    },
  });
}

type Live = {
  form: HTMLFormElement;
  handed: Handed;
  keeper: DraftKeeper;
  speech: Speaking;
  /** How often the person asked for it by the button. */
  asking: { times: number };
};

/** Shows of the keeping what has changed. */
function shower({ form, handed, keeper, speech, asking }: Live): (now: Keeping, before: Keeping) => void {
  const fields = liveFields(form);
  const showNews = liveNews(keeper, handed, speech);
  const showState = liveState(speech, keeper.now);
  const version = form.elements.namedItem('version') as HTMLInputElement;
  const others = placeOf('data-others');
  return (now, before) => {
    version.value = String(now.version);
    for (const [item, times] of Object.entries(now.given)) {
      if (times !== before.given[item]) fields.give(item, now.shown);
    }
    if (now.faults !== before.faults) {
      showErrors(now.faults, before.faults, handed.faultWords);
      if (asking.times > 0) showFaults(now, handed, speech);
    }
    if (now.warnings !== before.warnings) showAsked(now.warnings, handed.form, speech);
    if (now.mine !== before.mine) markChanged(changedItems(now, handed));
    if (now.others !== before.others) {
      const text = now.others.length > 0 ? speech.t.draft.others(now.others.join(', ')) : '';
      if (others.textContent !== text) others.textContent = text;
    }
    showNews(now, before);
    showState(now, asking.times);
  };
}

function changedItems({ mine }: Keeping, { begun, form, today }: Handed): string[] {
  return begun ? differingItems(form, { answers: begun, unread: {} }, readDraft(form, mine, today)) : [];
}

/** Over the form, what can't be read in it. */
function showFaults({ faults, mine }: Keeping, handed: Handed, speech: Speaking): HTMLElement | null {
  const place = placeOf('data-faults');
  place.replaceChildren();
  if (faults.length === 0) return null;
  const summary = copyOf('faults');
  const line = summary.querySelector('li');
  const lines = faultLines({ form: handed.form, faults, typed: mine }, handed.faultWords, speech);
  line?.replaceWith(
    ...lines.map(({ href, text }) => {
      const copy = line.cloneNode(true) as HTMLElement;
      const link = copy.querySelector('a');
      if (link) Object.assign(link, { href, textContent: text });
      return copy;
    }),
  );
  place.append(summary);
  return summary;
}

type Saving = { form: HTMLFormElement; keeper: DraftKeeper; handed: Handed; onSaved: () => void };

/**
 * The buttons save by the same road as typing does, without a new page. What the server refuses for good is posted by the
 * browser itself: the page it answers explains it. Without JavaScript that is all.
 */
function saveByButtons({ form, keeper, handed, onSaved }: Saving): void {
  const unreachable = form.querySelector<HTMLElement>('[data-unreachable]');
  const showUnreachable = (isShown: boolean) => {
    if (unreachable) unreachable.hidden = !isShown;
  };
  let byBrowser = false;
  form.addEventListener('submit', async (event) => {
    if (byBrowser) return;
    event.preventDefault();
    const submitter = event.submitter as HTMLButtonElement | null;
    showUnreachable(false);
    if (await keeper.save(keeper.see().saved === null)) {
      if (submitter?.value === 'check' && keeper.see().faults.length === 0) {
        location.assign(paths.checkReport(handed.reportId));
      } else onSaved();
      return;
    }
    const { saving, choice } = keeper.see();
    if (choice) document.getElementById('choice')?.focus();
    else if (saving.failure === 'offline') showUnreachable(true);
    else if (saving.failure !== 'server' && saving.failure !== 'tooLarge') {
      byBrowser = true;
      form.requestSubmit(submitter);
    }
  });
}

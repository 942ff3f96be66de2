/** The draft of the page that is open: what is typed into its form is kept from now on. */
import { browserStorage } from '../../_report/kept-text.ts';
import { DraftKeeper } from './draft-keeper.ts';
import type { Opened } from './keeping.ts';
import { typedIn } from './live-fields.ts';
import { sendDraft, tellPresence } from './sending.ts';

/** How often the page tells that it is open; whoever has not been heard of for three such times has left. */
const presenceMs = 15_000;

/** The keeper with this browser around it. */
export function keeperOf(opened: Opened): DraftKeeper {
  const { reportId, personId } = opened;
  return new DraftKeeper(opened, {
    send: (draft) => sendDraft({ reportId, personId, ...draft }),
    storage: browserStorage(),
    now: Date.now,
    after(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
  });
}

/** Listens until the page is left; then what is typed is sent a last time. */
export function attend(keeper: DraftKeeper, form: HTMLFormElement, reportId: number): void {
  if (isRestored()) form.reset();
  keeper.begin(typedIn(form));

  const edited = () => keeper.edited(typedIn(form));
  const isSeen = () => document.visibilityState === 'visible';
  const meet = async () => {
    if (!isSeen()) return;
    const attendance = await tellPresence(reportId, keeper.see().version);
    if (attendance) keeper.heard(attendance);
  };
  const seenOrHidden = () => {
    keeper.now();
    meet();
  };
  const leaving = (event: BeforeUnloadEvent) => {
    if (keeper.wouldLose()) event.preventDefault();
  };
  setInterval(meet, presenceMs);
  meet();

  form.addEventListener('input', edited);
  form.addEventListener('focusout', keeper.fieldLeft);
  document.addEventListener('visibilitychange', seenOrHidden);
  window.addEventListener('online', keeper.now);
  window.addEventListener('pagehide', keeper.now);
  window.addEventListener('beforeunload', leaving);
}

/** A browser that goes back puts old text into the fields of a newer page: only a hand makes text the person's. */
function isRestored(): boolean {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return navigation?.type !== 'navigate' && navigator.userActivation?.hasBeenActive === false;
}

import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Typed } from '#app/domain/reports/form.ts';
import { browserStorage } from '../../_report/kept-text.ts';
import { DraftKeeper } from './draft-keeper.ts';
import type { Keeping, Opened } from './keeping.ts';
import { sendDraft, tellPresence } from './sending.ts';

/** How often the page tells that it is open; whoever has not been heard of for three such times has left. */
const presenceMs = 15_000;

export type Draft = { keeper: DraftKeeper; keeping: Keeping; form: RefObject<HTMLFormElement> };

/**
 * The draft of the page that is open: what is typed into `form` is kept from now on. Not `live`: the page shows a refusal,
 * and saves by its button alone, once it has been read.
 */
export function useDraft(opened: Opened, live: boolean): Draft {
  const form = useRef<HTMLFormElement>(null);
  const [keeper] = useState(() => keeperOf(opened));
  const keeping = useSyncExternalStore(keeper.subscribe, keeper.see, keeper.see);

  useEffect(() => {
    if (live && form.current) return attend(keeper, form.current, opened.reportId);
  }, [keeper, live, opened.reportId]);

  return { keeper, keeping, form };
}

function keeperOf(opened: Opened): DraftKeeper {
  const { reportId, personId } = opened;
  return new DraftKeeper(opened, {
    send: (draft) => sendDraft({ reportId, personId, ...draft }),
    storage: typeof window === 'undefined' ? null : browserStorage(),
    now: Date.now,
    after(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
  });
}

/** Listens until the page is left; then what is typed is sent a last time. */
function attend(keeper: DraftKeeper, form: HTMLFormElement, reportId: number): () => void {
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
  const beat = setInterval(meet, presenceMs);
  meet();

  form.addEventListener('input', edited);
  form.addEventListener('focusout', keeper.fieldLeft);
  document.addEventListener('visibilitychange', seenOrHidden);
  window.addEventListener('online', keeper.now);
  window.addEventListener('pagehide', keeper.now);
  window.addEventListener('beforeunload', leaving);
  return () => {
    keeper.now();
    clearInterval(beat);
    form.removeEventListener('input', edited);
    form.removeEventListener('focusout', keeper.fieldLeft);
    document.removeEventListener('visibilitychange', seenOrHidden);
    window.removeEventListener('online', keeper.now);
    window.removeEventListener('pagehide', keeper.now);
    window.removeEventListener('beforeunload', leaving);
  };
}

/** A browser that goes back puts old text into the fields of a newer page: only a hand makes text the person's. */
function isRestored(): boolean {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return navigation?.type !== 'navigate' && navigator.userActivation?.hasBeenActive === false;
}

/** The fields of the order's form; the page's own have no colon in their names. */
function typedIn(form: HTMLFormElement): Typed {
  const fields = [...new FormData(form)].filter(([name]) => name.includes(':'));
  return Object.fromEntries(fields.map(([name, value]) => [name, String(value)]));
}

/**
 * Keeps what is typed into a report's form: sends it, mirrors it in the browser until it is saved, and puts it together
 * with what others save. It outlives the page's rendering: the last request may be answered after the page is left.
 */
import { differingItems, mergeText, readDraft, takeItems } from '#app/domain/reports/draft.ts';
import { hasField, type Typed } from '#app/domain/reports/form.ts';
import { forgetText, keepText, keptText } from '../../_report/kept-text.ts';
import { atRest, delayOf, next, type SavingEvent } from './autosave.ts';
import type { Keeping, Opened, Surroundings } from './keeping.ts';
import type { Attendance, Newer } from './sending.ts';

export class DraftKeeper {
  private readonly opened: Opened;
  private readonly around: Surroundings;
  private readonly listeners = new Set<() => void>();
  private keeping: Keeping;
  /** The text that the version stands for. */
  private base: Typed;
  /** Sent, and nobody knows whether it arrived. */
  private unanswered: Typed | null = null;
  private stopTimer = () => {};
  private isMirrored = true;

  constructor(opened: Opened, around: Surroundings) {
    this.opened = opened;
    this.around = around;
    this.base = opened.typed;
    const { version, typed, faults, warnings, saved, others } = opened;
    const empty = { given: {}, choice: null, news: null, closed: false };
    this.keeping = { saving: atRest, version, saved, faults, warnings, mine: typed, shown: typed, others, ...empty };
  }

  readonly see = (): Keeping => this.keeping;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /**
   * The page is alive, with this in its fields: what was typed before that counts, and what the browser kept comes back,
   * or is offered when something else has been saved since.
   */
  begin(inFields: Typed): void {
    const { storage, now } = this.around;
    const { form, version, saved } = this.opened;
    this.set({ mine: inFields });
    const kept = keptText(storage, this.opened, now());
    if (kept) {
      const fields = Object.entries(kept.typed).filter(([field]) => hasField(form, field));
      const mine = takeItems(this.base, kept.items, Object.fromEntries(fields));
      const items = this.differing(this.base, mine);
      const { by = '', at = '' } = saved ?? {};
      if (items.length > 0 && kept.version === version) {
        this.give(items, mine);
        this.set({ news: { kind: 'restored', items, keptAt: kept.at } });
      } else if (items.length > 0) {
        this.set({ choice: { kind: 'kept', by, at, items, mine, theirs: this.base, keptAt: kept.at } });
      }
    }
    this.edited(this.keeping.mine);
  }

  /** The fields hold this now. */
  edited(mine: Typed): void {
    this.set({ mine });
    this.mirror();
    const { phase } = this.keeping.saving;
    const isSaved = this.unsaved().length === 0 && this.unanswered === null;
    if (isSaved && phase === 'pause') this.rest();
    else if (!isSaved || phase !== 'rest') this.happen('typed');
  }

  /** Saves at once, if there is anything to save. */
  readonly now = (): void => {
    this.happen('now');
  };

  /** Does not wait for the pause; what has failed keeps still: the field may be left for its link to sign in. */
  readonly fieldLeft = (): void => {
    if (this.keeping.saving.phase === 'pause') this.now();
  };

  /** Saves all that is typed; answers whether it is. `anyway`: also what is as it was, so that the carried over is kept. */
  async save(anyway: boolean): Promise<boolean> {
    const { saving } = this.keeping;
    if (anyway && saving.phase === 'rest') this.set({ saving: { ...saving, unsent: true } });
    for (;;) {
      this.now();
      const { phase } = this.keeping.saving;
      if (phase !== 'sending') return phase === 'rest';
      await this.answered();
      if (this.keeping.saving.phase === 'failed') return false;
    }
  }

  /** Whether leaving would lose something: unsaved, and the browser keeps nothing. */
  wouldLose(): boolean {
    return !this.isMirrored && this.unsaved().length > 0;
  }

  /** What the server tells while the page is open. */
  heard({ others, closed, newer }: Attendance): void {
    this.set({ others, closed });
    const { phase } = this.keeping.saving;
    if (newer && phase !== 'sending') this.meet(newer);
    if (closed) this.happen('stopped');
    else if (phase === 'stopped' && !this.keeping.choice) this.resume();
  }

  /** Of a choice: what is saved. One's own can still be put back. */
  readonly takeSaved = (): void => {
    const { choice, mine } = this.keeping;
    if (!choice) return;
    const own = takeItems({}, choice.items, choice.kind === 'kept' ? choice.mine : mine);
    if (choice.kind === 'conflict') this.give(choice.items, choice.theirs);
    this.set({ choice: null, news: { kind: 'undo', items: choice.items, mine: own } });
    this.resume();
  };

  /** Of a choice: one's own, having seen the other. */
  readonly takeMine = (): void => {
    const { choice } = this.keeping;
    if (!choice) return;
    if (choice.kind === 'kept') this.give(choice.items, choice.mine);
    this.set({ choice: null });
    this.resume();
    this.now();
  };

  /** Puts one's own back after all. */
  readonly undo = (): void => {
    const { news } = this.keeping;
    if (news?.kind !== 'undo') return;
    this.give(news.items, news.mine);
    this.set({ news: null });
    this.edited(this.keeping.mine);
  };

  private differing(a: Typed, b: Typed): string[] {
    const { form, today } = this.opened;
    return differingItems(form, readDraft(form, a, today), readDraft(form, b, today));
  }

  private unsaved(): string[] {
    return this.differing(this.base, this.keeping.mine);
  }

  /** Puts other text into these items' fields. */
  private give(items: readonly string[], from: Typed): void {
    if (items.length === 0) return;
    const { mine, shown, given } = this.keeping;
    this.set({
      mine: takeItems(mine, items, from),
      shown: takeItems(shown, items, from),
      given: { ...given, ...Object.fromEntries(items.map((item) => [item, (given[item] ?? 0) + 1])) },
    });
  }

  /** Somebody has saved: what each changed alone is put together, the rest is the person's to choose. */
  private meet({ version, by, at, typed: theirs }: Newer): void {
    if (version <= this.keeping.version) return;
    const { form, today } = this.opened;
    // One's own request may have arrived though its answer did not.
    const arrived = this.unanswered !== null && this.differing(this.unanswered, theirs).length === 0;
    const base = arrived && this.unanswered ? this.unanswered : this.base;
    const { mine, choice } = this.keeping;
    const { taken, conflicts } = mergeText(form, today, { base, mine, theirs });
    const open = choice?.kind === 'conflict' ? choice.items : [];
    const differing = this.differing(mine, theirs);
    const items = differing.filter((item) => conflicts.includes(item) || open.includes(item));
    const ofMine = differing.some((item) => !taken.includes(item));
    this.unanswered = null;
    this.base = theirs;
    this.give(taken, theirs);
    this.set({
      ...{ version, saved: { at, by: arrived ? null : by } },
      faults: readDraft(form, this.keeping.mine, today).faults,
      ...(taken.length > 0 && { news: { kind: 'taken', by, at, items: taken, mine: ofMine } }),
      ...(choice?.kind === 'conflict' && { choice: null }),
    });
    if (items.length > 0) {
      // Kept text gives way to what is being typed now, but can be put back.
      if (choice?.kind === 'kept') this.set({ news: { kind: 'undo', items: choice.items, mine: choice.mine } });
      this.set({ choice: { kind: 'conflict', by, at, items, mine, theirs, keptAt: 0 } });
    }
    if (items.length > 0) this.happen('stopped');
    else if (this.keeping.saving.phase === 'stopped') this.resume();
    else this.edited(this.keeping.mine);
  }

  private resume(): void {
    this.mirror();
    this.set({ saving: { ...this.keeping.saving, unsent: this.unsaved().length > 0 } });
    if (this.keeping.saving.phase === 'stopped') this.happen('resumed');
    else this.edited(this.keeping.mine);
  }

  /** Nothing differs from what is saved. */
  private rest(): void {
    this.stopTimer();
    this.set({ saving: atRest });
  }

  /** Kept text that waits for a choice stays as it is; until then the page's own is only sent. */
  private mirror(): void {
    const { storage, now } = this.around;
    const { choice, version, mine } = this.keeping;
    const items = this.unsaved();
    if (choice?.kind === 'kept') this.isMirrored = items.length === 0;
    else if (items.length > 0) {
      this.isMirrored = keepText(storage, this.opened, {
        version,
        at: now(),
        items,
        typed: takeItems({}, items, mine),
      });
    } else {
      forgetText(storage, this.opened);
      this.isMirrored = true;
    }
  }

  private happen(event: SavingEvent): void {
    const before = this.keeping.saving;
    const saving = next(before, event);
    this.set({ saving });
    // Who goes on typing does not put off the next attempt.
    if (event === 'typed' && before.phase === 'failed' && saving.phase === 'failed') return;
    this.stopTimer();
    const delay = delayOf(saving);
    if (delay !== null) this.stopTimer = this.around.after(delay, () => this.happen('timer'));
    if (saving.phase === 'sending' && before.phase !== 'sending') void this.send();
  }

  private async send(): Promise<void> {
    const { version, mine: typed } = this.keeping;
    const outcome = await this.around.send({ version, typed });
    if ('saved' in outcome) {
      const { saved } = outcome;
      this.base = typed;
      this.unanswered = null;
      const { savedAt: at, ...rest } = saved;
      this.set({ ...rest, saved: { at, by: null } });
      this.mirror();
      this.happen('saved');
    } else if ('newer' in outcome) {
      this.happen('overtaken');
      this.meet(outcome.newer);
    } else if ('closed' in outcome) {
      this.set({ closed: true });
      this.happen('stopped');
    } else {
      if (outcome.failed === 'offline' || outcome.failed === 'server') this.unanswered = typed;
      this.happen({ failed: outcome.failed });
    }
  }

  /** Until what is being sent has been answered. */
  private answered(): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.subscribe(() => {
        if (this.keeping.saving.phase === 'sending') return;
        stop();
        resolve();
      });
    });
  }

  private set(change: Partial<Keeping>): void {
    this.keeping = { ...this.keeping, ...change };
    for (const listener of [...this.listeners]) listener();
  }
}

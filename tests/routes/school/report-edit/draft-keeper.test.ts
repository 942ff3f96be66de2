/** Somebody types while connections break, colleagues save and tabs are closed: what the page then does. */
import { describe, expect, test } from 'vitest';
import { day } from '#app/domain/calendar.ts';
import type { Form, Typed } from '#app/domain/reports/form.ts';
import { kg } from '#app/orders/kg.ts';
import { type KeptText, keepText, keptText, type TextStorage } from '#app/routes/_report/kept-text.ts';
import { DraftKeeper } from '#app/routes/school/report-edit/draft-keeper.ts';
import type { Opened } from '#app/routes/school/report-edit/keeping.ts';
import type { Newer, Outcome } from '#app/routes/school/report-edit/sending.ts';

const base: Typed = { '2:text': 'Дневник.ру', '6.1:n': '40', '6.1:of': '40' };
const whose = { personId: 1, reportId: 7 };
const minute = 60_000;

function storage(): TextStorage {
  const map = new Map<string, string>();
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    key: (at) => [...map.keys()][at] ?? null,
    get length() {
      return map.size;
    },
  };
}

/** The page opened at version 3, with a server that answers what it is told to. */
function page({ kept, keeps = storage() }: { kept?: KeptText; keeps?: TextStorage | null } = {}) {
  if (kept) keepText(keeps, whose, kept);
  const sent: { version: number; typed: Typed }[] = [];
  const answers: Outcome[] = [];
  let timer: (() => void) | undefined;
  const opened: Opened = {
    form: kg.forms[0] as Form,
    today: day('2012-05-15'),
    ...whose,
    ...{ version: 3, typed: base, faults: [], warnings: [], others: [] },
    saved: { at: '2012-05-10T03:00:00.000Z', by: 'Гаврилова Т. И.' },
  };
  const keeper = new DraftKeeper(opened, {
    async send(draft) {
      sent.push(draft);
      return answers.shift() ?? saved(draft.version + 1);
    },
    storage: keeps,
    now: () => 10 * minute,
    after(_ms, act) {
      timer = act;
      return () => {
        timer = undefined;
      };
    },
  });
  keeper.begin(base);
  return {
    keeper,
    sent,
    answers,
    kept: () => keptText(keeps, whose, 10 * minute),
    /** The time that the page waits for is over, and what it sends is answered. */
    async pass() {
      timer?.();
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

const at = '2012-05-10T04:00:00.000Z';
const saved = (version: number): Outcome => ({ saved: { version, savedAt: at, faults: [], warnings: [] } });
const newer = (typed: Typed, version = 4): Newer => ({ version, by: 'Петрова А. С.', at, typed });
const heard = (typed: Typed, version = 4) => ({ others: [], closed: false, newer: newer(typed, version) });

describe('row 9: saving by itself', () => {
  test('row 9: what is typed is mirrored at once, sent after a pause, and then kept by the server alone', async () => {
    const { keeper, sent, kept, pass } = page();
    const typed = { ...base, '6.1:n': '39' };
    keeper.edited(typed);
    expect(kept()).toEqual({
      version: 3,
      at: 10 * minute,
      items: ['6.1'],
      typed: { '6.1:n': '39', '6.1:of': '40' },
    });
    await pass();
    expect(sent).toEqual([{ version: 3, typed }]);
    expect(keeper.see()).toMatchObject({ version: 4, saved: { at, by: null }, saving: { phase: 'rest' } });
    expect(kept()).toBeNull();
  });

  test('what comes to the same is not sent', async () => {
    const { keeper, sent, pass } = page();
    keeper.edited({ ...base, '6.1:n': ' 40 ' });
    await pass();
    keeper.edited({ ...base, '6.1:n': '39' });
    keeper.edited(base);
    await pass();
    expect(sent).toEqual([]);
  });

  test('row 9: without a connection it stays in the browser and is sent later', async () => {
    const { keeper, sent, answers, kept, pass } = page();
    answers.push({ failed: 'offline' });
    keeper.edited({ ...base, '6.1:n': '39' });
    await pass();
    expect(keeper.see().saving).toMatchObject({ phase: 'failed', failure: 'offline' });
    expect(kept()?.typed).toEqual({ '6.1:n': '39', '6.1:of': '40' });
    expect(keeper.wouldLose()).toBe(false);
    await pass();
    expect(sent).toHaveLength(2);
    expect([keeper.see().saving.phase, kept()]).toEqual(['rest', null]);
  });

  test('who would lose text is warned: unsaved, and the browser keeps nothing', async () => {
    const { keeper, pass } = page({ keeps: null });
    expect(keeper.wouldLose()).toBe(false);
    keeper.edited({ ...base, '6.1:n': '39' });
    expect(keeper.wouldLose()).toBe(true);
    await pass();
    expect(keeper.wouldLose()).toBe(false);
  });

  test('the button waits until all is saved; what is carried over is saved too', async () => {
    const { keeper, sent } = page();
    expect(await keeper.save(false)).toBe(true);
    expect(sent).toEqual([]);
    expect(await keeper.save(true)).toBe(true);
    expect(sent).toEqual([{ version: 3, typed: base }]);
    keeper.edited({ ...base, '6.1:n': '39' });
    const pressed = keeper.save(false);
    keeper.edited({ ...base, '6.1:n': '38' });
    expect(await pressed).toBe(true);
    expect(sent.at(-1)).toEqual({ version: 5, typed: { ...base, '6.1:n': '38' } });
  });

  test('the button says when it could not be saved', async () => {
    const { keeper, answers } = page();
    answers.push({ failed: 'signedOut' });
    keeper.edited({ ...base, '6.1:n': '39' });
    expect(await keeper.save(false)).toBe(false);
    expect(keeper.see().saving.failure).toBe('signedOut');
  });

  test('a report that takes nothing more is not asked again', async () => {
    const { keeper, sent, answers, kept, pass } = page();
    answers.push({ closed: true });
    keeper.edited({ ...base, '6.1:n': '39' });
    await pass();
    keeper.edited({ ...base, '6.1:n': '38' });
    await pass();
    expect([keeper.see().closed, sent.length, kept()?.typed['6.1:n']]).toEqual([true, 1, '38']);
  });
});

describe('row 9: a tab that was closed', () => {
  const text: KeptText = { version: 3, at: 0, items: ['6.1'], typed: { '6.1:n': '39', '6.1:of': '40' } };

  test('row 9: what it had not sent is put back and saved', async () => {
    const { keeper, sent, kept, pass } = page({ kept: text });
    expect(keeper.see()).toMatchObject({
      shown: { '6.1:n': '39' },
      given: { '6.1': 1 },
      news: { kind: 'restored', items: ['6.1'], keptAt: 0 },
    });
    await pass();
    expect([sent[0]?.typed['6.1:n'], kept()]).toEqual(['39', null]);
  });

  test('what had arrived after all is not spoken of', () => {
    const { keeper, kept } = page({ kept: { ...text, version: 2, typed: { '6.1:n': '40', '6.1:of': '40' } } });
    expect([keeper.see().news, keeper.see().choice, kept()]).toEqual([null, null, null]);
  });

  test('row 9: after a newer save it is offered, and put in only by choice', async () => {
    const { keeper, sent, kept, pass } = page({ kept: { ...text, version: 2 } });
    expect(keeper.see()).toMatchObject({
      shown: base,
      choice: { kind: 'kept', items: ['6.1'], by: 'Гаврилова Т. И.' },
    });
    await pass();
    expect([sent, kept()?.version]).toEqual([[], 2]);
    keeper.takeMine();
    await pass();
    expect([sent[0]?.typed['6.1:n'], keeper.see().choice, kept()]).toEqual(['39', null, null]);
  });

  test('what is not wanted is dropped, and can still be put back', async () => {
    const { keeper, sent, kept, pass } = page({ kept: { ...text, version: 2 } });
    keeper.takeSaved();
    expect([keeper.see().choice, keeper.see().news?.kind, kept()]).toEqual([null, 'undo', null]);
    keeper.undo();
    await pass();
    expect(sent[0]?.typed['6.1:n']).toBe('39');
  });

  test('fields that the form does not have are left out', () => {
    const { keeper } = page({ kept: { ...text, items: ['99', '6.1'], typed: { ...text.typed, '99:n': '1' } } });
    expect(keeper.see().mine).toEqual({ ...base, '6.1:n': '39' });
  });
});

describe('row 10: a colleague in the same report', () => {
  test('row 10: new answers are shown to whoever has changed nothing', () => {
    const { keeper, sent } = page();
    keeper.heard(heard({ ...base, '6.1:n': '39' }));
    expect(keeper.see()).toMatchObject({
      version: 4,
      shown: { '6.1:n': '39' },
      news: { kind: 'taken', by: 'Петрова А. С.', items: ['6.1'], mine: false },
    });
    expect(sent).toEqual([]);
  });

  test('row 10: changes of different items are put together and saved', async () => {
    const { keeper, sent, answers, pass } = page();
    answers.push({ newer: newer({ ...base, '6.1:n': '39' }) });
    keeper.edited({ ...base, '2:text': 'Аверс' });
    await pass();
    expect(keeper.see().news).toMatchObject({ kind: 'taken', items: ['6.1'], mine: true });
    await pass();
    expect(sent.at(-1)).toEqual({ version: 4, typed: { ...base, '2:text': 'Аверс', '6.1:n': '39' } });
    expect(keeper.see().saving.phase).toBe('rest');
  });

  test('row 10: of the same item nothing is saved until the person has chosen', async () => {
    const { keeper, sent, answers, kept, pass } = page();
    answers.push({ newer: newer({ ...base, '6.1:n': '39' }) });
    keeper.edited({ ...base, '6.1:n': '38' });
    await pass();
    await pass();
    expect(sent).toHaveLength(1);
    expect(keeper.see().choice).toMatchObject({ kind: 'conflict', items: ['6.1'], theirs: { '6.1:n': '39' } });
    expect(kept()?.typed['6.1:n']).toBe('38');
    keeper.takeMine();
    await pass();
    expect(sent.at(-1)).toEqual({ version: 4, typed: { ...base, '6.1:n': '38' } });
  });

  test('theirs can be chosen, and one’s own put back after all', async () => {
    const { keeper, sent, pass } = page();
    keeper.edited({ ...base, '6.1:n': '38', '2:text': 'Аверс' });
    keeper.heard(heard({ ...base, '6.1:n': '39' }));
    keeper.takeSaved();
    expect(keeper.see()).toMatchObject({ mine: { '6.1:n': '39', '2:text': 'Аверс' }, choice: null });
    await pass();
    expect(sent.at(-1)?.typed).toEqual({ ...base, '6.1:n': '39', '2:text': 'Аверс' });
    keeper.undo();
    await pass();
    expect(sent.at(-1)?.typed['6.1:n']).toBe('38');
  });

  test('a conflict stays one while the colleague goes on saving other items', async () => {
    const { keeper, sent, pass } = page();
    keeper.edited({ ...base, '6.1:n': '38' });
    keeper.heard(heard({ ...base, '6.1:n': '39' }));
    keeper.heard(heard({ ...base, '6.1:n': '39', '2:text': 'Аверс' }, 5));
    expect(keeper.see()).toMatchObject({ mine: { '2:text': 'Аверс' }, choice: { items: ['6.1'] } });
    await pass();
    expect(sent).toEqual([]);
    keeper.takeMine();
    await pass();
    expect(sent).toEqual([{ version: 5, typed: { ...base, '6.1:n': '38', '2:text': 'Аверс' } }]);
  });

  test('one’s own save whose answer was lost is no colleague’s', async () => {
    const { keeper, sent, answers, pass } = page();
    answers.push({ failed: 'offline' }, { newer: newer({ ...base, '6.1:n': '39' }) });
    keeper.edited({ ...base, '6.1:n': '39' });
    await pass();
    keeper.edited({ ...base, '6.1:n': '38' });
    await pass();
    expect([keeper.see().choice, keeper.see().news]).toEqual([null, null]);
    await pass();
    expect(sent.at(-1)).toEqual({ version: 4, typed: { ...base, '6.1:n': '38' } });
  });

  test('an answer about a version that is known already changes nothing', () => {
    const { keeper } = page();
    keeper.heard(heard({ ...base, '6.1:n': '39' }, 3));
    expect(keeper.see()).toMatchObject({ version: 3, mine: base, news: null });
  });
});

/**
 * Tables of a form: rows come and go, and the fields of those that stay keep their names and text. The server has drawn a
 * row to copy, numbered -1, and the words with `{}` where a row's place goes.
 */
export type LiveRows = {
  /** Exactly these rows: new ones are empty, those that are gone take their text along. */
  show(rows: readonly number[]): void;
};

export function liveRows(box: HTMLElement): LiveRows {
  const most = Number(box.dataset.rows);
  const model = box.querySelector<HTMLTemplateElement>('template[data-row-model]');
  const add = box.querySelector<HTMLButtonElement>('[data-add-row]');
  const full = box.querySelector<HTMLElement>('[data-full]');
  const rows = () => [...box.querySelectorAll<HTMLElement>('[data-row]')];
  const next = () => {
    const last = rows().at(-1);
    return last ? Number(last.dataset.row) + 1 : 0;
  };

  function settle(): void {
    const all = rows();
    const isFull = (box.dataset.fullBy === 'count' ? all.length : next()) >= most;
    all.forEach((row, at) => {
      for (const worded of row.querySelectorAll<HTMLElement>('[data-place]')) {
        worded.textContent = (worded.dataset.place ?? '').replace('{}', String(at + 1));
      }
      for (const remove of row.querySelectorAll<HTMLElement>('[data-remove-row]')) remove.hidden = all.length < 2;
    });
    if (add) add.hidden = isFull;
    if (full) full.hidden = !isFull;
  }

  function append(number: number): HTMLElement | null {
    const fresh = model?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
    if (!fresh) return null;
    for (const element of [fresh, ...fresh.querySelectorAll('*')]) {
      for (const { name, value } of [...element.attributes]) {
        if (name === 'data-row') element.setAttribute(name, String(number));
        else if (value.includes('-1'))
          element.setAttribute(name, value.replaceAll(':-1:', `:${number}:`).replaceAll('--1-', `-${number}-`));
      }
    }
    model?.before(fresh);
    return fresh;
  }

  box.addEventListener('click', (event) => {
    const target = event.target as Element;
    const remove = target.closest('[data-remove-row]');
    if (remove) {
      remove.closest('[data-row]')?.remove();
      settle();
      // A removed field types nothing any more.
      box.dispatchEvent(new Event('input', { bubbles: true }));
      add?.focus();
    } else if (add && target.closest('[data-add-row]') === add) {
      event.preventDefault();
      const fresh = append(next());
      settle();
      fresh?.querySelector<HTMLElement>('input:not([type=hidden]), textarea')?.focus();
    }
  });
  box.querySelector('[data-without-script]')?.remove();
  settle();

  return {
    show(numbers) {
      for (const row of rows()) row.remove();
      for (const number of numbers) append(number);
      settle();
    },
  };
}

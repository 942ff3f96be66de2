/** Ticks every box of its form. */
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-chooses-all]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    for (const box of button.form?.querySelectorAll<HTMLInputElement>('input[type=checkbox]') ?? []) box.checked = true;
  });
}

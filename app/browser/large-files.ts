/** Says at once that a file is too large; the server checks anyway. What it had said of the file before is out of date then. */
for (const field of document.querySelectorAll<HTMLInputElement>('input[data-largest]')) {
  const box = field.parentElement;
  const hint = document.getElementById(`${field.id}-hint`)?.id ?? '';
  field.addEventListener('change', () => {
    const isTooLarge = [...(field.files ?? [])].some(({ size }) => size > Number(field.dataset.largest));
    const said = document.getElementById(`${field.id}-error`);
    const tooLarge = document.getElementById(`${field.id}-too-large`);
    said?.remove();
    if (tooLarge) tooLarge.hidden = !isTooLarge;
    box?.classList.toggle(field.dataset.faulty ?? '', isTooLarge);
    field.setAttribute('aria-invalid', String(isTooLarge));
    field.setAttribute('aria-describedby', `${hint} ${isTooLarge ? tooLarge?.id : ''}`.trim());
  });
}

/** A password can be looked at. */
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-reveals]')) {
  const { reveals = '', show = '', hide = '' } = button.dataset;
  const field = document.getElementById(reveals) as HTMLInputElement;
  button.hidden = false;
  button.addEventListener('click', () => {
    const shown = field.type === 'password';
    field.type = shown ? 'text' : 'password';
    button.textContent = shown ? hide : show;
    button.setAttribute('aria-pressed', String(shown));
  });
}

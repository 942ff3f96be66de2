/** A button that prints, in the place of the words that tell how. */
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-prints]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
document.querySelector('[data-instead-of-print]')?.remove();

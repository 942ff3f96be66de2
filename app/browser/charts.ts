/** Pictures over time, drawn once the page can be used: their code is larger than all the rest together. */
const places = [...document.querySelectorAll<HTMLElement>('[data-chart]')];

async function drawAll(): Promise<void> {
  if (import.meta.env.DEV) {
    // What Remix's development of React asks of a page; there is nothing of it to be updated here.
    Object.assign(window, {
      __vite_plugin_react_preamble_installed__: true,
      $RefreshReg$: () => {},
      $RefreshSig$: () => (type: unknown) => type,
    });
  }
  const { draw } = await import('../ui/charts/drawn.tsx');
  for (const place of places) draw(place);
}

function sayNotDrawn(): void {
  for (const place of places) {
    place.hidden = true;
    const words = place.parentElement?.querySelector<HTMLElement>('[data-not-drawn]');
    if (words) words.hidden = false;
  }
}

function begin(): void {
  drawAll().catch(sayNotDrawn);
}

if (document.readyState === 'complete') begin();
else addEventListener('load', begin, { once: true });

/** Sorting, filtering and small forms come back to where the page was scrolled to. */
const key = 'svodka:place';

type Place = { path: string; top: number };

/** Storage may be closed: then the page begins at its top. */
function kept(): Place | null {
  try {
    const text = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return text ? (JSON.parse(text) as Place) : null;
  } catch {
    return null;
  }
}

function keep(event: Event): void {
  if (!(event.target as Element | null)?.closest('[data-keeps-place]')) return;
  try {
    sessionStorage.setItem(key, JSON.stringify({ path: location.pathname, top: scrollY } satisfies Place));
  } catch {
    // As above.
  }
}

const place = kept();
if (place?.path === location.pathname) scrollTo({ top: place.top, behavior: 'instant' });
document.addEventListener('click', keep);
document.addEventListener('submit', keep);

/**
 * Where there is no answer at all the browser would lose what was typed: a form that long texts are typed into is let go
 * only when the server can be reached.
 */
const patienceMs = 10_000;
/** Any small file that is always there. */
const file = '/favicon.svg';

async function isServerThere(): Promise<boolean> {
  try {
    return (await fetch(file, { method: 'HEAD', cache: 'reload', signal: AbortSignal.timeout(patienceMs) })).ok;
  } catch {
    return false;
  }
}

for (const form of document.querySelectorAll<HTMLFormElement>('[data-reachable]')) {
  const notice = form.querySelector<HTMLElement>('[data-unreachable]');
  let isReached = false;
  form.addEventListener('submit', async (event) => {
    if (isReached) {
      isReached = false;
      return;
    }
    event.preventDefault();
    if (notice) notice.hidden = true;
    isReached = await isServerThere();
    if (notice) notice.hidden = isReached;
    if (isReached) form.requestSubmit(event.submitter);
  });
}

/** While something is at work the page asks how it stands, and changes where the answer does: focus and scrolling stay. */
function everySeconds(page: ParentNode): number {
  return Number(page.querySelector<HTMLElement>('[data-look-again]')?.dataset.lookAgain ?? 0);
}

/** The old becomes as the fresh is, touching as little as it can; what a person has opened stays open. */
function renew(old: Node, fresh: Node): void {
  if (old.isEqualNode(fresh)) return;
  const isSameKind = old instanceof Element && fresh instanceof Element && old.tagName === fresh.tagName;
  if (!isSameKind || old.childNodes.length !== fresh.childNodes.length) {
    (old as ChildNode).replaceWith(fresh);
    return;
  }
  for (const { name } of [...old.attributes])
    if (name !== 'open' && !fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of [...fresh.attributes])
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  const parts = [...fresh.childNodes];
  [...old.childNodes].forEach((part, at) => {
    const next = parts[at];
    if (next) renew(part, next);
  });
}

async function look(): Promise<void> {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null);
  // The session is over: the page itself says so.
  if (answer?.status === 401) return location.reload();
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null;
  // Parsed where no scripts run, what is for browsers without them would come to life here.
  for (const one of [document, page]) for (const without of one?.querySelectorAll('noscript') ?? []) without.remove();
  const old = document.getElementById('main');
  const fresh = page?.getElementById('main');
  if (page && old && fresh) {
    renew(old, fresh);
    document.title = page.title;
  }
  lookLater(everySeconds(document));
}

function lookLater(seconds: number): void {
  if (seconds > 0) setTimeout(look, seconds * 1000);
}

lookLater(everySeconds(document));

/** The server's models of what may have to be shown (`draft-models.tsx`): copied, their slots filled. */

/** A copy of the model, with these texts in its slots. */
export function copyOf(model: string, slots: Record<string, string> = {}): HTMLElement {
  const template = document.querySelector<HTMLTemplateElement>(`template[data-model="${model}"]`);
  const copy = template?.content.firstElementChild?.cloneNode(true);
  if (!(copy instanceof HTMLElement)) throw new Error(`The page has no model of ${model}`);
  for (const [slot, text] of Object.entries(slots)) slotOf(copy, slot).textContent = text;
  return copy;
}

/** Where a text of the copy goes. */
export function slotOf(copy: HTMLElement, slot: string): Element {
  const place = copy.querySelector(`[data-slot="${slot}"]`);
  if (!place) throw new Error(`The model has no ${slot}`);
  return place;
}

/** The element of the page that bears this attribute. */
export function placeOf(attribute: string): HTMLElement {
  const place = document.querySelector<HTMLElement>(`[${attribute}]`);
  if (!place) throw new Error(`The page has no ${attribute}`);
  return place;
}

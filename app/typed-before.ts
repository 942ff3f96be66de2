/**
 * What people type before the page is alive. When something else has written into the document meanwhile (an extension puts
 * a style into the head), React draws it anew, with empty fields.
 */
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Remembers the document's fields as they are; the answer puts back what stood in those that are gone by then. */
export function holdTyped(document: Document): () => void {
  const before = fieldsOf(document);
  return () => {
    const now = fieldsOf(document);
    for (const [name, field] of before) {
      const fresh = now.get(name);
      if (!field.isConnected && fresh) putBack(field, fresh);
    }
  };
}

/** By their forms, their names and, of several of one name, which it is. */
function fieldsOf(document: Document): Map<string, Field> {
  const fields = new Map<string, Field>();
  const forms = [...document.forms];
  for (const field of document.querySelectorAll<Field>('input, textarea, select')) {
    const place = `${field.form ? forms.indexOf(field.form) : ''} ${field.name || field.id}`;
    let nth = 0;
    while (fields.has(`${place} ${nth}`)) nth++;
    fields.set(`${place} ${nth}`, field);
  }
  return fields;
}

function putBack(from: Field, to: Field): void {
  if (to.type === 'hidden' || to.type === 'file' || to.type !== from.type) return;
  if ('checked' in from && 'checked' in to && (to.type === 'checkbox' || to.type === 'radio')) {
    if (to.checked === from.checked) return;
    to.checked = from.checked;
  } else {
    if (to.value === from.value) return;
    to.value = from.value;
  }
  to.dispatchEvent(new Event('input', { bubbles: true }));
}

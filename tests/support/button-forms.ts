/** The forms that stand on a page, as a browser would send them untouched. */

export type PageForm = {
  /** Where it is sent to. */
  url: string;
  /** What it is for among the forms of its address: the button's intent, or the field that tells it apart. */
  intent: string;
  /** What is sent when nothing is typed: hidden fields, what stands in the others, the button. */
  fields: Record<string, string>;
  /** Every field that could be filled in. */
  names: string[];
};

type Tag = { name: string; attributes: Record<string, string>; text: string };

/** Each button of each posted form; React writes attributes that a pattern can read. */
export function formsOf(html: string, at: string): PageForm[] {
  const forms: { attributes: Record<string, string>; controls: Tag[] }[] = [];
  let open: (typeof forms)[number] | undefined;
  let select: string | undefined;
  for (const tag of tagsOf(html)) {
    if (tag.name === 'form') {
      open = { attributes: tag.attributes, controls: [] };
      forms.push(open);
    } else if (tag.name === '/form') open = undefined;
    else if (tag.name === 'select') select = tag.attributes.name;
    else if (tag.name === 'option') {
      if (select && 'selected' in tag.attributes) {
        open?.controls.push({ ...tag, attributes: { name: select, value: tag.attributes.value ?? '' } });
      }
    }
    if (['input', 'select', 'textarea', 'button'].includes(tag.name)) {
      const owner = tag.attributes.form ? forms.find(({ attributes }) => attributes.id === tag.attributes.form) : open;
      owner?.controls.push(tag);
    }
  }
  return forms.filter(({ attributes }) => attributes.method === 'post').flatMap((form) => sendings(form, at));
}

function sendings({ attributes, controls }: { attributes: Record<string, string>; controls: Tag[] }, at: string) {
  const fields: Record<string, string> = {};
  const names: string[] = [];
  const told: string[] = [];
  for (const { name: element, attributes: control, text } of controls) {
    const { name, type, value } = control;
    if (!name || element === 'button' || 'disabled' in control) continue;
    if (type !== 'hidden') names.push(name);
    else if (!['version', 'intent'].includes(name)) told.push(name);
    const isOff = (type === 'checkbox' || type === 'radio') && !('checked' in control);
    if (isOff || type === 'file' || (element === 'select' && value === undefined)) continue;
    fields[name] = element === 'textarea' ? text.replace(/^\n/, '') : (value ?? (type === 'checkbox' ? 'on' : ''));
  }
  const buttons = controls.filter(({ name, attributes: { type } }) => name === 'button' && type !== 'button');
  return buttons.map(({ attributes: button }): PageForm => {
    const { name, value = '' } = button;
    const sent = name ? { ...fields, [name]: value } : fields;
    const address = button.formaction ?? attributes.action ?? at;
    const url = address.startsWith('/') ? address : at;
    return { url, intent: sent.intent ?? name ?? told[0] ?? '', fields: sent, names };
  });
}

function* tagsOf(html: string): Generator<Tag> {
  for (const [, name = '', attributes = '', text = ''] of html.matchAll(
    /<(\/?form|input|select|option|textarea|button)\b([^>]*)>([^<]*)/g,
  )) {
    const found = [...attributes.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)];
    yield {
      name,
      attributes: Object.fromEntries(found.map(([, key = '', value = '']) => [key.toLowerCase(), plain(value)])),
      text: plain(text),
    };
  }
}

function plain(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

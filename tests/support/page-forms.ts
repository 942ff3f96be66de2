/** What a page lets its reader do, read from its HTML as it is sent: its links, and its forms with what stands in them. */

/** A control that something can be typed into or chosen in, or a hidden one. */
type Control = {
  name: string;
  hidden: boolean;
  /** What is sent when nobody touches it; null: nothing. */
  untouched: string | null;
  /** The same, or a choice where none is made yet. */
  chosen: string;
};

export type PageForm = {
  method: 'GET' | 'POST';
  /** Path and query, as the browser would send it. */
  url: string;
  multipart: boolean;
  controls: Control[];
  /** What sends it, and where to; a button without a name adds nothing. */
  buttons: { url: string; name: string; value: string }[];
};

/** A form as a browser would send it when one of its buttons is pressed and nothing has been typed. */
export type PressedForm = {
  url: string;
  /** What it is for among the forms of its address: the button's intent, or the field that tells it apart. */
  intent: string;
  fields: Record<string, string>;
  /** Every field that could be filled in. */
  names: string[];
};

/** Links to other pages of the site, without what stands after `#`. */
export function linksOf(html: string, page: string): string[] {
  const hrefs = [...html.matchAll(/<a\b[^>]*?\shref="([^#"][^"]*)"/g)].map(([, href = '']) =>
    within(decoded(href), page),
  );
  return [...new Set(hrefs.filter((href) => href !== null))];
}

type Tag = { name: string; attributes: Record<string, string>; text: string };
type Found = Tag & { options: Tag[] };

/** The forms that lead to a page of the site. */
export function formsOf(html: string, page: string): PageForm[] {
  const forms: { attributes: Tag['attributes']; found: Found[] }[] = [];
  let open: (typeof forms)[number] | undefined;
  let options: Tag[] | undefined;
  // What stands in a template is no part of the page until a script copies it.
  for (const tag of tagsOf(html.replace(/<template\b[\s\S]*?<\/template>/g, ''))) {
    if (tag.name === '/select') options = undefined;
    else if (tag.name === 'option') options?.push(tag);
    else if (tag.name === '/form') open = undefined;
    else if (tag.name === 'form') {
      open = { attributes: tag.attributes, found: [] };
      forms.push(open);
    } else {
      const { form: id } = tag.attributes;
      const owner = id ? forms.find(({ attributes }) => attributes.id === id) : open;
      const found = { ...tag, options: [] };
      if (tag.name === 'select') options = found.options;
      owner?.found.push(found);
    }
  }
  return forms.flatMap(({ attributes, found }) => {
    const url = within(attributes.action ?? page, page);
    if (url === null) return [];
    return {
      method: attributes.method?.toUpperCase() === 'POST' ? 'POST' : 'GET',
      url,
      multipart: attributes.enctype === 'multipart/form-data',
      controls: found.flatMap(controlOf),
      buttons: found.flatMap(({ name: element, attributes: { type, name = '', value = '', formaction } }) =>
        element === 'button' && type !== 'button'
          ? [{ url: (formaction && within(formaction, page)) || url, name, value }]
          : [],
      ),
    } satisfies PageForm;
  });
}

/** Each button of each posted form. */
export function pressedOn(html: string, page: string): PressedForm[] {
  return formsOf(html, page)
    .filter(({ method }) => method === 'POST')
    .flatMap(({ controls, buttons }) => {
      const sent = controls.flatMap(({ name, untouched }) => (untouched === null ? [] : [[name, untouched] as const]));
      const told = controls.find(({ hidden, name }) => hidden && name !== 'version' && name !== 'intent')?.name;
      return buttons.map(({ url, name, value }): PressedForm => {
        const fields = Object.fromEntries(name ? [...sent, [name, value] as const] : sent);
        const names = controls.filter(({ hidden }) => !hidden).map((control) => control.name);
        return { url, intent: fields.intent ?? (name || told || ''), fields, names };
      });
    });
}

function controlOf({ name: element, attributes, text, options }: Found): Control[] {
  const { name, type, value } = attributes;
  if (!name || element === 'button' || type === 'submit' || 'disabled' in attributes) return [];
  const hidden = type === 'hidden';
  if (element === 'select') {
    const values = options.map((option) => option.attributes.value ?? option.text);
    const untouched = values[options.findIndex((option) => 'selected' in option.attributes)] ?? null;
    return [{ name, hidden, untouched, chosen: untouched ?? values.find(Boolean) ?? values[0] ?? '' }];
  }
  const isBox = type === 'checkbox' || type === 'radio';
  const stands = element === 'textarea' ? text.replace(/^\n/, '') : (value ?? (isBox ? 'on' : ''));
  const isSent = type !== 'file' && (!isBox || 'checked' in attributes);
  return [{ name, hidden, untouched: isSent ? stands : null, chosen: stands }];
}

const here = 'http://page.example';

function within(href: string, page: string): string | null {
  const base = new URL(page, here);
  if (!URL.canParse(href, base)) return null;
  const { origin, pathname, search } = new URL(href, base);
  return origin === here ? pathname + search : null;
}

/** React writes tags and attributes that a pattern can read. */
function* tagsOf(html: string): Generator<Tag> {
  for (const [, name = '', attributes = '', text = ''] of html.matchAll(
    /<(\/?form|input|\/?select|option|textarea|button)\b([^>]*)>([^<]*)/g,
  )) {
    const found = [...attributes.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)];
    yield {
      name,
      attributes: Object.fromEntries(found.map(([, key = '', value = '']) => [key.toLowerCase(), decoded(value)])),
      text: decoded(text),
    };
  }
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'" };

function decoded(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#x27|#39);/g, (_, name: string) => entities[name] ?? '');
}

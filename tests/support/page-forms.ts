/** What a page lets its reader do, read from its HTML as it is sent: its links, and its forms with what stands in them. */

export type PageForm = {
  method: 'GET' | 'POST';
  /** Path and query, as the browser would send it. */
  action: string;
  multipart: boolean;
  /** What would be sent if nothing were typed, with every field that something can be typed into. */
  fields: [name: string, value: string][];
  /** What the buttons of the form add, one of them at a time; none of them when it is empty. */
  buttons: [name: string, value: string][];
};

/** Links to other pages of the site, without what stands after `#`. */
export function linksOf(html: string, page: string): string[] {
  const hrefs = [...html.matchAll(/<a\b[^>]*?\shref="([^#"][^"]*)"/g)].map(([, href = '']) => within(href, page));
  return [...new Set(hrefs.filter((href) => href !== null))];
}

export function formsOf(html: string, page: string): PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].flatMap(([, head = '', body = '']) => {
    const action = within(attribute(head, 'action') ?? page, page);
    if (action === null) return [];
    return [
      {
        method: attribute(head, 'method')?.toUpperCase() === 'POST' ? 'POST' : 'GET',
        action,
        multipart: attribute(head, 'encType') === 'multipart/form-data',
        fields: [...inputs(body), ...selects(body), ...textareas(body)],
        buttons: buttons(body),
      } satisfies PageForm,
    ];
  });
}

const here = 'http://page.example';

function within(href: string, page: string): string | null {
  const base = new URL(page, here);
  if (!URL.canParse(href, base)) return null;
  const { origin, pathname, search } = new URL(href, base);
  return origin === here ? pathname + search : null;
}

function inputs(body: string): [string, string][] {
  return [...body.matchAll(/<input\b([^>]*)>/g)].flatMap(([, head = '']): [string, string][] => {
    const name = attribute(head, 'name');
    const type = attribute(head, 'type') ?? 'text';
    if (!name || type === 'submit' || isOff(head)) return [];
    // Of a group of choices the last that is marked; where none is marked yet, the first is as good as any.
    return [[name, attribute(head, 'value') ?? (type === 'checkbox' ? 'on' : '')]];
  });
}

function selects(body: string): [string, string][] {
  return [...body.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)].flatMap(([, head = '', options = '']) => {
    const name = attribute(head, 'name');
    if (!name || isOff(head)) return [];
    const all = [...options.matchAll(/<option\b([^>]*)>([^<]*)/g)].map(([, of = '', text = '']) => ({
      value: attribute(of, 'value') ?? decoded(text),
      chosen: /\sselected(=|\s|$)/.test(of),
    }));
    const value = (all.find(({ chosen }) => chosen) ?? all.find((one) => one.value !== '') ?? all[0])?.value ?? '';
    return [[name, value] as [string, string]];
  });
}

function textareas(body: string): [string, string][] {
  return [...body.matchAll(/<textarea\b([^>]*)>(.*?)<\/textarea>/gs)].flatMap(([, head = '', text = '']) => {
    const name = attribute(head, 'name');
    return name && !isOff(head) ? [[name, decoded(text)] as [string, string]] : [];
  });
}

function buttons(body: string): [string, string][] {
  return [...body.matchAll(/<button\b([^>]*)>/g)].flatMap(([, head = '']) => {
    const name = attribute(head, 'name');
    return name && !isOff(head) ? [[name, attribute(head, 'value') ?? ''] as [string, string]] : [];
  });
}

function isOff(head: string): boolean {
  return /\sdisabled(=|\s|\/|$)/.test(head);
}

function attribute(head: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`, 'i').exec(head)?.[1];
  return found === undefined ? undefined : decoded(found);
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'" };

function decoded(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#x27|#39);/g, (_, name: string) => entities[name] ?? '');
}

/** Markup of a picture: what is written into it is escaped here, and nowhere else. */

export type Box = { x: number; y: number; width: number; height: number };

/** Markup that is whole already, to tell it from text. */
export type Markup = string & { readonly __markup: true };

type Attributes = Record<string, string | number | undefined>;

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML has no place for control characters, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

function escaped(text: string): string {
  return text.replace(unprintable, '').replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
}

/** `element('text', { x: 4 }, 'Клин & Ко')`; numbers are kept to a hundredth of a pixel. */
export function element(name: string, attributes: Attributes, content: string | readonly Markup[] = []): Markup {
  const said = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        ` ${key}="${typeof value === 'number' ? Math.round(value * 100) / 100 : escaped(String(value))}"`,
    )
    .join('');
  const inner = typeof content === 'string' ? escaped(content) : content.join('');
  return (inner === '' ? `<${name}${said}/>` : `<${name}${said}>${inner}</${name}>`) as Markup;
}

export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

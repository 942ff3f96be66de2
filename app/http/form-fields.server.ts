import { data } from '@remix-run/node';

/**
 * The posted fields, each once. A field sent twice has no one meaning, so the request is refused (400); encoding and
 * size have been checked before Remix saw the request.
 */
export async function formFields(request: Request): Promise<Record<string, string>> {
  const fields: Record<string, string> = Object.create(null);
  for (const [name, value] of await request.formData()) {
    if (typeof value !== 'string' || name in fields) throw data(null, { status: 400 });
    fields[name] = value;
  }
  return { ...fields };
}

/**
 * A word that a button or a hidden field of the page says, of all that its page has. Any other is refused (400), and so
 * is none: nothing is done by guessing.
 */
export function oneOf<Word extends string>(said: string | undefined, words: readonly Word[]): Word {
  const found = words.find((word) => word === said);
  if (found === undefined) throw data(null, { status: 400 });
  return found;
}

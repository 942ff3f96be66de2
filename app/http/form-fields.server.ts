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

import { z } from 'zod';
import { localPath } from './local-path.ts';
import { uploadFrom } from './uploads.server.ts';

/**
 * What a person had typed when it could not be taken; a page carries it on. Of `files` only their names are left, and the
 * names of the controls stand among the fields. `passwords`: fields that held one, to be typed anew.
 */
export type Interrupted = { path: string; fields: Record<string, string>; files?: string[]; passwords?: string[] };

/** Fields that hold a password: it is never carried on, since it would stand in a page. */
const passwordFields = ['password', 'current', 'next'];

/** A folder of reports; none of them is kept. */
const mostFiles = 1000;

/** What a posted form had brought; read once, for the request has no second copy. */
export async function typedIn(request: Request): Promise<Interrupted> {
  const { fields, files } = await uploadFrom(request, { mostFiles });
  const passwords = passwordFields.filter((name) => name in fields);
  for (const name of passwords) delete fields[name];
  for (const { field, name } of files) fields[field] = name;
  return {
    path: pagePath(request.url),
    fields,
    ...(files.length > 0 && { files: files.slice(0, 5).map(({ name }) => name) }),
    ...(passwords.length > 0 && { passwords }),
  };
}

/** Where the page is that a request is about: scripts ask at the address of its data. */
export function pagePath(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname.replace(/\.data$/, '') + search;
}

const schema = z.strictObject({
  path: z.string().refine((path) => localPath(path) === path),
  fields: z.record(z.string(), z.string()),
  files: z.array(z.string()).optional(),
});

/** What the sign-in page carried on, if it is whole. */
export function interruptedFrom(text: string | undefined): Interrupted | undefined {
  if (!text) return;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return;
  }
}

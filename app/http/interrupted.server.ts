import { z } from 'zod';
import type { Interrupted } from './context.server.ts';
import { localPath } from './local-path.ts';

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

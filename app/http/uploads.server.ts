import { data } from '@remix-run/node';
import { withoutUnreadable } from '#app/domain/readable-text.ts';

export type UploadedFile = { field: string; name: string; bytes: Buffer };
export type Upload = { fields: Record<string, string>; files: UploadedFile[] };

const longestName = 200;

/**
 * Everything that a form with files brought; read once, for the request has no second copy. A text field sent twice, or more
 * files than the form can bring, has no one meaning and answers 400. A file control that was left empty brings nothing.
 * The form sent again after signing in anew has text alone: there a file's field holds the name it had (see `fileOf`).
 */
export async function uploadFrom(request: Request, { mostFiles = 1 } = {}): Promise<Upload> {
  const fields: Record<string, string> = Object.create(null);
  const files: UploadedFile[] = [];
  for (const [field, value] of await formDataOf(request)) {
    if (typeof value === 'string') {
      if (field in fields || value.includes('\0')) return damaged();
      fields[field] = value;
    } else if (value.name !== '' || value.size > 0) {
      files.push({ field, name: cleanName(value.name), bytes: Buffer.from(await value.arrayBuffer()) });
    }
  }
  if (files.length > mostFiles) return damaged();
  return { fields: { ...fields }, files };
}

/** The file of that control: as it was sent, `lost` when only its name outlived the session, or undefined when none was chosen. */
export function fileOf({ fields, files }: Upload, field: string): UploadedFile | 'lost' | undefined {
  return files.find((file) => file.field === field) ?? (fields[field] ? 'lost' : undefined);
}

async function formDataOf(request: Request): Promise<FormData> {
  return request.formData().catch(damaged);
}

function damaged(): never {
  throw data(null, { status: 400 });
}

/** The last part of a path, as people read it: nothing unseen that could turn a name around, and its ending kept. */
function cleanName(name: string): string {
  const base = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const readable = withoutUnreadable(base)
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  if (readable.length <= longestName) return readable || 'файл';
  const ending = /\.[^.]{1,10}$/.exec(readable)?.[0] ?? '';
  // The cut may go through a character of two halves.
  return withoutUnreadable(readable.slice(0, longestName - ending.length)) + ending;
}

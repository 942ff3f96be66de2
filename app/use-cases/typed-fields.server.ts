/** What the administrator's use cases share: who may, what was typed, and what somebody else has changed or taken. */
import { z } from 'zod';
import { type Day, readTypedDay } from '#app/domain/calendar.ts';
import type { User } from '#app/domain/people/people.ts';
import { may } from '#app/domain/people/permissions.ts';
import { isReadable } from '#app/domain/readable-text.ts';
import { faultOfConstraint } from '#db/constraints.ts';
import { allowed, found, refuse } from './context.server.ts';
import { readEmail } from './people/email-address.server.ts';

/** The administrator of their own region; others learn no more than their role already tells them. */
export function administered({ user }: { user: User }): void {
  const at = found({ regionId: user.region.id }, (region) => may.seeRegion(user, region));
  allowed(may.administer(user, at));
}

/** What was typed, as the schema reads it; its messages are the codes of the faults. */
export function read<S extends z.ZodType>(schema: S, fields: Record<string, string>): z.output<S> {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  const faults = new Map<string, string>();
  for (const { path, message } of parsed.error.issues) {
    const field = String(path[0]);
    if (!faults.has(field)) faults.set(field, message);
  }
  return refuse({ kind: 'fields', faults: [...faults].map(([field, code]) => ({ field, code })) });
}

export function refuseField(field: string, code: string): never {
  return refuse({ kind: 'fields', faults: [{ field, code }] });
}

/** For a transaction that may break a unique constraint: says so at its field. */
export function refuseTaken(error: unknown): never {
  const fault = faultOfConstraint(error);
  if (fault) return refuse({ kind: 'fields', faults: [fault] });
  throw error;
}

/** One line of text in normal form: no surrounding or doubled spaces, no characters that cannot be stored. */
function line(longest: number) {
  return z
    .string('missing')
    .transform((text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim())
    .refine(isReadable, 'unreadable')
    .refine((text) => text.length <= longest, 'tooLong');
}

export const fields = {
  line: (longest: number) => line(longest).refine((text) => text !== '', 'missing'),
  optionalLine: (longest: number) => line(longest).transform((text) => text || null),
  /** Anything that people write in a phone's place, as long as a number is in it: «(496) 123-45-67, доб. 12». */
  phone: line(60)
    .refine((text) => text === '' || text.replace(/\D/g, '').length >= 5, 'notPhone')
    .transform((text) => text || null),
  email: line(200)
    .refine((text) => text !== '', { error: 'missing', abort: true })
    .transform((text, issues) => {
      const read = readEmail(text);
      return 'fault' in read ? fault(issues, read.fault) : read.email;
    }),
  day: line(40)
    .refine((text) => text !== '', { error: 'missing', abort: true })
    .transform(dayOf),
  optionalDay: line(40).transform((text, issues) => (text === '' ? null : dayOf(text, issues))),
  yesOrNo: z.enum(['yes', 'no'], 'notAChoice').transform((choice) => choice === 'yes'),
  /** One of a closed list, or nothing. */
  optionalChoice: <const T extends readonly string[]>(choices: T) =>
    z.enum(['', ...choices], 'notAChoice').transform((choice) => (choice === '' ? null : (choice as T[number]))),
  id: z
    .string('notAChoice')
    .regex(/^[1-9]\d{0,8}$/, 'notAChoice')
    .transform(Number),
  /** Raised by every change; what was opened on an older one is not saved over it. */
  version: z
    .string('changedMeanwhile')
    .regex(/^\d{1,9}$/, 'changedMeanwhile')
    .transform(Number),
};

function dayOf(text: string, issues: z.core.$RefinementCtx): Day {
  const read = readTypedDay(text);
  return 'fault' in read ? fault(issues, read.fault) : read.day;
}

function fault(issues: z.core.$RefinementCtx, code: string): never {
  issues.addIssue({ code: 'custom', message: code });
  return z.NEVER;
}

/** The first thing asked of a change, so that no other mistake hides it. */
export function refuseStale(opened: number, current: number): void {
  if (opened !== current) refuseField('version', 'changedMeanwhile');
}

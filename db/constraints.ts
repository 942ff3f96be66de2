/** What a broken constraint means to the person who typed: the field and what is wrong with it. */
import type { FieldFault } from '#app/domain/refusal.ts';

const faults: Record<string, FieldFault> = {
  users_email: { field: 'email', code: 'taken' },
  organisations_name: { field: 'name', code: 'taken' },
  edition_recipients_email: { field: 'email', code: 'taken' },
  campaigns_once: { field: 'order', code: 'alreadyOpen' },
};

/** The fault behind the database's error; undefined when it is no mistake of a person. */
export function faultOfConstraint(error: unknown): FieldFault | undefined {
  // By its fields only: PGlite's errors are of a DatabaseError class of its own.
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return code === '23505' && typeof constraint === 'string' ? faults[constraint] : undefined;
}

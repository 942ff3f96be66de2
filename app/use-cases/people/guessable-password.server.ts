/** A password that is tried first by whoever guesses: a much used one, a run of keys, a date, the person's own words. */
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import type { User } from '#app/domain/people/people.ts';
import { nameOfOrganisation } from '#db/queries/organisations.ts';
import type { UserRow } from '#db/queries/users.ts';
import { type Context, consult, type Nobody, refuse } from '../context.server.ts';

/** zxcvbn's scale of 0 to 4: from 3 on it takes more than a hundred million guesses. */
const leastScore = 3;
/** Looking for patterns in longer text takes long, and what is weak so far along is long enough. */
const mostLookedAt = 50;

/** Refuses it at the field. `of` is whose it will be: their name, address and organisation are no secret to anybody. */
export async function refuseGuessable(
  ctx: Context<User | Nobody>,
  password: string,
  { field, of }: { field: string; of: Pick<UserRow, 'name' | 'email' | 'organisationId'> },
): Promise<void> {
  const organisation = await consult(ctx, ({ db }) => nameOfOrganisation(db, of.organisationId));
  const own = wordsOf([of.name, of.email, organisation ?? '', 'svodka', 'сводка', 'электронный журнал']);
  const typed = password.normalize('NFC').slice(0, mostLookedAt);
  const guessing = await guesser();
  for (const spelling of new Set([typed, onLatinKeys(typed)])) {
    const { score, sequence } = guessing.check(spelling, own);
    if (score >= leastScore) continue;
    const isOwn = sequence.some((part) => 'dictionaryName' in part && part.dictionaryName === 'userInputs');
    refuse({ kind: 'fields', faults: [{ field, code: isOwn ? 'ownPassword' : 'commonPassword' }] });
  }
}

let loaded: Promise<ZxcvbnFactory> | undefined;

/** Half a megabyte of words, read by the first who chooses a password. */
function guesser(): Promise<ZxcvbnFactory> {
  loaded ??= Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]).then(
    ([{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }]) =>
      new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs }),
  );
  return loaded;
}

/** Whole, and each word of them. */
function wordsOf(texts: readonly string[]): string[] {
  return texts.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter((word) => word.length > 2);
}

const russian = 'йцукенгшщзхъфывапролджэячсмитьбю';
const latin = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";

/** As it comes from the same keys with the other layout on: «йцукен» is `qwerty`, «пароль» stands in the lists as `gfhjkm`. */
function onLatinKeys(text: string): string {
  return text.toLowerCase().replace(/[а-я]/g, (letter) => latin[russian.indexOf(letter)] ?? letter);
}

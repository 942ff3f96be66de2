/**
 * When a draft is sent, and what became of it: a state, what happens to it, what follows. Pure: the timer that it asks for
 * and the sending itself are its user's.
 */

/** Why the last attempt to save failed. */
export type Failure =
  /** No answer at all. */
  | 'offline'
  | 'server'
  /** The session is over, or somebody else is signed in. */
  | 'signedOut'
  | 'tooLarge'
  /** The server will not take it: pressing the button shows why. */
  | 'refused';

export type Saving = {
  phase:
    | 'rest'
    /** Something was typed: a pause in typing is waited for. */
    | 'pause'
    | 'sending'
    /** It failed; it is tried again by itself, or when somebody says so. */
    | 'failed'
    /** Somebody else's answers have to be looked at first, or the report takes nothing more. */
    | 'stopped';
  /** Typed since the text that is being sent, or was sent last, had been taken. */
  unsent: boolean;
  failure: Failure | null;
  /** Failures in a row. */
  failures: number;
};

export type SavingEvent =
  | 'typed'
  /** The time that `delayOf` asked for is over. */
  | 'timer'
  /** At once: the button, a left field, a hidden page, a network that is back. */
  | 'now'
  | 'saved'
  /** Somebody else had saved first: what was sent has to be put together with theirs. */
  | 'overtaken'
  | 'stopped'
  | 'resumed'
  | { failed: Failure };

export const atRest: Saving = { phase: 'rest', unsent: false, failure: null, failures: 0 };

const pauseMs = 1500;
const firstRetryMs = 10_000;
const longestRetryMs = 60_000;

/** Every state follows from the one before. To enter `sending` is to send all that is typed by then. */
export function next(state: Saving, event: SavingEvent): Saving {
  if (typeof event === 'object') {
    return { phase: 'failed', unsent: true, failure: event.failed, failures: state.failures + 1 };
  }
  const { phase } = state;
  switch (event) {
    case 'typed':
      // Shorter text may be taken where the longer was not; a lost connection does not come back by typing.
      if (phase === 'rest' || state.failure === 'tooLarge') return { ...state, phase: 'pause', unsent: true };
      return { ...state, unsent: true };
    case 'timer':
      return phase === 'pause' || phase === 'failed' ? sending(state) : state;
    case 'now':
      return phase === 'pause' || phase === 'failed' || (phase === 'rest' && state.unsent) ? sending(state) : state;
    case 'saved':
      return state.unsent ? { ...atRest, phase: 'pause', unsent: true } : atRest;
    case 'overtaken':
      return { ...atRest, unsent: true };
    case 'stopped':
      return { ...state, phase: 'stopped', unsent: state.unsent || phase === 'sending' };
    case 'resumed':
      return phase === 'stopped' ? { ...atRest, phase: state.unsent ? 'pause' : 'rest', unsent: state.unsent } : state;
  }
}

function sending(state: Saving): Saving {
  return { ...state, phase: 'sending', unsent: false };
}

/** After how many milliseconds `timer` has to happen; null: not by time. */
export function delayOf({ phase, failure, failures }: Saving): number | null {
  if (phase === 'pause') return pauseMs;
  if (phase !== 'failed' || (failure !== 'offline' && failure !== 'server')) return null;
  return Math.min(firstRetryMs * 2 ** (failures - 1), longestRetryMs);
}

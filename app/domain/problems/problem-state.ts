/** `gone`: a later report no longer names it, though none said that it was solved. */
export const problemStates = ['open', 'partly', 'solved', 'gone'] as const;
export type ProblemState = (typeof problemStates)[number];

/** Still to be solved, wholly or in part. */
export const isUnsolved = (state: ProblemState): boolean => state === 'open' || state === 'partly';

/** What a run has found is a failure that trying again does not mend: a person has to look. */
export class Found extends Error {}

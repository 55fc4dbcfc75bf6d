/** Time is passed in, so that a test can say what time it is. Milliseconds since the epoch. */
export type Clock = () => number;

export const toIso = (milliseconds: number) => new Date(milliseconds).toISOString();

/** Null, as the API says it, for what has not happened. */
export const optionalIso = (milliseconds: number | undefined) =>
  milliseconds === undefined ? null : toIso(milliseconds);

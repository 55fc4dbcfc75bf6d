/** Why a subject is left out by its runs: a code for programs, what was measured, and what was asked for. */
export type SkipReason = {
  code: string;
  /** By name, in the units of the name. */
  measured: Readonly<Record<string, number>>;
  limits: Readonly<Record<string, number>>;
};

/** How long a child may take: no engine runs without both. */
export type Limits = {
  /** For all of its work; more than that takes on any machine. */
  deadlineSeconds: number;
  /** Without a sign that it goes on: nothing read, nothing written, nothing reported. */
  stallSeconds: number;
};

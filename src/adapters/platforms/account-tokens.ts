/** Tokens of the account that a preset publishes with. */
export type AccountTokens = {
  current: () => Promise<string>;
  /** A newer one than `used`, which was refused. */
  renewed: (used: string) => Promise<string>;
};

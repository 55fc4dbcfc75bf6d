import type { UserId } from '../kernel/ids.ts';

export const MAILED_USES = ['reset', 'verify'] as const;
type MailedUse = (typeof MAILED_USES)[number];

/** Proof that somebody reads the mails of an account: sets a new password, or verifies the address. */
export type MailedToken = {
  /** SHA-256 of the token, which exists in clear only in the mail. */
  tokenHash: string;
  use: MailedUse;
  userId: UserId;
  /** Of the user then: a new password, or the end of all sessions, ends older tokens, too. */
  sessionEpoch: number;
  expiresAtSeconds: number;
};

const SECONDS: Record<MailedUse, number> = { reset: 3600, verify: 24 * 3600 };

export const mailedTokenEnd = (use: MailedUse, now: number) =>
  Math.floor(now / 1000) + SECONDS[use];

export type MailedTokens = {
  insert: (token: MailedToken) => Promise<void>;
  find: (tokenHash: string) => Promise<MailedToken | undefined>;
  /** Sets the password and ends all sessions; false where the token was used, or is of before. */
  redeem: (token: MailedToken, passwordHash: string) => Promise<boolean>;
  /** Notes that the address is verified; false where the token was used. */
  verify: (token: MailedToken, atMilliseconds: number) => Promise<boolean>;
};

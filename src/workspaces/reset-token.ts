import type { UserId } from '../kernel/ids.ts';

/** Leave to set a new password once, for whoever reads the mails of the account. */
export type ResetToken = {
  /** SHA-256 of the token, which exists in clear only in the mail. */
  tokenHash: string;
  userId: UserId;
  /** Of the user then: a new password, or the end of all sessions, ends older tokens, too. */
  sessionEpoch: number;
  expiresAtSeconds: number;
};

const RESET_SECONDS = 3600;

export const resetEnd = (now: number) => Math.floor(now / 1000) + RESET_SECONDS;

export type ResetTokens = {
  insert: (token: ResetToken) => Promise<void>;
  find: (tokenHash: string) => Promise<ResetToken | undefined>;
  /** Sets the password and ends all sessions; false where the token was used, or is of before. */
  redeem: (token: ResetToken, passwordHash: string) => Promise<boolean>;
};

import * as z from 'zod';
import type { CredentialKey } from '../credential.ts';

/** What a platform gave for a secret: tokens, sealed wherever they rest. Times are epoch milliseconds. */
export const Tokens = z.strictObject({
  access_token: z.string().min(1),
  /** Left out where it is not known to end. */
  expires_at: z.int().optional(),
  /** For the next renewal, where each gives a new one. */
  refresh_token: z.string().min(1).optional(),
});
export type Tokens = z.infer<typeof Tokens>;

/** The newest tokens of a credential, and who is getting newer ones. */
export type Grant = CredentialKey & {
  /** Grows by one with each renewal; 0 before the first. */
  number: number;
  /** The secret that they were given for: tokens of an earlier one count for nothing. */
  secretChangedAt: number;
  /** Left out before the first renewal, and after a refusal. */
  sealed?: string | undefined;
  /** Somebody is renewing, and is given up on after this. */
  renewingUntil?: number | undefined;
  /** Why a person has to connect the account again. */
  problem?: string | undefined;
};

/** A grant whose renewal is ours for a time. */
export type Turn = Grant & { renewingUntil: number };

export type Grants = {
  find: (key: CredentialKey) => Promise<Grant | undefined>;
  /** Takes the turn to renew. Undefined if somebody has it, or the grant is not as it was seen. */
  begin: (seen: Grant, until: number, now: number) => Promise<Turn | undefined>;
  /**
   * New tokens, also where the turn is over: a platform may have spent the old ones for them. False
   * if others have come first.
   */
  complete: (turn: Turn, sealed: string) => Promise<boolean>;
  /** Gives the turn back, and says why nobody else need try. False if it is over. */
  giveUp: (turn: Turn, problem?: string) => Promise<boolean>;
};

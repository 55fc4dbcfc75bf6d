import type { Secret } from '../secret.contract.ts';
import type { Tokens } from './grant.ts';

/** A platform's own way from a secret to tokens. */
export type Connector = {
  /** What the secret itself holds; undefined where tokens must be asked for. */
  initial: (secret: Secret, changedAt: number) => Tokens | undefined;
  /**
   * Asks for new ones. Where each renewal spends the refresh token before it, `spent` holds the
   * newest. @throws ConnectionLost where only a person can help
   */
  renew: (secret: Secret, spent: Tokens | undefined, signal: AbortSignal) => Promise<Tokens>;
};

/** The platform takes back what a person allowed, or the account never could. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

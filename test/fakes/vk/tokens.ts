import { randomBytes } from 'node:crypto';
import { VkError } from './errors.ts';
import type { TokenKind } from './methods.ts';

/** Who a token speaks for, and what it may do. */
export type VkCaller = {
  kind: TokenKind;
  clientId: string;
  /** Of users' tokens. */
  userId?: number;
  /** Of a community's token. */
  groupId?: number;
  scopes: readonly string[];
};
type Issued = VkCaller & { expiresAt: number; revoked: boolean };

/** Tokens say by their beginning what they are (contract §0). */
const PREFIX: Record<TokenKind, string> = {
  legacy: 'vk1.a.',
  vkid: 'vk2.a.',
  community: 'vk1.a.',
  service: '',
};

/** Access tokens of every kind. Zero seconds are no expiry, as `expires_in` says it. */
export function vkTokens(now: () => number) {
  const issued = new Map<string, Issued>();
  return {
    issue(caller: VkCaller, lifeSeconds: number) {
      const token = PREFIX[caller.kind] + randomBytes(48).toString('base64url');
      const expiresAt = lifeSeconds === 0 ? Number.POSITIVE_INFINITY : now() + lifeSeconds * 1000;
      issued.set(token, { ...caller, expiresAt, revoked: false });
      return token;
    },
    /** Error 5 for most, 1117 for one of VK ID that has expired: the contract (§4) has both. */
    check(token: string): VkCaller {
      const found = issued.get(token);
      if (!found || found.revoked) throw new VkError(5, 'invalid access_token');
      if (found.expiresAt > now()) return found;
      throw found.kind === 'vkid' ? new VkError(1117) : new VkError(5, 'access_token has expired');
    },
    /** The same for VK ID, which has errors of its own. */
    find(token: string): VkCaller | undefined {
      const found = issued.get(token);
      return found && !found.revoked && found.expiresAt > now() ? found : undefined;
    },
    revokeAll(which: (caller: VkCaller) => boolean) {
      for (const token of issued.values()) if (which(token)) token.revoked = true;
    },
    expireAll(which: (caller: VkCaller) => boolean) {
      for (const token of issued.values()) if (which(token)) token.expiresAt = now();
    },
    counts: () => ({ issued: issued.size }),
  };
}

export type VkTokens = ReturnType<typeof vkTokens>;

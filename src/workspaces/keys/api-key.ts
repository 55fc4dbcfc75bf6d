import type { Scope } from '../../kernel/http/rights.ts';
import type { Id, WorkspaceId } from '../../kernel/ids.ts';

/** What a program of a workspace shows. It is the workspace's, whoever made it. */
export type ApiKey = {
  workspaceId: WorkspaceId;
  keyId: Id<'apiKey'>;
  name: string;
  scopes: readonly Scope[];
  /** SHA-256 of the key, which exists in clear only where it was handed out. */
  hash: string;
  /** Tells keys apart, and nobody guesses the rest from it. */
  lastFour: string;
  createdBy: string;
  /** Milliseconds since the epoch, as all times here. */
  createdAt: number;
  /** From then on it is nobody's. */
  endsAt?: number | undefined;
  lastUsedAt?: number | undefined;
};

/** What the authorizer needs of it. */
export type KeyInUse = Pick<
  ApiKey,
  'workspaceId' | 'keyId' | 'scopes' | 'hash' | 'endsAt' | 'lastUsedAt'
>;

const USE_NOTED_EACH_MS = 60_000;

export const hasEnded = ({ endsAt }: Pick<ApiKey, 'endsAt'>, now: number) =>
  endsAt !== undefined && endsAt <= now;

/** A write for each call would cost more than the call. */
export const isUseToNote = ({ lastUsedAt }: Pick<ApiKey, 'lastUsedAt'>, now: number) =>
  lastUsedAt === undefined || now - lastUsedAt >= USE_NOTED_EACH_MS;

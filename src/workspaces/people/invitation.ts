import type { Role } from '../../kernel/http/rights.ts';
import type { Id, WorkspaceId } from '../../kernel/ids.ts';

/** A place in a workspace that waits for somebody. It is gone once they took it. */
export type Invitation = {
  workspaceId: WorkspaceId;
  invitationId: Id<'invitation'>;
  /** As it was typed; whose account it is tells `emailIdentity`. */
  email: string;
  role: Role;
  invitedBy: string;
  /** SHA-256 of the token, which exists in clear only where it was handed out. */
  tokenHash: string;
  createdAt: number;
  expiresAtSeconds: number;
};

const INVITATION_DAYS = 7;

export const invitationEnd = (now: number) => Math.floor(now / 1000) + INVITATION_DAYS * 24 * 3600;

export const isOver = ({ expiresAtSeconds }: Pick<Invitation, 'expiresAtSeconds'>, now: number) =>
  expiresAtSeconds * 1000 <= now;

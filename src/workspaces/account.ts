import { toIso } from '../kernel/clock.ts';
import type { Role } from '../kernel/http/rights.ts';
import type { SessionId, UserId, WorkspaceId } from '../kernel/ids.ts';
import type { Me, WorkspaceView } from './account.contract.ts';

/** Times are milliseconds since the epoch. */
export type User = {
  userId: UserId;
  /** As the user typed it; `emailIdentity` is what must be unique. */
  email: string;
  fullName?: string | undefined;
  timeZone: string;
  /** PHC text. */
  passwordHash: string;
  /** The workspace that a login leads to. */
  workspaceId: WorkspaceId;
  /** Sessions of an older epoch are over: adding one ends them all in a single write. */
  sessionEpoch: number;
  createdAt: number;
  lastLoginAt?: number | undefined;
  /** When they showed that they read the mails of their address. */
  verifiedAt?: number | undefined;
  /** Runs this deployment. Only the operator's command sets it, never the API. */
  isOperator?: boolean | undefined;
};

export type Workspace = {
  workspaceId: WorkspaceId;
  name: string;
  timeZone: string;
  createdAt: number;
  /** Grows with each change of what a person set. */
  version: number;
  /** One at least, by the condition of every change. */
  ownerCount: number;
  /** How often somebody joined by an invitation. */
  joinCount?: number | undefined;
  /** Since then nobody works in it. */
  suspendedAt?: number | undefined;
};

export type Member = {
  workspaceId: WorkspaceId;
  userId: UserId;
  role: Role;
  createdAt: number;
  /** Grows with each change of the role. */
  version: number;
};

/** A login and all refresh tokens that follow from it. */
export type Session = {
  userId: UserId;
  sessionId: SessionId;
  workspaceId: WorkspaceId;
  /** SHA-256 of the one refresh token that is good now. */
  refreshHash: string;
  sessionEpoch: number;
  createdAt: number;
  expiresAtSeconds: number;
};

/**
 * Whom an access token speaks for. What they may do is looked up at each call: who is removed from a
 * workspace, or given another role, must not go on for the life of a token.
 */
export type Speaker = { userId: UserId; workspaceId: WorkspaceId; sessionId: SessionId };

export type Account = { user: User; workspace: Workspace; member: Member };

/** Two spellings of one address are one account: the case never matters in practice. */
export const emailIdentity = (email: string) => email.trim().normalize('NFC').toLowerCase();

const inCase = (text: string) => text.normalize('NFKC').toLowerCase();

/** Length is the contract's matter. No composition rules: they make passwords worse. */
export function isTooObvious(password: string, email: string) {
  const [localPart = ''] = email.split('@');
  const said = inCase(password);
  return said === inCase(email) || said === inCase(localPart) || new Set(said).size === 1;
}

export const defaultWorkspaceName = (fullName: string | undefined, email: string) =>
  fullName ?? email.split('@')[0] ?? email;

export const workspaceView = (workspace: Workspace): WorkspaceView => ({
  id: workspace.workspaceId,
  name: workspace.name,
  time_zone: workspace.timeZone,
  created_at: toIso(workspace.createdAt),
  version: workspace.version,
});

export const meView = ({ user, workspace, member }: Account): Me => ({
  user: {
    id: user.userId,
    email: user.email,
    full_name: user.fullName ?? null,
    is_verified: user.verifiedAt !== undefined,
    time_zone: user.timeZone,
    created_at: toIso(user.createdAt),
    last_login_at: user.lastLoginAt === undefined ? null : toIso(user.lastLoginAt),
  },
  workspace: workspaceView(workspace),
  role: member.role,
});

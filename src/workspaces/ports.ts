import type { Clock } from '../kernel/clock.ts';
import type { Id, SessionId, UserId, WorkspaceId } from '../kernel/ids.ts';
import type { Account, Member, Session, Speaker, User, Workspace } from './account.ts';

export type Accounts = {
  /** All rows and the first session in one transaction; false where the e-mail is taken. */
  create: (account: Account, session: Session) => Promise<boolean>;
  findUser: (userId: UserId) => Promise<User | undefined>;
  findUserByEmail: (emailIdentity: string) => Promise<User | undefined>;
  /** An undefined name removes it; a field that is left out stays. */
  updateProfile: (userId: UserId, changes: ProfileChanges) => Promise<User | undefined>;
  noteLogin: (userId: UserId, atMilliseconds: number) => Promise<void>;
  /** False where the hash is no longer `from`. */
  replaceHash: (userId: UserId, hashes: { from: string; to: string }) => Promise<boolean>;
  /** Like `replaceHash`, and ends all sessions in the same write. */
  changePassword: (userId: UserId, hashes: { from: string; to: string }) => Promise<boolean>;
  endAllSessions: (userId: UserId) => Promise<void>;
  findWorkspace: (workspaceId: WorkspaceId) => Promise<Workspace | undefined>;
  findMember: (workspaceId: WorkspaceId, userId: UserId) => Promise<Member | undefined>;
  /** The workspaces that somebody is a member of, the oldest first. */
  memberships: (userId: UserId) => Promise<WorkspaceId[]>;
};

export type ProfileChanges = {
  fullName?: string | null | undefined;
  timeZone?: string | undefined;
};

export type Sessions = {
  insert: (session: Session) => Promise<void>;
  /** Strongly consistent; undefined where it ended or expired. */
  find: (userId: UserId, sessionId: SessionId) => Promise<Session | undefined>;
  /** True for exactly one of all that try to replace the same hash. */
  rotate: (
    session: Session,
    next: { refreshHash: string; expiresAtSeconds: number; workspaceId?: WorkspaceId },
  ) => Promise<boolean>;
  end: (userId: UserId, sessionId: SessionId) => Promise<void>;
};

/** All that decides what an access token may do now; what is gone or over is undefined. */
export type Standing = {
  session: Session | undefined;
  user: User | undefined;
  member: Member | undefined;
  workspace: Workspace | undefined;
};

export type Standings = {
  /** Strongly consistent: an end of any of them counts from the next call on. */
  find: (speaker: Speaker) => Promise<Standing>;
};

export type Passwords = {
  hash: (password: string) => Promise<string>;
  /** `outdated`: the hash was made with other parameters than new ones are. */
  verify: (password: string, hash: string) => Promise<{ matches: boolean; outdated: boolean }>;
  /** Takes as long as `verify`, for a user that does not exist. */
  pretend: (password: string) => Promise<void>;
};

export type RefreshTokenParts = { userId: UserId; sessionId: SessionId; hash: string };

export type Tokens = {
  signAccess: (speaker: Speaker, nowMilliseconds: number) => Promise<string>;
  /** A new secret of 256 random bits and its hash. */
  issueRefresh: (userId: UserId, sessionId: SessionId) => Promise<{ token: string; hash: string }>;
  /** Undefined for every text that we did not issue. */
  readRefresh: (token: string) => Promise<RefreshTokenParts | undefined>;
};

export type AttemptLimit = {
  /** Attempts that cost nothing, of one window of the clock. */
  free: number;
  maxDelaySeconds: number;
  windowSeconds: number;
};

export type LoginAttempts = {
  /**
   * Counts one attempt before it is made, so that parallel guesses cannot slip through.
   * Returns the seconds to wait where it may not be made.
   */
  begin: (
    subject: string,
    limit: AttemptLimit,
    nowMilliseconds: number,
  ) => Promise<number | undefined>;
  /** The attempt was good: it is not held against the subject. */
  takeBack: (subject: string, limit: AttemptLimit, nowMilliseconds: number) => Promise<void>;
  /** All attempts are forgotten. */
  clear: (subject: string, limit: AttemptLimit, nowMilliseconds: number) => Promise<void>;
  /** From now on the subject is known, until that time. */
  remember: (subject: string, untilMilliseconds: number) => Promise<void>;
  isRemembered: (subject: string, nowMilliseconds: number) => Promise<boolean>;
};

export type AccountDeps = {
  accounts: Accounts;
  sessions: Sessions;
  passwords: Passwords;
  tokens: Tokens;
  attempts: LoginAttempts;
  clock: Clock;
  newId: <Name extends 'user' | 'workspace' | 'session'>(
    name: Name,
    atMilliseconds: number,
  ) => Id<Name>;
};

/** What a secret is for stands in front of it, so that whoever finds one knows what to revoke. */
export type SecretUse = 'key' | 'invite' | 'reset' | 'verify';

/** Texts of 256 random bits that are shown once and kept as SHA-256. */
export type OneTimeSecrets = {
  issue: (use: SecretUse) => { text: string; hash: string };
  hashOf: (text: string) => string;
};

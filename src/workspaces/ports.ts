import type { Clock } from '../kernel/clock.ts';
import type { Caller } from '../kernel/http/route.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { Account, Member, Session, User, Workspace } from './account.ts';

export type Accounts = {
  /** All rows and the first session in one transaction; false where the e-mail is taken. */
  create: (account: Account, session: Session) => Promise<boolean>;
  findUser: (userId: string) => Promise<User | undefined>;
  findUserByEmail: (emailIdentity: string) => Promise<User | undefined>;
  /** An undefined name removes it; a field that is left out stays. */
  updateProfile: (userId: string, changes: ProfileChanges) => Promise<User | undefined>;
  noteLogin: (userId: string, atMilliseconds: number) => Promise<void>;
  /** False where the hash is no longer `from`. */
  replaceHash: (userId: string, hashes: { from: string; to: string }) => Promise<boolean>;
  /** Like `replaceHash`, and ends all sessions in the same write. */
  changePassword: (userId: string, hashes: { from: string; to: string }) => Promise<boolean>;
  endAllSessions: (userId: string) => Promise<void>;
  findWorkspace: (workspaceId: WorkspaceId) => Promise<Workspace | undefined>;
  findMember: (workspaceId: WorkspaceId, userId: string) => Promise<Member | undefined>;
};

export type ProfileChanges = {
  fullName?: string | null | undefined;
  timeZone?: string | undefined;
};

export type Sessions = {
  insert: (session: Session) => Promise<void>;
  /** Strongly consistent; undefined where it ended or expired. */
  find: (userId: string, sessionId: string) => Promise<Session | undefined>;
  /** True for exactly one of all that try to replace the same hash. */
  rotate: (
    session: Session,
    next: { refreshHash: string; expiresAtSeconds: number },
  ) => Promise<boolean>;
  end: (userId: string, sessionId: string) => Promise<void>;
};

export type Passwords = {
  hash: (password: string) => Promise<string>;
  /** `outdated`: the hash was made with other parameters than new ones are. */
  verify: (password: string, hash: string) => Promise<{ matches: boolean; outdated: boolean }>;
  /** Takes as long as `verify`, for a user that does not exist. */
  pretend: (password: string) => Promise<void>;
};

export type RefreshTokenParts = { userId: string; sessionId: string; hash: string };

export type Tokens = {
  signAccess: (caller: Caller, nowMilliseconds: number) => Promise<string>;
  /** A new secret of 256 random bits and its hash. */
  issueRefresh: (userId: string, sessionId: string) => Promise<{ token: string; hash: string }>;
  /** Undefined for every text that we did not issue. */
  readRefresh: (token: string) => Promise<RefreshTokenParts | undefined>;
};

export type AttemptLimit = {
  /** Attempts in an hour that cost nothing. */
  free: number;
  maxDelaySeconds: number;
};

export type LoginAttempts = {
  /**
   * Counts one attempt before it is made, so that parallel guesses cannot slip through.
   * Answers the seconds to wait where it may not be made.
   */
  begin: (
    subject: string,
    limit: AttemptLimit,
    nowMilliseconds: number,
  ) => Promise<number | undefined>;
  /** The attempt was good: it is not held against the subject. */
  takeBack: (subject: string, nowMilliseconds: number) => Promise<void>;
  /** All attempts are forgotten. */
  clear: (subject: string, nowMilliseconds: number) => Promise<void>;
};

export type AccountDeps = {
  accounts: Accounts;
  sessions: Sessions;
  passwords: Passwords;
  tokens: Tokens;
  attempts: LoginAttempts;
  clock: Clock;
  newId: (kind: 'user' | 'workspace' | 'session', atMilliseconds: number) => string;
};

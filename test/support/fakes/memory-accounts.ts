import {
  emailIdentity,
  type Member,
  type Session,
  type User,
  type Workspace,
} from '../../../src/workspaces/account.ts';
import { delaySeconds } from '../../../src/workspaces/login-throttle.ts';
import type {
  Accounts,
  AttemptLimit,
  LoginAttempts,
  Sessions,
} from '../../../src/workspaces/ports.ts';

/**
 * The rows of accounts in maps, under the conditions of the table's repositories:
 * `test/support/suites/account-ports.ts` runs over both.
 */
export function memoryAccountRows(clock: () => number) {
  const sessions = new Map<string, Session>();
  return {
    accounts: memoryAccounts(sessions),
    sessions: memorySessions(sessions, clock),
    attempts: memoryAttempts(),
  };
}

function memoryAccounts(sessions: Map<string, Session>): Accounts {
  const users = new Map<string, User>();
  const userOfEmail = new Map<string, string>();
  const workspaces = new Map<string, Workspace>();
  const members = new Map<string, Member>();
  const copyOf = (userId: string) => {
    const user = users.get(userId);
    return user && { ...user };
  };
  const change = (userId: string, changes: Partial<User>, condition = (_user: User) => true) => {
    const user = users.get(userId);
    if (!user || !condition(user)) return false;
    users.set(userId, { ...user, ...changes });
    return true;
  };
  const nextEpoch = (userId: string) => (users.get(userId)?.sessionEpoch ?? 0) + 1;
  return {
    async create({ user, workspace, member }, session) {
      const identity = emailIdentity(user.email);
      if (userOfEmail.has(identity) || users.has(user.userId)) return false;
      userOfEmail.set(identity, user.userId);
      users.set(user.userId, { ...user });
      workspaces.set(workspace.workspaceId, { ...workspace });
      members.set(`${member.workspaceId}/${member.userId}`, { ...member });
      sessions.set(keyOf(session), { ...session });
      return true;
    },
    findUser: async userId => copyOf(userId),
    findUserByEmail: async identity => copyOf(userOfEmail.get(identity) ?? ''),
    async updateProfile(userId, { fullName, timeZone }) {
      const done = change(userId, {
        ...(fullName && { fullName }),
        ...(fullName === null && { fullName: undefined }),
        ...(timeZone && { timeZone }),
      });
      return done ? copyOf(userId) : undefined;
    },
    async noteLogin(userId, lastLoginAt) {
      if (!change(userId, { lastLoginAt })) throw new Error('There is no such user.');
    },
    replaceHash: async (userId, { from, to }) =>
      change(userId, { passwordHash: to }, user => user.passwordHash === from),
    changePassword: async (userId, { from, to }) => {
      const changes = { passwordHash: to, sessionEpoch: nextEpoch(userId) };
      return change(userId, changes, user => user.passwordHash === from);
    },
    async endAllSessions(userId) {
      change(userId, { sessionEpoch: nextEpoch(userId) });
    },
    findWorkspace: async workspaceId => workspaces.get(workspaceId),
    findMember: async (workspaceId, userId) => members.get(`${workspaceId}/${userId}`),
    memberships: async userId =>
      [...members.values()].filter(member => member.userId === userId).map(row => row.workspaceId),
  };
}

const keyOf = ({ userId, sessionId }: Pick<Session, 'userId' | 'sessionId'>) =>
  `${userId}/${sessionId}`;

function memorySessions(rows: Map<string, Session>, clock: () => number): Sessions {
  return {
    async insert(session) {
      if (rows.has(keyOf(session))) throw new Error('The session is there already.');
      rows.set(keyOf(session), { ...session });
    },
    async find(userId, sessionId) {
      const session = rows.get(keyOf({ userId, sessionId }));
      return session && session.expiresAtSeconds * 1000 > clock() ? { ...session } : undefined;
    },
    async rotate(session, next) {
      const stored = rows.get(keyOf(session));
      if (stored?.refreshHash !== session.refreshHash) return false;
      rows.set(keyOf(session), { ...stored, ...next });
      return true;
    },
    async end(userId, sessionId) {
      rows.delete(keyOf({ userId, sessionId }));
    },
  };
}

function memoryAttempts(): LoginAttempts {
  const rows = new Map<string, { attempts: number; notBefore: number }>();
  const known = new Map<string, number>();
  const rowOf = (subject: string, { windowSeconds }: AttemptLimit, now: number) =>
    `${subject}/${Math.floor(now / 1000 / windowSeconds)}`;
  return {
    async begin(subject, limit, now) {
      const key = rowOf(subject, limit, now);
      const { attempts, notBefore } = rows.get(key) ?? { attempts: 0, notBefore: 0 };
      const isAllowed = attempts < limit.free || notBefore <= now;
      if (!isAllowed) return Math.max(1, Math.ceil((notBefore - now) / 1000));
      const seconds = Math.max(1, delaySeconds(attempts + 1, limit));
      rows.set(key, { attempts: attempts + 1, notBefore: now + seconds * 1000 });
      return undefined;
    },
    async takeBack(subject, limit, now) {
      const row = rows.get(rowOf(subject, limit, now));
      if (row) row.attempts -= 1;
    },
    async clear(subject, limit, now) {
      rows.delete(rowOf(subject, limit, now));
    },
    async remember(subject, until) {
      known.set(subject, until);
    },
    isRemembered: async (subject, now) => (known.get(subject) ?? 0) > now,
  };
}

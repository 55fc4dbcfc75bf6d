import { beforeEach, describe, expect, test } from 'vitest';
import { newId, trustedWorkspaceId, type UserId } from '../../../src/kernel/ids.ts';
import { type Account, emailIdentity, type Session } from '../../../src/workspaces/account.ts';
import type { AccountDeps } from '../../../src/workspaces/ports.ts';

type Ports = Pick<AccountDeps, 'accounts' | 'sessions' | 'attempts'>;
type Setting = { ports: () => Ports; clock: { now: number } };

let people = 0;

/** An account that no other test knows, with its first session. */
function newAccount(now: number) {
  people += 1;
  const userId = newId('user', now);
  const workspaceId = trustedWorkspaceId(newId('workspace', now));
  const account: Account = {
    user: {
      userId,
      email: `Person.${people}@Example.org`,
      fullName: 'Ada',
      timeZone: 'UTC',
      passwordHash: 'hash-1',
      workspaceId,
      sessionEpoch: 0,
      createdAt: now,
      lastLoginAt: now,
    },
    workspace: {
      workspaceId,
      name: 'Engines',
      timeZone: 'UTC',
      createdAt: now,
      version: 1,
      ownerCount: 1,
    },
    member: { workspaceId, userId, role: 'owner', createdAt: now, version: 1 },
  };
  const session: Session = {
    userId,
    sessionId: newId('session', now),
    workspaceId,
    refreshHash: 'refresh-1',
    sessionEpoch: 0,
    createdAt: now,
    expiresAtSeconds: Math.floor(now / 1000) + 60,
  };
  return { account, session };
}

/** What rows of accounts promise: run over the table's repositories and over the fake in memory. */
export function accountPortsSuite({ ports, clock }: Setting) {
  let made: ReturnType<typeof newAccount>;
  let userId: UserId;
  beforeEach(async () => {
    made = newAccount(clock.now);
    userId = made.account.user.userId;
    expect(await ports().accounts.create(made.account, made.session)).toBe(true);
  });

  describe('an account', () => {
    test('is found whole: by id, by e-mail, its workspace and its member', async () => {
      const { user, workspace, member } = made.account;
      const { accounts, sessions } = ports();
      expect(await accounts.findUser(userId)).toEqual(user);
      expect(await accounts.findUserByEmail(emailIdentity(user.email))).toEqual(user);
      expect(await accounts.findWorkspace(user.workspaceId)).toEqual(workspace);
      expect(await accounts.findMember(user.workspaceId, userId)).toEqual(member);
      expect(await accounts.memberships(userId)).toEqual([user.workspaceId]);
      expect(await sessions.find(userId, made.session.sessionId)).toEqual(made.session);
    });

    test('what is not there is not found', async () => {
      const { account } = newAccount(clock.now);
      const { accounts } = ports();
      expect(await accounts.findUser(account.user.userId)).toBeUndefined();
      expect(await accounts.findUserByEmail('nobody@example.org')).toBeUndefined();
      expect(await accounts.findWorkspace(account.user.workspaceId)).toBeUndefined();
      expect(await accounts.findMember(account.user.workspaceId, userId)).toBeUndefined();
    });

    test('is not made where the e-mail is taken, in any case, and leaves no row then', async () => {
      const other = newAccount(clock.now);
      other.account.user.email = made.account.user.email.toUpperCase();
      const { accounts, sessions } = ports();
      expect(await accounts.create(other.account, other.session)).toBe(false);
      expect(await accounts.findUser(other.account.user.userId)).toBeUndefined();
      expect(await accounts.findWorkspace(other.account.user.workspaceId)).toBeUndefined();
      const { sessionId } = other.session;
      expect(await sessions.find(other.session.userId, sessionId)).toBeUndefined();
    });

    test.each([
      { name: 'nothing', changes: {}, expected: { fullName: 'Ada', timeZone: 'UTC' } },
      { name: 'a name', changes: { fullName: 'Eve' }, expected: { fullName: 'Eve' } },
      { name: 'a removed name', changes: { fullName: null }, expected: { timeZone: 'UTC' } },
      { name: 'a zone', changes: { timeZone: 'Asia/Tokyo' }, expected: { timeZone: 'Asia/Tokyo' } },
    ])('keeps what a change of $name leaves out', async ({ changes, expected }) => {
      const { accounts } = ports();
      const user = await accounts.updateProfile(userId, changes);
      expect(user).toMatchObject({ email: made.account.user.email, ...expected });
      if (changes.fullName === null) expect(user?.fullName).toBeUndefined();
      expect(await accounts.findUser(userId)).toEqual(user);
    });

    test('that does not exist is not changed', async () => {
      const { accounts } = ports();
      const { userId: missing } = newAccount(clock.now).session;
      expect(await accounts.updateProfile(missing, { fullName: 'Eve' })).toBeUndefined();
      expect(await accounts.replaceHash(missing, { from: 'a', to: 'b' })).toBe(false);
      expect(await accounts.changePassword(missing, { from: 'a', to: 'b' })).toBe(false);
      await accounts.endAllSessions(missing);
      await expect(accounts.noteLogin(missing, clock.now)).rejects.toThrow();
      expect(await accounts.findUser(missing)).toBeUndefined();
    });

    test('notes its last login', async () => {
      const { accounts } = ports();
      await accounts.noteLogin(userId, clock.now + 5);
      expect(await accounts.findUser(userId)).toMatchObject({ lastLoginAt: clock.now + 5 });
    });

    test('replaces a hash that is the current one, and no other', async () => {
      const { accounts } = ports();
      expect(await accounts.replaceHash(userId, { from: 'other', to: 'hash-2' })).toBe(false);
      expect(await accounts.replaceHash(userId, { from: 'hash-1', to: 'hash-2' })).toBe(true);
      const expected = { passwordHash: 'hash-2', sessionEpoch: 0 };
      expect(await accounts.findUser(userId)).toMatchObject(expected);
    });

    test('of five changes of one password one wins, and the epoch moves once', async () => {
      const { accounts } = ports();
      const changes = ['a', 'b', 'c', 'd', 'e'].map(to =>
        accounts.changePassword(userId, { from: 'hash-1', to }),
      );
      expect((await Promise.all(changes)).filter(Boolean)).toHaveLength(1);
      expect(await accounts.findUser(userId)).toMatchObject({ sessionEpoch: 1 });
    });

    test('moves its epoch with the end of all sessions', async () => {
      await ports().accounts.endAllSessions(userId);
      await ports().accounts.endAllSessions(userId);
      expect(await ports().accounts.findUser(userId)).toMatchObject({ sessionEpoch: 2 });
    });
  });

  describe('a session', () => {
    test('is inserted once', async () => {
      const second = { ...made.session, sessionId: newId('session', clock.now) };
      await ports().sessions.insert(second);
      expect(await ports().sessions.find(userId, second.sessionId)).toEqual(second);
      await expect(ports().sessions.insert(second)).rejects.toThrow();
    });

    test('is gone when it ended or expired', async () => {
      const { sessions } = ports();
      const { sessionId } = made.session;
      clock.now += 59_000;
      expect(await sessions.find(userId, sessionId)).toBeDefined();
      clock.now += 1000;
      expect(await sessions.find(userId, sessionId)).toBeUndefined();
      await sessions.end(userId, sessionId);
      clock.now -= 60_000;
      expect(await sessions.find(userId, sessionId)).toBeUndefined();
      await sessions.end(userId, sessionId);
    });

    test('of five rotations of one hash one wins', async () => {
      const { sessions } = ports();
      const expiresAtSeconds = made.session.expiresAtSeconds + 10;
      const results = await Promise.all(
        ['a', 'b', 'c', 'd', 'e'].map(refreshHash =>
          sessions.rotate(made.session, { refreshHash, expiresAtSeconds }),
        ),
      );
      expect(results.filter(Boolean)).toHaveLength(1);
      const after = await sessions.find(userId, made.session.sessionId);
      expect(after).toMatchObject({ refreshHash: expect.stringMatching(/^[a-e]$/) });
      expect(after?.expiresAtSeconds).toBe(expiresAtSeconds);
    });

    test('goes on in another workspace, where a rotation says so', async () => {
      const { sessions } = ports();
      const { workspaceId } = newAccount(clock.now).session;
      const { expiresAtSeconds } = made.session;
      const next = { refreshHash: 'x', expiresAtSeconds, workspaceId };
      expect(await sessions.rotate(made.session, next)).toBe(true);
      const after = await sessions.find(userId, made.session.sessionId);
      expect(after).toEqual({ ...made.session, ...next });
    });

    test('that ended is not rotated', async () => {
      const { sessions } = ports();
      await sessions.end(userId, made.session.sessionId);
      const next = { refreshHash: 'x', expiresAtSeconds: made.session.expiresAtSeconds };
      expect(await sessions.rotate(made.session, next)).toBe(false);
      expect(await sessions.find(userId, made.session.sessionId)).toBeUndefined();
    });
  });

  describe('attempts at a password', () => {
    const limit = { free: 3, maxDelaySeconds: 4, windowSeconds: 3600 };
    const begin = () => ports().attempts.begin(`EMAIL#${userId}`, limit, clock.now);
    const beginAll = async (count: number) => {
      const waits: (number | undefined)[] = [];
      for (let index = 0; index < count; index += 1) waits.push(await begin());
      return waits;
    };

    test('are free at first; then each waits, up to the longest delay', async () => {
      clock.now = Math.ceil(clock.now / 3_600_000) * 3_600_000;
      expect(await beginAll(4)).toEqual([undefined, undefined, undefined, 1]);
      const waits: (number | undefined)[] = [];
      for (const seconds of [1, 1, 2, 4, 4]) {
        clock.now += seconds * 1000;
        waits.push(await begin(), await begin());
      }
      expect(waits.filter((_, index) => index % 2 === 0)).toEqual(Array(5).fill(undefined));
      expect(waits.filter((_, index) => index % 2 === 1)).toEqual([1, 2, 4, 4, 4]);
    });

    test('are free again where one was taken back, all were cleared, or an hour began', async () => {
      clock.now = Math.ceil(clock.now / 3_600_000) * 3_600_000;
      const { attempts } = ports();
      await beginAll(3);
      await attempts.takeBack(`EMAIL#${userId}`, limit, clock.now);
      expect(await beginAll(2)).toEqual([undefined, 1]);
      await attempts.clear(`EMAIL#${userId}`, limit, clock.now);
      expect(await beginAll(4)).toEqual([undefined, undefined, undefined, 1]);
      clock.now += 3_600_000;
      expect(await begin()).toBeUndefined();
    });

    test('of one subject do not count for another, and nothing is taken back from nobody', async () => {
      await beginAll(4);
      const { attempts } = ports();
      expect(await attempts.begin('EMAIL#somebody', limit, clock.now)).toBeUndefined();
      await attempts.takeBack(`EMAIL#${newId('user', clock.now)}`, limit, clock.now);
      await attempts.clear(`EMAIL#${newId('user', clock.now)}`, limit, clock.now);
    });

    test('of a longer window are held against a subject longer', async () => {
      const daily = { ...limit, windowSeconds: 86_400 };
      clock.now = Math.ceil(clock.now / 86_400_000) * 86_400_000;
      const { attempts } = ports();
      for (let index = 0; index < 3; index += 1) await attempts.begin('DAY', daily, clock.now);
      clock.now += 3_600_000;
      expect(await attempts.begin('DAY', daily, clock.now)).toBeUndefined();
      expect(await attempts.begin('DAY', daily, clock.now)).toBe(1);
      clock.now += 86_400_000;
      expect(await attempts.begin('DAY', daily, clock.now)).toBeUndefined();
    });

    test('leave what is remembered of a subject alone, until its time is over', async () => {
      const { attempts } = ports();
      const subject = `EMAIL#${userId}`;
      expect(await attempts.isRemembered(subject, clock.now)).toBe(false);
      await attempts.remember(subject, clock.now + 5000);
      await attempts.clear(subject, limit, clock.now);
      expect(await attempts.isRemembered(subject, clock.now + 3000)).toBe(true);
      expect(await attempts.isRemembered('EMAIL#somebody', clock.now)).toBe(false);
      expect(await attempts.isRemembered(subject, clock.now + 6000)).toBe(false);
      await attempts.remember(subject, clock.now + 9000);
      expect(await attempts.isRemembered(subject, clock.now + 6000)).toBe(true);
    });
  });
}

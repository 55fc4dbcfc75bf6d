import { expect, test } from 'vitest';
import { newId, type UserId } from '../../../../src/kernel/ids.ts';
import { eraseAccount } from '../../../../src/workspaces/erasure/erase-account.ts';
import type { Erased, Progress } from '../../../../src/workspaces/erasure/ports.ts';
import { newWorkspaceId } from '../../../support/samples.ts';

const userId = newId('user');

/** Somebody with one workspace that goes and one that goes on; each write may be the last. */
function world(recordings: Progress[] = ['again', 'wait', 'done'], rows = 2) {
  const state = { writes: Infinity, rows, files: 3, mails: 0, queue: [userId] as UserId[] };
  const person: { erased: Erased | undefined } = { erased: { userId, email: 'ada@example.org' } };
  const memberships = [
    { workspaceId: newWorkspaceId(), isErased: true },
    { workspaceId: newWorkspaceId(), isErased: false },
  ];
  const write = <T>(value: () => T): Promise<T> => {
    if (state.writes <= 0) return Promise.reject(new Error('killed'));
    state.writes -= 1;
    return Promise.resolve(value());
  };
  const step = eraseAccount({
    erasures: {
      find: async () => person.erased,
      nextMembership: async () => memberships[0],
      forgetMembership: () => write(() => void memberships.shift()),
      forgetPerson: () =>
        write(() => {
          person.erased = undefined;
        }),
    },
    contents: {
      endRecordings: () => write(() => recordings.shift() ?? 'done'),
      removeFiles: () =>
        write(() => {
          state.files = 0;
        }),
      removeRows: () =>
        write(() => {
          state.rows = Math.max(0, state.rows - 1);
          return state.rows === 0 ? 'done' : 'again';
        }),
    },
    erasureCommands: { send: command => write(() => void state.queue.push(command.userId)) },
    mailer: {
      send: () =>
        write(() => {
          state.mails += 1;
        }),
    },
  });
  /** As the queue and the sweeper do: what failed or waits comes again. */
  const run = async () => {
    for (let round = 0; person.erased && round < 50; round += 1) {
      await step(state.queue.shift() ?? userId).catch(() => undefined);
      state.writes = Infinity;
    }
  };
  return { state, person, memberships, step, run };
}

test('a step does a part, asks for the next, and waits for what others do', async () => {
  const it = world();
  await it.step(userId);
  expect(it.state.queue).toHaveLength(2);
  await it.step(userId);
  // Recordings are being erased: the sweeper asks again.
  expect(it.state.queue).toHaveLength(2);
  expect(it.state).toMatchObject({ files: 3, rows: 2 });
});

test.each(Array.from({ length: 14 }, (_, writes) => ({ writes })))(
  'killed after $writes writes, it ends all the same',
  async ({ writes }) => {
    const it = world();
    it.state.writes = writes;
    await it.run();
    expect(it.person.erased).toBeUndefined();
    expect(it.memberships).toEqual([]);
    expect(it.state).toMatchObject({ files: 0, rows: 0 });
    expect(it.state.mails).toBe(1);
  },
);

test('a command that comes late finds nobody', async () => {
  const it = world();
  await it.run();
  await it.step(userId);
  expect(it.state.mails).toBe(1);
});

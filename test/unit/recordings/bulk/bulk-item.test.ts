import { expect, test } from 'vitest';
import { dying } from '../../../support/publishing/dying.ts';
import { worldOfBulk } from './bulk-world.ts';

const STARTED = {
  ...{ ready: 'started', other: 'started', last: 'started' },
  ...{ busy: 'conflict', early: 'upload_incomplete' },
  ...{ foreign: 'not_found', unknown: 'not_found' },
};

test.each(['process', 'trim', 'transcribe', 'topics', 'subtitles', 'upload'] as const)(
  '%s starts what can be started, and tells of each other one why not',
  async operation => {
    const it = worldOfBulk({ operation });
    await it.deliver();
    expect(await it.results()).toEqual(STARTED);
    expect(it.runs()).toHaveLength(3);
    expect(it.store.tasks.get(it.job.taskId)).toMatchObject({
      status: 'SUCCEEDED',
      job: { done: 7, failed: 2 },
    });
  },
);

test('a foreign recording and one that nobody has are told in the same words', async () => {
  const it = worldOfBulk({ operation: 'trim' });
  await it.deliver();
  const found = await it.items.find(it.key, [it.ids.foreign, it.ids.unknown]);
  const words = found.map(item => ('reason' in item ? [item.status, item.reason] : []));
  expect(words[0]).toEqual(words[1]);
  expect(words[0]?.[0]).toBe('failed');
});

test('downloads are refused one by one', async () => {
  const it = worldOfBulk({ operation: 'download' });
  await it.deliver();
  expect(await it.results()).toMatchObject({ ready: 'conflict', early: 'upload_incomplete' });
  expect(it.runs()).toEqual([]);
});

test('deletions take what nobody works on', async () => {
  const it = worldOfBulk({ operation: 'delete' });
  await it.deliver();
  expect(await it.results()).toEqual({
    ...{ ready: 'done', other: 'done', early: 'done', last: 'done' },
    ...{ busy: 'conflict', foreign: 'not_found', unknown: 'not_found' },
  });
  expect(it.store.recordings.get(it.ids.foreign)?.deletedAt).toBeUndefined();
});

const deaths = Array.from({ length: 60 }, (_, calls) => [
  { calls, answerLost: false },
  { calls, answerLost: true },
]).flat();

test.each([
  { operation: 'trim' as const, runs: 3, end: STARTED },
  {
    operation: 'delete' as const,
    runs: 0,
    end: {
      ...{ ready: 'done', other: 'done', early: 'done', last: 'done' },
      ...{ busy: 'conflict', foreign: 'not_found', unknown: 'not_found' },
    },
  },
])('$operation survives a death at every call: nothing is done twice or lost', async row => {
  let survived = 0;
  for (const { calls, answerLost } of deaths) {
    const it = worldOfBulk({ operation: row.operation });
    const { wrap, survived: lives } = dying(calls, answerLost);
    await it.deliver(wrap).catch(() => undefined);
    if (lives()) survived += 1;
    await it.deliver();
    expect(await it.results(), `after ${calls}, answer lost: ${answerLost}`).toEqual(row.end);
    expect(it.runs()).toHaveLength(row.runs);
    expect(it.store.tasks.get(it.job.taskId)).toMatchObject({ status: 'SUCCEEDED' });
  }
  // The last of them died nowhere: there is no later call to die at.
  expect(survived).toBeGreaterThan(0);
});

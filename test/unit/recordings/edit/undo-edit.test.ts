import { expect, test } from 'vitest';
import { versions, worldOfEdit } from './edit-world.ts';

test('an edit is undone step by step, as new versions, down to the automatic list with its picture', async () => {
  const it = await worldOfEdit();
  const start = await it.get();
  const first = await it.put({ version: 0, cuts: [{ start: 0, end: 10 }] });
  await it.put({ version: 1, cuts: [] });
  const back = await it.undo(2);
  expect(back).toEqual({ ...first, version: 3 });
  const bottom = await it.undo(3);
  expect(bottom).toEqual({ ...start, version: 4, updated_at: first.updated_at });
  await expect(it.undo(4)).rejects.toMatchObject({ code: 'conflict' });
  expect(versions(it)).toHaveLength(4);
});

test('twice by accident it is undone once', async () => {
  const it = await worldOfEdit();
  await it.put({ version: 0, cuts: [{ start: 0, end: 10 }] });
  await it.put({ version: 1, cuts: [] });
  await it.undo(2, 'SAME');
  expect((await it.undo(2, 'SAME')).version).toBe(3);
  await expect(it.undo(2)).rejects.toMatchObject({ code: 'conflict' });
});

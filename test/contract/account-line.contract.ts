import { describe, expect, test } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import type { AccountLine } from '../../src/pipeline/ports.ts';
import { newWorkspaceId } from '../support/samples.ts';

/** What is promised of `AccountLine`. There is one of it, so each test looks for its own tasks. */
export const accountLineContract = (name: string, make: () => AccountLine) =>
  describe(name, () => {
    const keyAt = (time: number) => ({
      workspaceId: newWorkspaceId(),
      taskId: newId('task', time),
    });

    test('the oldest task stands first, whoever came first, and each once', async () => {
      const line = make();
      const [old, middle, young] = [keyAt(1000), keyAt(2000), keyAt(3000)];
      for (const key of [young, old, middle, old]) await line.join(key);
      expect(await line.list()).toEqual([old, middle, young]);
      await line.leave([old, young]);
      expect(await line.list()).toEqual([middle]);
      await line.leave([middle, old]);
      expect(await line.list()).toEqual([]);
    });

    test('nobody leaves a line that is empty', async () => {
      const line = make();
      await line.leave([]);
      await line.leave([keyAt(1000)]);
      expect(await line.list()).toEqual([]);
    });
  });

import { expect, test } from 'vitest';
import { newId } from '../../../../src/kernel/ids.ts';
import { sweepErasures } from '../../../../src/workspaces/erasure/sweep-erasures.ts';

test('every erasure that is not over is asked for again', async () => {
  const people = [newId('user'), newId('user')];
  const sent: unknown[] = [];
  await sweepErasures({
    unfinished: { list: async () => people },
    erasureCommands: { send: async command => void sent.push(command) },
  })();
  expect(sent).toEqual(people.map(userId => ({ command: 'erase_account', userId })));
});

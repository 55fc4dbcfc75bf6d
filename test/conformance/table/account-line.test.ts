import { expect, test } from 'vitest';
import { accountLine } from '../../../src/adapters/dynamodb/pipeline/account-line.ts';
import { accountLineContract } from '../../contract/account-line.contract.ts';
import { queued, slots } from '../../contract/engine-ports.ts';
import { tableOfFile, tablePorts } from '../../support/table-ports.ts';

const table = tableOfFile();

accountLineContract('account-line on the table', () => accountLine(table()));

test('what a workspace has had is counted when it is admitted, and corrected at the end', async () => {
  const ports = tablePorts(table());
  const line = accountLine(table());
  const { task, key } = await queued(ports);
  const share = { weight: 2, had: 30, clock: 7 };
  expect(await ports.tasks.admit(key, { ...slots(1), share }, Date.now())).toBe('admitted');
  expect(await line.shares()).toMatchObject({ clock: 7 });
  expect((await line.shares()).had.get(key.workspaceId)).toBe(30);
  const run = { ...task, weight: 2, surplusMinutes: -20 };
  await ports.tasks.finish(run, { task: 'SUCCEEDED', status: 'READY' }, 9);
  expect((await line.shares()).had.get(key.workspaceId)).toBe(20);
});

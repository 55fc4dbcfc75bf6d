import { expect, test } from 'vitest';
import type { Table } from '../../../src/adapters/dynamodb/client.ts';
import { rateCounters } from '../../../src/adapters/dynamodb/kernel/rate-counters.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { queued, running } from '../../contract/engine-ports.ts';
import { tableOfFile, tablePorts } from '../../support/table-ports.ts';

const table = tableOfFile();
const WRITES = ['PutItemCommand', 'UpdateItemCommand', 'DeleteItemCommand'];

/** Refuses the next plain writes as DynamoDB does while a transaction holds the item. */
function conflicting({ client }: Table, times: number) {
  let left = times;
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async call => {
        if (left <= 0 || !WRITES.includes(commandName)) return next(call);
        left -= 1;
        const refused = new Error('Transaction is ongoing for the item');
        throw Object.assign(refused, { name: 'TransactionConflictException' });
      },
    { step: 'finalizeRequest', name: 'conflicting', override: true },
  );
  return { left: () => left };
}

const LIMITS = { perMinute: 10, perHour: 100 };

test.each([
  { what: 'progress', act: 'setProgress' },
  { what: 'a cancel', act: 'requestCancel' },
  { what: 'a status', act: 'move' },
] as const)('$what is written though a transaction is in its way', async ({ act }) => {
  const ports = tablePorts(table());
  const { key, task } = await running(ports);
  const { left } = conflicting(table(), 3);
  const acts = {
    setProgress: () => ports.tasks.setProgress(key, 'render', 40),
    requestCancel: () => ports.tasks.requestCancel(key, 6),
    move: () => ports.subjects.move(task, { from: ['DOWNLOADED'], to: 'PROCESSING' }, 6),
  };
  expect(await acts[act]()).toBe(true);
  expect(left()).toBe(0);
});

test('a call is counted once', async () => {
  const counters = rateCounters(table());
  conflicting(table(), 2);
  const who = `USER#${newId('user')}`;
  expect(await counters.count(who, 0, LIMITS)).toMatchObject({ allowed: true, inHour: 1 });
  expect(await counters.count(who, 0, LIMITS)).toMatchObject({ allowed: true, inHour: 2 });
});

test('one that never ends is told', async () => {
  const ports = tablePorts(table());
  const { key } = await queued(ports);
  conflicting(table(), Number.POSITIVE_INFINITY);
  await expect(ports.tasks.requestCancel(key, 6)).rejects.toThrow();
  conflicting(table(), 0);
});

import { expect, test } from 'vitest';
import {
  READ_BUDGET,
  recordingLists,
} from '../../../src/adapters/dynamodb/recordings/recording-lists.ts';
import { recordingRepository } from '../../../src/adapters/dynamodb/recordings/recording-repository.ts';
import type { RecordingFilter } from '../../../src/recordings/lists/filter.ts';
import type { Recording } from '../../../src/recordings/recording.ts';
import { listed } from '../../contract/recording-lists.contract.ts';
import { numbered, putMany } from '../../support/many-recordings.ts';
import { newWorkspaceId } from '../../support/samples.ts';
import { tableOfFile } from '../../support/table-ports.ts';

const MANY = 10_000;
const workspaceId = newWorkspaceId();
const table = tableOfFile();

/** Three of them failed, far apart; each tenth is blank. */
const rows = Array.from({ length: MANY }, (_, index) =>
  numbered(workspaceId, index, {
    ...(index % 4000 === 100 && { status: 'FAILED' }),
    ...(index % 10 === 0 && { isBlank: true }),
  }),
);
const ids = (recordings: readonly Recording[]) => recordings.map(row => row.recordingId);

/** The list, and how many rows it read. */
function counted() {
  let read = 0;
  const { client, tableName } = table();
  const send = client.send.bind(client);
  const counting = {
    send: async (command: Parameters<typeof send>[0]) => {
      const answer = await send(command);
      if ('ScannedCount' in answer) read += Number(answer.ScannedCount);
      return answer;
    },
  };
  // Of the client only `send` is called, and types of its overloads cannot be written again.
  const list = recordingLists({
    client: Object.assign(Object.create(client), counting),
    tableName,
  });
  return { list, rows: () => read };
}

test('ten thousand are there', async () => {
  await putMany(table(), rows);
}, 300_000);

test('a page reads as many rows as it has, and one more, wherever it is', async () => {
  for (const to of [undefined, rows[200]?.startTime]) {
    const { list, rows: read } = counted();
    expect((await list(workspaceId, { to }, { limit: 50 })).items).toHaveLength(50);
    expect(read()).toBe(51);
  }
});

test('a rare status among ten thousand is one small read', async () => {
  const { list, rows: read } = counted();
  const { items, cursor } = await list(workspaceId, { statuses: ['FAILED'] }, { limit: 50 });
  expect(ids(items)).toEqual(ids(rows.filter(row => row.status === 'FAILED')).toReversed());
  expect([cursor, read()]).toEqual([null, 3]);
});

test('what has no list of its own reads a bounded part at a time, and goes on', async () => {
  const filter = { search: 'lecture 77' };
  const { list, rows: read } = counted();
  const first = await list(workspaceId, filter, { limit: 50 });
  expect([first.items, read()]).toEqual([[], READ_BUDGET]);
  expect(first.cursor).not.toBeNull();
  const found = await listed({ list }, workspaceId, filter, 50);
  const wanted = rows.filter(row => row.displayName.startsWith('Lecture 77'));
  expect(ids(found)).toEqual(ids(wanted).toReversed());
}, 60_000);

test.each<RecordingFilter>([
  {},
  { order: 'asc' },
  { orderBy: 'created_at' },
  { excludeBlank: true },
])(
  'by %j none is missed and none doubled while others come and go',
  async filter => {
    const recordings = recordingRepository(table());
    const before = await listedIds({});
    const [gone, come] = [new Set<string>(), new Set<string>()];
    let over = false;
    /** As fast as it can, spread over the whole list. */
    const churn = async (lane: number) => {
      for (let step = 0; !over; step += 1) {
        const fresh = numbered(workspaceId, ((step * 7919 + lane * 31) % MANY) + 0.5);
        come.add(fresh.recordingId);
        await recordings.insert(fresh);
        const old = rows[(step * 6007 + lane * 97) % MANY];
        if (!old) continue;
        gone.add(old.recordingId);
        await recordings.change(old, { deletedAt: 1 }, { from: ['READY'] }, 1);
      }
    };
    const lanes = [1, 2, 3].map(churn);
    const found = ids(await listed(recordings, workspaceId, filter, 100));
    over = true;
    await Promise.all(lanes);
    expect(new Set(found).size).toBe(found.length);
    const blank = new Set(ids(rows.filter(row => row.isBlank)));
    const throughout = before.filter(
      id => !gone.has(id) && !come.has(id) && !(filter.excludeBlank && blank.has(id)),
    );
    const seen = new Set(found);
    expect(throughout.filter(id => !seen.has(id))).toEqual([]);
    expect(come.size).toBeGreaterThan(10);
  },
  120_000,
);

const listedIds = async (filter: RecordingFilter) =>
  ids(await listed(recordingRepository(table()), workspaceId, filter, 100));

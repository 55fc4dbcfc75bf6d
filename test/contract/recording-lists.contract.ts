import { describe, expect, test } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import { taskKey } from '../../src/pipeline/tasks/task.ts';
import type { ListPosition, RecordingFilter } from '../../src/recordings/lists/filter.ts';
import type { Recordings } from '../../src/recordings/ports.ts';
import type { Recording } from '../../src/recordings/recording.ts';
import { newWorkspaceId, sampleRecording } from '../support/samples.ts';
import { type MakePorts, markDeleted, queued } from './engine-ports.ts';

const [TEMPLATE, OTHER_TEMPLATE] = [newId('template'), newId('template')];
const SOURCE = newId('source');
const STATUSES = ['READY', 'FAILED', 'SKIPPED', 'DOWNLOADED'] as const;

/** Sixteen that differ in everything one can filter by; number 0 began last and was made first. */
const sample = (index: number): Partial<Recording> => ({
  recordingId: newId('recording', 1_000_000 + index),
  displayName: `No ${index}`,
  status: STATUSES[index % 4] ?? 'READY',
  startTime: 9_000_000 - index * 1000,
  ...(index % 3 === 0 && { templateId: index % 2 ? TEMPLATE : OTHER_TEMPLATE }),
  ...(index % 5 === 0 && { sourceId: SOURCE, source: 's3' }),
  ...(index % 7 === 0 && { isBlank: true }),
});

async function filled(recordings: Recordings) {
  const workspaceId = newWorkspaceId();
  const rows = Array.from({ length: 16 }, (_, index) =>
    sampleRecording({ ...sample(index), workspaceId }),
  );
  for (const row of rows) await recordings.insert(row);
  await recordings.insert(sampleRecording({ ...sample(3) }));
  return { workspaceId, rows };
}

/** All pages of a list. */
export async function listed(
  recordings: Pick<Recordings, 'list'>,
  workspaceId: Recording['workspaceId'],
  filter: RecordingFilter,
  limit = 3,
) {
  const items: Recording[] = [];
  let cursor: ListPosition | undefined;
  do {
    const page = await recordings.list(workspaceId, filter, { limit, cursor });
    items.push(...page.items);
    cursor = page.cursor ?? undefined;
  } while (cursor);
  return items;
}

type Case = { filter: RecordingFilter; wanted: (row: Recording) => boolean };
const CASES: Case[] = [
  { filter: {}, wanted: () => true },
  { filter: { statuses: ['FAILED'] }, wanted: ({ status }) => status === 'FAILED' },
  {
    filter: { statuses: ['FAILED', 'READY', 'FAILED'] },
    wanted: ({ status }) => status === 'FAILED' || status === 'READY',
  },
  {
    filter: { statuses: ['DOWNLOADED', 'FAILED'], templateId: TEMPLATE },
    wanted: ({ status, templateId }) =>
      (status === 'DOWNLOADED' || status === 'FAILED') && templateId === TEMPLATE,
  },
  {
    filter: { statuses: ['READY'], sourceId: SOURCE },
    wanted: ({ status, sourceId }) => status === 'READY' && sourceId === SOURCE,
  },
  { filter: { failed: true }, wanted: ({ status }) => status === 'FAILED' },
  { filter: { failed: false }, wanted: ({ status }) => status !== 'FAILED' },
  { filter: { failed: true, statuses: ['READY'] }, wanted: () => false },
  { filter: { templateId: TEMPLATE }, wanted: ({ templateId }) => templateId === TEMPLATE },
  { filter: { sourceId: SOURCE }, wanted: ({ sourceId }) => sourceId === SOURCE },
  { filter: { sourceType: 's3' }, wanted: ({ source }) => source === 's3' },
  { filter: { isMapped: true }, wanted: ({ templateId }) => templateId !== undefined },
  { filter: { isMapped: false }, wanted: ({ templateId }) => templateId === undefined },
  { filter: { isMapped: false, templateId: TEMPLATE }, wanted: () => false },
  { filter: { excludeBlank: true }, wanted: ({ isBlank }) => !isBlank },
  { filter: { search: 'NO 1' }, wanted: ({ displayName }) => displayName.includes('No 1') },
  {
    filter: { from: 8_990_000, to: 8_996_000 },
    wanted: ({ startTime }) => startTime >= 8_990_000 && startTime <= 8_996_000,
  },
];

/** What is promised of `Recordings.list`. */
export const recordingListsContract = (name: string, make: MakePorts) =>
  describe(name, () => {
    describe.each(CASES)('$filter', ({ filter, wanted }) => {
      test.each([
        { orderBy: 'start_time', order: 'desc', sign: 1 },
        { orderBy: 'start_time', order: 'asc', sign: -1 },
        { orderBy: 'created_at', order: 'desc', sign: -1 },
        { orderBy: 'created_at', order: 'asc', sign: 1 },
      ] as const)('finds each once by $orderBy $order', async ({ sign, ...order }) => {
        const { recordings } = make();
        const { workspaceId, rows } = await filled(recordings);
        const found = await listed(recordings, workspaceId, { ...filter, ...order });
        const expected = rows.filter(wanted);
        expect(found).toEqual(sign === 1 ? expected : expected.toReversed());
      });
    });

    test('those that begin at one time are in the order of their making', async () => {
      const { recordings } = make();
      const workspaceId = newWorkspaceId();
      const rows = [1, 2, 3, 4].map(at =>
        sampleRecording({ workspaceId, recordingId: newId('recording', at) }),
      );
      for (const row of rows) await recordings.insert(row);
      expect(await listed(recordings, workspaceId, {}, 1)).toEqual(rows.toReversed());
    });

    test('a cursor leads on although its recording is gone', async () => {
      const ports = make();
      const { recordings } = ports;
      const { workspaceId, rows } = await filled(recordings);
      const { cursor, items } = await recordings.list(workspaceId, {}, { limit: 4 });
      const last = items.at(-1);
      if (last) await markDeleted(ports, last);
      const next = await recordings.list(
        workspaceId,
        {},
        { limit: 4, cursor: cursor ?? undefined },
      );
      expect(next.items).toEqual(rows.slice(4, 8));
    });

    test('a run moves its recording from list to list', async () => {
      const ports = make();
      const { recordings, tasks, subjects } = ports;
      const { recording, task } = await queued(ports);
      const has = async (status: Recording['status']) =>
        (await listed(recordings, recording.workspaceId, { statuses: [status] })).length;
      expect([await has('DOWNLOADED'), await has('PROCESSING')]).toEqual([1, 0]);
      await tasks.admit(taskKey(task), { workspace: 9, account: 9 }, 2);
      await subjects.move(task, { from: ['DOWNLOADED'], to: 'PROCESSING' }, 3);
      expect([await has('DOWNLOADED'), await has('PROCESSING')]).toEqual([0, 1]);
      await tasks.finish(task, { task: 'SUCCEEDED', status: 'READY' }, 4);
      expect([await has('PROCESSING'), await has('READY')]).toEqual([0, 1]);
      await recordings.change(recording, { status: 'DOWNLOADED' }, { from: ['READY'] }, 5);
      expect([await has('READY'), await has('DOWNLOADED')]).toEqual([0, 1]);
    });
  });

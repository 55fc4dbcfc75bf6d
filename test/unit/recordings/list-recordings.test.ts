import { expect, test } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { listRecordings } from '../../../src/recordings/list-recordings.ts';
import { RecordingFilters } from '../../../src/recordings/lists/filter.contract.ts';
import { startPosition } from '../../../src/recordings/lists/filter.ts';
import { RecordingList } from '../../../src/recordings/recording.contract.ts';
import { idlePorts } from '../../support/fakes/memory-ports.ts';
import { newWorkspaceId, sampleRecording } from '../../support/samples.ts';

const ALL = RecordingFilters.parse({});

function world() {
  const it = idlePorts();
  const { workspaceId } = it.key;
  it.store.recordings.clear();
  const ids = [1, 2, 3].map(at => newId('recording', 1000 + at));
  for (const [index, recordingId] of ids.entries()) {
    const status = index === 1 ? 'FAILED' : 'READY';
    const row = sampleRecording({ workspaceId, recordingId, status, displayName: `No ${index}` });
    it.store.recordings.set(recordingId, row);
  }
  return { ...it, ids: ids.toReversed(), list: listRecordings(it.ports), workspaceId };
}

test('they come newest first, a page at a time', async () => {
  const { list, ids, workspaceId } = world();
  const first = RecordingList.parse(await list(workspaceId, ALL, { limit: 2 }));
  expect(first.items.map(row => row.recording_id)).toEqual(ids.slice(0, 2));
  const [, last = newId('recording')] = ids;
  const cursor = startPosition({ recordingId: last, startTime: 1_700_000_000_000 });
  expect(first.cursor).toBe(cursor);
  const second = await list(workspaceId, ALL, { limit: 2, cursor });
  expect(second.items.map(row => row.recording_id)).toEqual(ids.slice(2));
  expect(second.cursor).toBeNull();
});

test.each([
  { filter: { status: ['FAILED'] }, names: ['No 1'] },
  { filter: { status: 'FAILED' }, names: ['No 1'] },
  { filter: { failed: true, status: ['READY', 'FAILED'] }, names: ['No 1'] },
  { filter: { failed: true, status: ['READY'] }, names: [] },
  { filter: { failed: false }, names: ['No 2', 'No 0'] },
  { filter: { order: 'asc' }, names: ['No 0', 'No 1', 'No 2'] },
  { filter: { order_by: 'created_at' }, names: ['No 2', 'No 1', 'No 0'] },
  { filter: { search: '2' }, names: ['No 2'] },
  { filter: { status: ['FAILED'], search: '2' }, names: [] },
])('$filter finds $names', async ({ filter, names }) => {
  const { list, workspaceId } = world();
  const { items } = await list(workspaceId, RecordingFilters.parse(filter), { limit: 9 });
  expect(items.map(row => row.display_name)).toEqual(names);
});

test('a foreign workspace has none of them', async () => {
  const { list } = world();
  const empty = { items: [], cursor: null };
  expect(await list(newWorkspaceId(), ALL, { limit: 9 })).toEqual(empty);
});

import { expect, test } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { listRecordings } from '../../../src/recordings/list-recordings.ts';
import { RecordingList } from '../../../src/recordings/recording.contract.ts';
import { idlePorts } from '../../support/fakes/memory-ports.ts';
import { newWorkspaceId, sampleRecording } from '../../support/samples.ts';

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
  const first = RecordingList.parse(await list(workspaceId, {}, { limit: 2 }));
  expect(first.items.map(row => row.recording_id)).toEqual(ids.slice(0, 2));
  expect(first.cursor).toBe(ids[1]);
  const second = await list(workspaceId, {}, { limit: 2, cursor: ids[1] });
  expect(second.items.map(row => row.recording_id)).toEqual(ids.slice(2));
  expect(second.cursor).toBeNull();
});

test.each([
  { filter: { status: 'FAILED' as const }, names: ['No 1'] },
  { filter: { search: '2' }, names: ['No 2'] },
  { filter: { status: 'FAILED' as const, search: '2' }, names: [] },
])('$filter finds $names', async ({ filter, names }) => {
  const { list, workspaceId } = world();
  const { items } = await list(workspaceId, filter, { limit: 9 });
  expect(items.map(row => row.display_name)).toEqual(names);
});

test('a foreign workspace has none of them', async () => {
  const { list } = world();
  const empty = { items: [], cursor: null };
  expect(await list(newWorkspaceId(), {}, { limit: 9 })).toEqual(empty);
});

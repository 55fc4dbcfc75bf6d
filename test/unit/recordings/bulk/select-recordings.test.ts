import { expect, test } from 'vitest';
import { newId } from '../../../../src/kernel/ids.ts';
import { BulkPlain } from '../../../../src/recordings/bulk/bulk.contract.ts';
import { selectRecordings } from '../../../../src/recordings/bulk/select-recordings.ts';
import { idlePorts } from '../../../support/fakes/memory-ports.ts';
import { newWorkspaceId, sampleRecording } from '../../../support/samples.ts';

function world(count: number) {
  const it = idlePorts({ status: 'FAILED' });
  const { workspaceId } = it.key;
  for (let made = 1; made < count; made += 1) {
    const recording = sampleRecording({ workspaceId, status: 'READY' });
    it.store.recordings.set(recording.recordingId, recording);
  }
  const foreign = sampleRecording({ workspaceId: newWorkspaceId() });
  it.store.recordings.set(foreign.recordingId, foreign);
  const select = (asked: object) => selectRecordings(it.ports)(workspaceId, BulkPlain.parse(asked));
  return { ...it, select };
}

test('ids are taken as they are, also those that name nothing', async () => {
  const it = world(1);
  const ids = [it.key.recordingId, newId('recording')];
  expect(await it.select({ recording_ids: ids })).toEqual(ids);
});

test('filters find those of the workspace, over pages, up to the limit', async () => {
  const it = world(130);
  expect(await it.select({ filters: { status: 'FAILED' } })).toEqual([it.key.recordingId]);
  const all = await it.select({ filters: {}, limit: 1000 });
  expect(new Set(all).size).toBe(130);
  expect(await it.select({ filters: {}, limit: 120 })).toHaveLength(120);
  expect(await it.select({ filters: {} })).toHaveLength(50);
});

test.each([
  { name: 'nothing', asked: {}, path: 'filters' },
  { name: 'both', asked: { recording_ids: [newId('recording')], filters: {} }, path: 'filters' },
  {
    name: 'a limit of ids',
    asked: { recording_ids: [newId('recording')], limit: 5 },
    path: 'limit',
  },
])('$name is no selection', ({ asked, path }) => {
  const { error } = BulkPlain.safeParse(asked);
  expect(error?.issues.map(issue => issue.path.join('.'))).toContain(path);
});

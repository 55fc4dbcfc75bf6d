import { expect, test } from 'vitest';
import { newId } from '../../../../src/kernel/ids.ts';
import { countRecordings } from '../../../../src/recordings/lists/count-recordings.ts';
import { RecordingCounts } from '../../../../src/recordings/lists/counts.contract.ts';
import { idlePorts } from '../../../support/fakes/memory-ports.ts';
import { newWorkspaceId, sampleRecording } from '../../../support/samples.ts';

test('every status is counted, and blank ones in all of them', async () => {
  const it = idlePorts({ status: 'READY' });
  const { workspaceId } = it.key;
  const skipReason = { code: 'blank', measured: { bytes: 1 }, limits: { bytes: 2 } };
  for (const status of ['READY', 'SKIPPED', 'SKIPPED'] as const) {
    const row = sampleRecording({
      workspaceId,
      recordingId: newId('recording'),
      status,
      skipReason,
    });
    it.store.recordings.set(row.recordingId, row);
  }
  const count = countRecordings(it.ports);
  const counts = RecordingCounts.parse(await count(workspaceId));
  expect(counts).toMatchObject({
    total: 4,
    blank: 3,
    by_status: { READY: 2, SKIPPED: 2, FAILED: 0 },
  });
  expect((await count(newWorkspaceId())).total).toBe(0);
});

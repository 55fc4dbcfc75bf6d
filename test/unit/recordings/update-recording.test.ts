import { expect, test } from 'vitest';
import { RECORDING_STATUSES } from '../../../src/pipelines/recording-status.ts';
import { updateRecording } from '../../../src/recordings/update-recording.ts';
import { memoryPorts } from '../../support/fakes/memory-ports.ts';
import { newWorkspaceId } from '../../support/samples.ts';

test.each(RECORDING_STATUSES)('a recording that is %s can be renamed', async status => {
  const it = memoryPorts({ recording: { status } });
  const renamed = await updateRecording(it.ports)(it.key, { displayName: 'New' });
  const updatedAt = it.ports.clock();
  expect(renamed).toEqual({ ...it.recording, status, displayName: 'New', updatedAt });
  expect(await it.ports.recordings.find(it.key)).toEqual(renamed);
});

test('a foreign and a deleted one are unknown', async () => {
  const it = memoryPorts();
  const update = updateRecording(it.ports);
  const foreign = update({ ...it.key, workspaceId: newWorkspaceId() }, { displayName: 'New' });
  await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
  it.recording.deletedAt = 5;
  const gone = update(it.key, { displayName: 'New' });
  await expect(gone).rejects.toMatchObject({ code: 'not_found' });
  expect(it.recording.displayName).toBe('Rivers and valleys');
});

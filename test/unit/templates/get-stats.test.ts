import { expect, test } from 'vitest';
import { getStats } from '../../../src/templates/get-stats.ts';
import { newWorkspaceId, sampleRecording } from '../../support/samples.ts';
import { worldOfTemplates } from './template-world.ts';

test('it counts by status what has the template now, and what was ever given it', async () => {
  const it = worldOfTemplates();
  const template = await it.make();
  const { workspaceId } = it.key;
  const ready = sampleRecording({ workspaceId, status: 'READY' });
  it.store.recordings.set(ready.recordingId, ready);
  for (const key of [it.key, ready]) await it.ports.mappings.map(key, template.templateId, 5);
  await it.ports.mappings.unmap(template, it.key.recordingId, 6);
  expect(await getStats(it.ports)(template)).toEqual({
    template_id: template.templateId,
    template_name: 'Lectures',
    total_recordings: 1,
    by_status: { READY: 1 },
    used_count: 2,
    last_matched_at: new Date(5).toISOString(),
    is_active: true,
  });
  const foreign = getStats(it.ports)({ ...template, workspaceId: newWorkspaceId() });
  await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
});

import { expect, test } from 'vitest';
import { getConfig } from '../../../../src/recordings/config/get-config.ts';
import { idlePorts } from '../../../support/fakes/memory-ports.ts';
import { sampleTemplate } from '../../../support/sample-template.ts';
import { newWorkspaceId } from '../../../support/samples.ts';

test('it says what counts, which layer each field came from, and which template', async () => {
  const it = idlePorts({ configOverrides: { topics: { enabled: false } } });
  const { workspaceId } = it.key;
  const processingConfig = { trim: { margin_seconds: 1 }, topics: { enabled: true } };
  const template = sampleTemplate({ workspaceId, processingConfig });
  it.templateRows.rows.set(template.templateId, template);
  it.recording.templateId = template.templateId;
  const view = await getConfig(it.ports)(it.key);
  expect(view).toMatchObject({
    template_name: 'Lectures',
    is_mapped: true,
    has_manual_override: true,
    config: { trim: { margin_seconds: 1 }, topics: { enabled: false } },
  });
  expect(view.origins).toMatchObject({
    'trim.margin_seconds': 'template',
    'topics.enabled': 'recording',
    'trim.enabled': 'default',
  });
  const foreign = getConfig(it.ports)({ ...it.key, workspaceId: newWorkspaceId() });
  await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
});

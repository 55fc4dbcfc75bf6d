import { expect, test } from 'vitest';
import { SaveAsTemplate } from '../../../../src/recordings/config/config.contract.ts';
import { saveAsTemplate } from '../../../../src/recordings/config/save-as-template.ts';
import { REQUEST } from '../../../support/callers.ts';
import { worldOfTemplates } from '../../templates/template-world.ts';

test('without rules it is a draft; the recording keeps its own config', async () => {
  const it = worldOfTemplates();
  const configOverrides = { trim: { enabled: false } };
  it.recording.configOverrides = configOverrides;
  const wanted = { recording_id: it.key.recordingId, ...SaveAsTemplate.parse({ name: 'Saved' }) };
  const made = await saveAsTemplate(it.ports)(it.caller, wanted, REQUEST);
  expect(made).toMatchObject({ isDraft: true, processingConfig: configOverrides });
  expect(it.recording).toMatchObject({ configOverrides });
  expect(it.recording.templateId).toBeUndefined();
});

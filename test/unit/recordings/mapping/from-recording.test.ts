import { expect, test } from 'vitest';
import { fromRecording } from '../../../../src/recordings/mapping/from-recording.ts';
import { FromRecording } from '../../../../src/recordings/mapping/mapping.contract.ts';
import { personOf, REQUEST } from '../../../support/callers.ts';
import { worldOfTemplates } from '../../templates/template-world.ts';

function world() {
  const it = worldOfTemplates();
  const { recordingId: recording_id } = it.key;
  const make = (wanted: object, caller = it.caller) =>
    fromRecording(it.ports)(caller, { recording_id, ...FromRecording.parse(wanted) }, REQUEST);
  return { ...it, from: make };
}

test('it is for recordings of this name, with what was set for this one alone', async () => {
  const it = world();
  it.recording.configOverrides = {
    trim: { enabled: false },
    topics: { take: 4 },
    metadata: { title_template: 'On {display_name}' },
    publish: { presets: ['library'] },
  };
  const made = await it.from({ name: 'Rivers' });
  expect(made).toMatchObject({
    matchingRules: { exact_matches: [it.recording.displayName] },
    metadataConfig: { title_template: 'On {display_name}' },
    outputConfig: { preset_ids: ['library'], auto_upload: true },
  });
  expect(made.processingConfig).toEqual({ trim: { enabled: false } });
});

test('a pattern has to be one; a foreign recording is unknown', async () => {
  const it = world();
  const wrong = it.from({ name: 'Rivers', match_pattern: '(' });
  await expect(wrong).rejects.toMatchObject(it.refused('match_pattern'));
  const foreign = it.from({ name: 'Rivers' }, personOf());
  await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
});

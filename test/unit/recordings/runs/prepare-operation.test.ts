import { expect, test } from 'vitest';
import { newId } from '../../../../src/kernel/ids.ts';
import { prepareOperation } from '../../../../src/recordings/runs/prepare-operation.ts';
import { idlePorts } from '../../../support/fakes/memory-ports.ts';

test('a run of the whole pipeline names no stages; one of a part sees to its makers', async () => {
  const it = idlePorts();
  const prepare = prepareOperation({ ...it.ports, speechLanguages: null });
  const config = { trim: { enabled: false } };
  expect(await prepare(it.key, { config })).toEqual({ requestConfig: config });
  expect(await prepare(it.key, { operation: 'topics' })).toEqual({
    requestConfig: { transcription: { enabled: true }, topics: { enabled: true } },
    stages: ['analyze', 'transcribe', 'topics'],
  });
});

test('burnt-in captions are made before the cut that shows them', async () => {
  const it = idlePorts({ configOverrides: { picture: { burn_in: { enabled: true } } } });
  const { stages } = await prepareOperation({ ...it.ports, speechLanguages: null })(it.key, {
    operation: 'trim',
  });
  expect(stages).toEqual(['analyze', 'edit', 'render', 'transcribe', 'subtitles']);
});

test('an unknown recording is not found', async () => {
  const it = idlePorts();
  const key = { ...it.key, recordingId: newId('recording') };
  const prepared = prepareOperation({ ...it.ports, speechLanguages: null })(key, {});
  await expect(prepared).rejects.toMatchObject({ code: 'not_found' });
});

import { expect, test } from 'vitest';
import { workspacePresets } from '../../../../src/publishing/preset.ts';
import { checkPresets } from '../../../../src/publishing/presets/check-presets.ts';
import { samplePreset } from '../../../support/connections.ts';
import { memoryOwnPresets } from '../../../support/fakes/memory/own-presets.ts';

const own = samplePreset();
const { workspaceId } = own;
const tube = samplePreset({ workspaceId, platform: 'youtube', name: 'Tube' });
const foreign = samplePreset();
const { presets } = memoryOwnPresets(own, tube, foreign);
const check = checkPresets({ presets: workspacePresets(presets), publishable: ['library'] });
const save = (...ids: string[]) => check(workspaceId, { publish: { presets: ids } });

test('built-in presets and those of one’s own can be named', async () => {
  await save('library', own.presetId);
  await save();
  await check(workspaceId, {});
});

test('a foreign one is as unknown as none, and platforms to come are told apart', async () => {
  await expect(save('library', foreign.presetId, tube.presetId)).rejects.toMatchObject({
    code: 'invalid_request',
    errors: [
      { path: 'config.publish.presets[1]', message: expect.stringContaining('No such preset') },
      { path: 'config.publish.presets[2]', message: expect.stringContaining('youtube yet') },
    ],
  });
});

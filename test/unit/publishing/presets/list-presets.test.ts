import { expect, test } from 'vitest';
import { listPresets } from '../../../../src/publishing/presets/list-presets.ts';
import { samplePreset } from '../../../support/connections.ts';
import { memoryOwnPresets } from '../../../support/fakes/memory/own-presets.ts';

test('shows one’s own', async () => {
  const own = samplePreset({ targetCount: 4 });
  const list = listPresets(memoryOwnPresets(own, samplePreset()));
  expect(await list(own.workspaceId, { activeOnly: false }, { limit: 5 })).toMatchObject({
    items: [{ preset_id: own.presetId, target_count: 4, is_active: true }],
    cursor: null,
  });
});

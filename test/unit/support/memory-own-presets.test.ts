import { ownPresetsContract } from '../../contract/own-presets.contract.ts';
import { memoryOwnPresets } from '../../support/fakes/memory/own-presets.ts';

ownPresetsContract('presets in memory', () => {
  const { presets, rows } = memoryOwnPresets();
  return {
    presets,
    target: async ({ presetId }) => {
      const row = rows.get(presetId);
      if (row) rows.set(presetId, { ...row, targetCount: row.targetCount + 1 });
    },
  };
});

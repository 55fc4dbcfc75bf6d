import { expect, test } from 'vitest';
import { deletePreset } from '../../../../src/publishing/presets/delete-preset.ts';
import { NOW, person, request, samplePreset } from '../../../support/connections.ts';
import { memoryOwnPresets } from '../../../support/fakes/memory/own-presets.ts';

function rig(targetCount: number) {
  const caller = person();
  const preset = samplePreset({ workspaceId: caller.workspaceId, targetCount });
  const memory = memoryOwnPresets(preset);
  const remove = deletePreset({ ...memory, clock: () => NOW });
  return { ...memory, drop: (by = caller) => remove(by, preset.presetId, request()) };
}

test('one without targets is forgotten, and the log says so', async () => {
  const { drop, rows, entries } = rig(0);
  await expect(drop(person())).rejects.toMatchObject({ code: 'not_found' });
  await drop();
  expect(rows.size).toBe(0);
  expect(entries).toMatchObject([{ action: 'preset.delete' }]);
});

test('one with targets stays', async () => {
  const { drop, rows } = rig(2);
  await expect(drop()).rejects.toMatchObject({ code: 'in_use' });
  expect(rows.size).toBe(1);
});

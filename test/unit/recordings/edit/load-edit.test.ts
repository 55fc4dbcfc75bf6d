import { expect, test } from 'vitest';
import { trustedWorkspaceId } from '../../../../src/kernel/ids.ts';
import { loadEdit } from '../../../../src/recordings/edit/load-edit.ts';
import { automatic, worldOfEdit } from './edit-world.ts';

test('before any change it is the automatic list with its picture', async () => {
  const it = await worldOfEdit();
  expect(await it.get()).toEqual({
    version: 0,
    mode: 'automatic',
    can_undo: false,
    applied_version: null,
    source_seconds: 60,
    kept_seconds: 48,
    kept: automatic.kept,
    cuts: automatic.cuts,
    waveform_url: expect.stringMatching(/\/waveform$/),
    updated_at: null,
  });
});

test('the version that the last run used is told', async () => {
  const it = await worldOfEdit();
  const state = { ...it.run, stage: 'edit', status: 'COMPLETED', attempts: 1 } as const;
  it.states.set('edit', { ...state, facts: { version: 3 } });
  expect((await it.get()).applied_version).toBe(3);
});

test('a recording that is not analyzed says so, a foreign one is unknown', async () => {
  const it = await worldOfEdit();
  const foreign = { ...it.caller, workspaceId: trustedWorkspaceId(`wsp_${'0'.repeat(26)}`) };
  const asked = it.use.getEdit(foreign, it.params, it.request());
  await expect(asked).rejects.toMatchObject({ code: 'not_found' });
  it.states.clear();
  await expect(it.get()).rejects.toMatchObject({ code: 'conflict' });
  await expect(it.put({ version: 0, cuts: [] })).rejects.toMatchObject({ code: 'conflict' });
});

test('a file of an older run is not the list', async () => {
  const it = await worldOfEdit();
  for (const file of it.stored) if (file.kind === 'automatic_edit') file.fingerprint = 'older';
  await expect(it.get()).rejects.toMatchObject({ code: 'conflict' });
});

test('versions are read when they are asked for, down to the automatic list', async () => {
  const it = await worldOfEdit();
  const cuts = [{ start: 0, end: 10 }];
  await it.put({ version: 0, cuts });
  const { versionOf, head } = await loadEdit(it.ports)(it.key);
  expect(await versionOf(1)).toEqual(head);
  expect(await versionOf(0)).toMatchObject({ number: 0, cuts: null, before: null });
  await expect(versionOf(2)).rejects.toThrow('Version 2');
});

test('without stored levels there are none, which is no error', async () => {
  const it = await worldOfEdit();
  it.stored.splice(0, it.stored.length, ...it.stored.filter(({ kind }) => kind !== 'levels'));
  const { curves } = await loadEdit(it.ports)(it.key);
  expect((await curves()).levels).toHaveLength(0);
});

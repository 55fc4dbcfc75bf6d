import { expect, test } from 'vitest';
import { newId } from '../../../../src/kernel/ids.ts';
import { stageContext } from '../../../../src/pipeline/stages/stage-context.ts';
import type { StageName } from '../../../../src/pipelines/recording.ts';
import { worldOfRun } from './run-world.ts';

type World = ReturnType<typeof worldOfRun>;

const contextOf = (it: World, name: StageName = 'analyze', run = it.run) =>
  stageContext(it.ports)(run, name);
const fingerprint = async (it: World, name?: StageName) => (await contextOf(it, name)).fingerprint;

test.each([
  { name: 'has ended', change: { status: 'CANCELLED' } },
  { name: 'has not begun', change: { status: 'QUEUED' } },
  { name: 'was asked to stop', change: { cancelRequestedAt: 5 } },
] as const)('a task that $name has no stages to run', async ({ change }) => {
  const it = worldOfRun({ task: change });
  await expect(contextOf(it)).rejects.toMatchObject({ code: 'cancelled' });
});

test('neither has an unknown task, nor one whose recording is being deleted', async () => {
  const it = worldOfRun();
  const unknown = { ...it.run, taskId: newId('task') };
  await expect(contextOf(it, 'analyze', unknown)).rejects.toMatchObject({ code: 'cancelled' });
  const gone = { ...it.ports, describe: async () => undefined };
  const half = stageContext(gone)(it.run, 'analyze');
  await expect(half).rejects.toMatchObject({ code: 'cancelled' });
  it.recording.deletedAt = 5;
  await expect(contextOf(it)).rejects.toMatchObject({ code: 'cancelled' });
});

test('an unknown stage and an unknown kind are bugs of the caller', async () => {
  const it = worldOfRun();
  await expect(contextOf(it, 'knit' as never)).rejects.toThrow(TypeError);
  const note = { ...it.run, subject: { ...it.subject, kind: 'note' } };
  await expect(contextOf(it, 'analyze', note)).rejects.toThrow(TypeError);
});

test('it holds the config in full, what was promised, and names and dates', async () => {
  const configOverrides = { trim: { min_pause_seconds: 5 } };
  const it = worldOfRun({ recording: { configOverrides, sha256: 'promised' } });
  expect(await contextOf(it)).toMatchObject({
    stage: { name: 'analyze' },
    pipeline: { kind: 'recording' },
    config: { trim: { min_pause_seconds: 5, enabled: true } },
    promised: { original: 'promised' },
    details: { displayName: it.recording.displayName },
    state: undefined,
  });
});

test('only what stands goes in, and all that is stored can be seen', async () => {
  const it = worldOfRun();
  const [original] = it.stored;
  const [old, now] = ['f1', 'f2'].map(made => ({
    ...{ kind: 'edit', variant: '', key: made, content_type: 'a/b', size_bytes: 1 },
    ...{ sha256: made, fingerprint: made, stage: 'edit' },
  }));
  if (!old || !now) throw new Error('no rows');
  it.stored.push(old, now);
  const row = { ...it.run, status: 'COMPLETED', attempts: 1 } as const;
  it.states.set('edit', { ...row, stage: 'edit', madeFingerprint: 'f2' });
  const { valid, stored, state } = await contextOf(it, 'edit');
  expect(valid).toEqual([now, original]);
  expect(stored).toHaveLength(3);
  expect(state?.madeFingerprint).toBe('f2');
});

test('versions are read for stages that keep them', async () => {
  const it = worldOfRun();
  for (const stage of ['topics', 'analyze']) {
    it.versions.push({ subject: it.subject, stage, number: 1, fingerprint: 'f', createdAt: 1 });
  }
  expect((await contextOf(it, 'topics')).versions).toHaveLength(1);
  expect((await contextOf(it, 'analyze')).versions).toEqual([]);
});

test('the fingerprint follows what goes in, its settings and who would do the work', async () => {
  const it = worldOfRun();
  const before = await fingerprint(it);
  expect(await fingerprint(it)).toBe(before);
  it.ports.provider = () => 'another';
  expect(await fingerprint(it)).not.toBe(before);
  it.ports.provider = () => 'offline';
  it.recording.configOverrides = { trim: { enabled: false } };
  expect(await fingerprint(it)).not.toBe(before);
  it.recording.configOverrides = {};
  const [original] = it.stored;
  if (original) original.sha256 = 'etag:2';
  expect(await fingerprint(it)).not.toBe(before);
});

test('who would do the work is asked with the row, the config and what stands', async () => {
  const it = worldOfRun();
  const asked: unknown[][] = [];
  const provider: World['ports']['provider'] = (...given: unknown[]) => {
    asked.push(given);
    return 'offline';
  };
  it.ports.provider = provider;
  const { stage, config, valid } = await contextOf(it, 'transcribe');
  expect(asked).toEqual([[stage, config, valid]]);
});

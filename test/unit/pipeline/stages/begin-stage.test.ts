import { expect, test } from 'vitest';
import { machineOf, worldOfRun, writesEdit } from './run-world.ts';

test('with equal inputs the earlier result is used, with others it is made anew', async () => {
  const it = worldOfRun();
  const { begin, execute } = machineOf(it);
  await begin('analyze');
  await execute('analyze');
  it.recording.status = 'READY';
  expect(await begin('analyze')).toEqual({ run: false });
  expect(it.states.get('analyze')).toMatchObject({ status: 'COMPLETED', reused: true });
  it.recording.status = 'READY';
  it.recording.configOverrides = { trim: { min_pause_seconds: 5 } };
  expect(await begin('analyze')).toEqual({ run: true });
});

test('a result whose files are gone is made anew', async () => {
  const it = worldOfRun();
  const { begin, execute } = machineOf(it);
  await begin('analyze');
  await execute('analyze');
  it.stored.length = 1;
  it.recording.status = 'READY';
  expect(await begin('analyze')).toEqual({ run: true });
});

test('a stage that the config leaves out is skipped', async () => {
  const configOverrides = { transcription: { enabled: false } };
  const it = worldOfRun({ recording: { configOverrides, status: 'PROCESSED' } });
  expect(await machineOf(it).begin('topics')).toEqual({ run: false });
  expect(it.states.get('topics')).toMatchObject({ status: 'SKIPPED' });
});

test.each([
  { name: 'has ended', change: { status: 'CANCELLED' as const } },
  { name: 'was asked to stop', change: { cancelRequestedAt: 5 } },
])('nothing begins for a task that $name', async ({ change }) => {
  const it = worldOfRun({ task: change });
  const begun = machineOf(it).begin('analyze');
  await expect(begun).rejects.toMatchObject({ code: 'cancelled' });
  expect(it.statuses).toEqual([]);
});

test('a stage that begins shows itself in its row and in the recording', async () => {
  const it = worldOfRun();
  expect(await machineOf(it).begin('analyze')).toEqual({ run: true });
  expect(it.statuses).toEqual(['PROCESSING']);
  expect(it.states.get('analyze')).toMatchObject({
    status: 'RUNNING',
    attempts: 1,
    startedAt: it.ports.clock(),
    fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test('what is skipped or used again counts as done and moves the recording on', async () => {
  const it = worldOfRun();
  const { begin, execute } = machineOf(it);
  await begin('analyze');
  await execute('analyze');
  it.recording.status = 'READY';
  it.task.progress = {};
  await begin('analyze');
  expect(it.recording.status).toBe('PROCESSED');
  expect(it.task.progress).toEqual({ analyze: 100 });
  it.recording.configOverrides = { transcription: { enabled: false } };
  await begin('topics');
  expect(it.task.progress).toEqual({ analyze: 100, topics: 100 });
});

test('attempts are counted within a run, and an earlier result is remembered', async () => {
  const it = worldOfRun();
  const earlier = { subject: it.subject, stage: 'analyze', status: 'FAILED' } as const;
  const made = { madeFingerprint: 'f1', chosenFor: 'f2' };
  it.states.set('analyze', { ...earlier, ...made, taskId: 'tsk_earlier', attempts: 4 });
  await machineOf(it).begin('analyze');
  expect(it.states.get('analyze')).toMatchObject({ ...made, attempts: 1 });
  await machineOf(it).begin('analyze');
  expect(it.states.get('analyze')).toMatchObject({ ...made, attempts: 2 });
});

test('a recording that another task has is not touched', async () => {
  const it = worldOfRun();
  it.recording.activeTaskId = 'tsk_other';
  await expect(machineOf(it).begin('analyze')).rejects.toMatchObject({ code: 'cancelled' });
  expect(it.states.size).toBe(0);
});

test('of a recording that turns out to be blank no further stage begins, and what was made stays', async () => {
  const recording = { source: 's3', sizeBytes: 100 * 1024 ** 2 } as const;
  const it = worldOfRun({ recording });
  const { begin, execute } = machineOf(it, async work => {
    await writesEdit(work);
    return { facts: { source_seconds: 60 } };
  });
  expect(await begin('analyze')).toEqual({ run: true });
  await execute('analyze');
  expect(it.recording).toMatchObject({ status: 'PROCESSED', durationSeconds: 60 });
  expect(await begin('edit')).toEqual({ run: false });
  expect(it.states.get('edit')).toMatchObject({ status: 'SKIPPED', leftOut: true });
  expect(it.recording).toMatchObject({ status: 'PROCESSED', skipReason: { code: 'blank' } });
  expect(await begin('analyze')).toEqual({ run: false });
  expect(it.states.get('analyze')?.madeFingerprint).toBeDefined();
  it.recording.isForced = true;
  it.recording.status = 'SKIPPED';
  expect(await begin('analyze')).toEqual({ run: false });
  expect(it.states.get('analyze')).toMatchObject({ status: 'COMPLETED', reused: true });
});

test('a stage that the run does not see to keeps its row, and the recording moves on', async () => {
  const it = worldOfRun({ task: { stages: ['analyze'] } });
  const earlier = { subject: it.subject, stage: 'edit', status: 'COMPLETED', attempts: 1 } as const;
  const row = { ...earlier, taskId: 'tsk_earlier', madeFingerprint: 'f1' } as const;
  it.states.set('edit', { ...row });
  it.recording.status = 'PROCESSED';
  expect(await machineOf(it).begin('edit')).toEqual({ run: false });
  expect(it.states.get('edit')).toEqual(row);
  expect(it.task.progress).toEqual({});
  await machineOf(it).begin('transcribe');
  expect(it.states.has('transcribe')).toBe(false);
  expect(it.recording.status).toBe('PREPARING');
});

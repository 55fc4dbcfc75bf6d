import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { StageError } from '../../../../src/pipeline/stages/stage-error.ts';
import type { RecordingStage } from '../../../../src/pipelines/recording-work.ts';
import { machineOf, worldOfRun, writesEdit } from './run-world.ts';

test('a stage announces itself, saves its files and commits last', async () => {
  const it = worldOfRun();
  const { begin, execute } = machineOf(it);
  expect(await begin('analyze')).toEqual({ run: true });
  expect(it.recording.status).toBe('PROCESSING');
  await execute('analyze');
  expect(it.states.get('analyze')).toMatchObject({
    status: 'COMPLETED',
    note: 'done',
    facts: { cuts: 2 },
    attempts: 1,
  });
  expect(it.recording.status).toBe('PROCESSED');
  expect(it.task.progress.analyze).toBe(100);
  expect(it.stored.map(({ kind }) => kind)).toEqual(['original', 'edit']);
});

test('files of a run that died before its commit do not count', async () => {
  const it = worldOfRun();
  let runs = 0;
  const diesOnce: RecordingStage = async work => {
    runs += 1;
    const outcome = await writesEdit(work);
    if (runs === 1) throw new Error('power cut');
    return outcome;
  };
  const { begin, execute } = machineOf(it, diesOnce);
  await begin('analyze');
  await expect(execute('analyze')).rejects.toThrow('power cut');
  expect(it.states.get('analyze')?.status).toBe('RUNNING');
  expect(await begin('analyze')).toEqual({ run: true });
  expect(it.states.get('analyze')?.attempts).toBe(2);
  await execute('analyze');
  expect(runs).toBe(2);
  expect(it.states.get('analyze')?.status).toBe('COMPLETED');
});

test('a worker started again after its commit does nothing', async () => {
  const it = worldOfRun();
  let runs = 0;
  const counting: RecordingStage = async work => {
    runs += 1;
    return writesEdit(work);
  };
  const { begin, execute } = machineOf(it, counting);
  await begin('analyze');
  await execute('analyze');
  await execute('analyze');
  expect(runs).toBe(1);
});

test('a cancel in the middle stops the stage and commits nothing', async () => {
  const it = worldOfRun();
  const waits: RecordingStage = async work => {
    it.task.cancelRequestedAt = 5;
    work.progress(10);
    await new Promise((_, reject) => {
      work.signal.addEventListener('abort', () => reject(new Error('engine killed')));
    });
    return {};
  };
  const { begin, execute } = machineOf(it, waits);
  await begin('analyze');
  await expect(execute('analyze')).rejects.toMatchObject({ code: 'cancelled' });
  expect(it.states.get('analyze')?.status).toBe('RUNNING');
});

test('a stopped worker says that it was lost, so that it is tried again', async () => {
  const it = worldOfRun();
  const stop = new AbortController();
  const waits: RecordingStage = async () => {
    stop.abort(new StageError('lost'));
    throw new Error('ffmpeg exited with SIGTERM');
  };
  const { begin, execute } = machineOf(it, waits);
  await begin('analyze');
  const run = execute('analyze', stop.signal);
  await expect(run).rejects.toMatchObject({ code: 'lost', transient: true });
});

test('a promised checksum that differs is refused', async () => {
  const it = worldOfRun({ recording: { sha256: 'promised' } });
  const folder = mkdtempSync(join(tmpdir(), 'castline-stage-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const reads: RecordingStage = async work => {
    const [original] = work.artifacts;
    if (original) await work.download(original, join(folder, 'original'));
    return {};
  };
  const { begin, execute } = machineOf(it, reads);
  await begin('analyze');
  await expect(execute('analyze')).rejects.toMatchObject({ code: 'checksum_mismatch' });
});

test('an unfinished stage commits nothing, keeps what it left for itself, and ends clean', async () => {
  const it = worldOfRun();
  const counting: RecordingStage = async work => {
    const before = Number((await work.interim.read('polls')) ?? 0);
    if (before === 2) return writesEdit(work);
    await work.interim.put('polls', { body: String(before + 1) });
    return { note: 'too early', unfinished: { waitSeconds: 30 } };
  };
  const { begin, execute } = machineOf(it, counting);
  await begin('analyze');
  expect(await execute('analyze')).toEqual({ waitSeconds: 30 });
  expect(await execute('analyze')).toEqual({ waitSeconds: 30 });
  expect(it.states.get('analyze')).toMatchObject({ status: 'RUNNING' });
  expect(it.states.get('analyze')).not.toHaveProperty('note');
  expect([...it.objects.keys()].filter(key => key.includes('/interim/'))).toHaveLength(1);
  expect(await execute('analyze')).toBeUndefined();
  expect(it.states.get('analyze')).toMatchObject({ status: 'COMPLETED', note: 'done' });
  expect([...it.objects.keys()].filter(key => key.includes('/interim/'))).toEqual([]);
});

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
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

test('a cancel is noticed while a stage only waits', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const it = worldOfRun();
  const asks: RecordingStage = async work => {
    it.task.cancelRequestedAt = 5;
    vi.advanceTimersByTime(10_000);
    await new Promise((_, reject) => {
      work.signal.addEventListener('abort', () => reject(new Error('request aborted')));
    });
    return {};
  };
  const { begin, execute } = machineOf(it, asks);
  await begin('analyze');
  await expect(execute('analyze')).rejects.toMatchObject({ code: 'cancelled' });
  expect(vi.getTimerCount()).toBe(0);
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

/** Fetches the original to a folder that is gone after the test. */
function downloads(): RecordingStage {
  const folder = mkdtempSync(join(tmpdir(), 'castline-stage-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return async work => {
    const [original] = work.artifacts;
    if (original) await work.download(original, join(folder, 'original'));
    return {};
  };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('a promised checksum that differs is refused', async () => {
  const it = worldOfRun({ recording: { sha256: 'promised' } });
  const { begin, execute } = machineOf(it, downloads());
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

test('a promised checksum that is true is no obstacle', async () => {
  const it = worldOfRun({ recording: { sha256: sha256('frames') } });
  const { begin, execute } = machineOf(it, downloads());
  await begin('analyze');
  await execute('analyze');
  expect(it.states.get('analyze')?.status).toBe('COMPLETED');
});

test('a result of other inputs is no reason to do nothing', async () => {
  const it = worldOfRun();
  const row = { ...it.run, stage: 'analyze', status: 'COMPLETED', attempts: 2 } as const;
  it.states.set('analyze', { ...row, madeFingerprint: 'of other inputs' });
  await machineOf(it).execute('analyze');
  expect(it.states.get('analyze')).toMatchObject({ note: 'done', attempts: 2 });
});

test('a stage that nobody began counts as tried once', async () => {
  const it = worldOfRun();
  await machineOf(it).execute('analyze');
  const now = it.ports.clock();
  const times = { startedAt: now, finishedAt: now };
  expect(it.states.get('analyze')).toMatchObject({ status: 'COMPLETED', attempts: 1, ...times });
});

test.each([
  { what: 'rows of files', refuse: { artifacts: { putMade: async () => false } } },
  { what: 'the stage’s own row', refuse: { stages: { complete: async () => false } } },
])(
  'a task that ends before $what are written says so, and the earlier result stands',
  async row => {
    const it = worldOfRun();
    for (const [port, methods] of Object.entries(row.refuse)) {
      Object.assign(it.ports[port as 'artifacts' | 'stages'], methods);
    }
    const { begin, execute } = machineOf(it);
    await begin('analyze');
    await expect(execute('analyze')).rejects.toMatchObject({ code: 'cancelled' });
    expect(it.states.get('analyze')).toMatchObject({ status: 'RUNNING' });
    expect(it.task.progress.analyze).toBeUndefined();
  },
);

test('a stage that nothing implements is a failed engine', async () => {
  const it = worldOfRun({ recording: { status: 'PROCESSED' } });
  await expect(machineOf(it).execute('edit')).rejects.toMatchObject({ code: 'engine_failed' });
});

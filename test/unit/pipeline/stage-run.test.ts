import { expect, test } from 'vitest';
import { beginStage } from '../../../src/pipeline/stages/begin-stage.ts';
import { executeStage } from '../../../src/pipeline/stages/execute-stage.ts';
import { stageContext } from '../../../src/pipeline/stages/stage-context.ts';
import { StageError } from '../../../src/pipeline/stages/stage-error.ts';
import type { StageName } from '../../../src/pipelines/recording.ts';
import type { RecordingStage } from '../../../src/pipelines/recording-work.ts';
import { memoryPorts } from '../../support/fakes/memory-ports.ts';

const ORIGINAL = {
  kind: 'original' as const,
  variant: '',
  key: 'k',
  content_type: 'video/mp4',
  size_bytes: 1,
  sha256: 'etag:1',
  fingerprint: 'source',
  stage: 'source',
};

const writesEdit: RecordingStage = async work => {
  await work.save({ kind: 'edit', fileName: 'edit.json', contentType: 'a/b', body: '{"a":1}' });
  return { note: 'done', facts: { cuts: 2 } };
};

function pipelineOf(world: ReturnType<typeof memoryPorts>, analyze: RecordingStage = writesEdit) {
  const context = stageContext(world.ports);
  const deps = { ...world.ports, context, implementations: { analyze } };
  const resources = { scratch: '/nowhere', signal: new AbortController().signal };
  return {
    begin: (name: StageName) => beginStage(deps)(world.run, name),
    execute: (name: StageName, signal = resources.signal) =>
      executeStage(deps)(world.run, name, { ...resources, signal }),
  };
}

function world(changes: Parameters<typeof memoryPorts>[0] = {}) {
  const made = memoryPorts(changes);
  made.stored.push(ORIGINAL);
  return made;
}

test('a stage announces itself, saves its files and commits last', async () => {
  const it = world();
  const { begin, execute } = pipelineOf(it);
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

test('with equal inputs the earlier result is used, with others it is made anew', async () => {
  const it = world();
  const { begin, execute } = pipelineOf(it);
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
  const it = world();
  const { begin, execute } = pipelineOf(it);
  await begin('analyze');
  await execute('analyze');
  it.stored.length = 1;
  it.recording.status = 'READY';
  expect(await begin('analyze')).toEqual({ run: true });
});

test('a stage that the config leaves out is skipped', async () => {
  const configOverrides = { transcription: { enabled: false } };
  const it = world({ recording: { configOverrides, status: 'PROCESSED' } });
  expect(await pipelineOf(it).begin('topics')).toEqual({ run: false });
  expect(it.states.get('topics')).toMatchObject({ status: 'SKIPPED' });
});

test('files of a run that died before its commit do not count', async () => {
  const it = world();
  let runs = 0;
  const diesOnce: RecordingStage = async work => {
    runs += 1;
    const outcome = await writesEdit(work);
    if (runs === 1) throw new Error('power cut');
    return outcome;
  };
  const { begin, execute } = pipelineOf(it, diesOnce);
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
  const it = world();
  let runs = 0;
  const counting: RecordingStage = async work => {
    runs += 1;
    return writesEdit(work);
  };
  const { begin, execute } = pipelineOf(it, counting);
  await begin('analyze');
  await execute('analyze');
  await execute('analyze');
  expect(runs).toBe(1);
});

test.each([
  { name: 'has ended', change: { status: 'CANCELLED' as const } },
  { name: 'was asked to stop', change: { cancelRequestedAt: 5 } },
])('nothing begins for a task that $name', async ({ change }) => {
  const it = world({ task: change });
  const begun = pipelineOf(it).begin('analyze');
  await expect(begun).rejects.toMatchObject({ code: 'cancelled' });
  expect(it.statuses).toEqual([]);
});

test('a cancel in the middle stops the stage and commits nothing', async () => {
  const it = world();
  const waits: RecordingStage = async work => {
    it.task.cancelRequestedAt = 5;
    work.progress(10);
    await new Promise((_, reject) => {
      work.signal.addEventListener('abort', () => reject(new Error('engine killed')));
    });
    return {};
  };
  const { begin, execute } = pipelineOf(it, waits);
  await begin('analyze');
  await expect(execute('analyze')).rejects.toMatchObject({ code: 'cancelled' });
  expect(it.states.get('analyze')?.status).toBe('RUNNING');
});

test('a stopped worker says that it was lost, so that it is tried again', async () => {
  const it = world();
  const stop = new AbortController();
  const waits: RecordingStage = async () => {
    stop.abort(new StageError('lost'));
    throw new Error('ffmpeg exited with SIGTERM');
  };
  const { begin, execute } = pipelineOf(it, waits);
  await begin('analyze');
  const run = execute('analyze', stop.signal);
  await expect(run).rejects.toMatchObject({ code: 'lost', transient: true });
});

test('a promised checksum that differs is refused', async () => {
  const it = world({ recording: { sha256: 'promised' } });
  const reads: RecordingStage = async work => {
    const [original] = work.artifacts;
    if (original) await work.download(original, '/nowhere/original');
    return {};
  };
  const { begin, execute } = pipelineOf(it, reads);
  await begin('analyze');
  await expect(execute('analyze')).rejects.toMatchObject({ code: 'checksum_mismatch' });
});

test('an unfinished stage commits nothing, keeps what it left for itself, and ends clean', async () => {
  const it = world();
  const counting: RecordingStage = async work => {
    const before = Number((await work.interim.read('polls')) ?? 0);
    if (before === 2) return writesEdit(work);
    await work.interim.put('polls', { body: String(before + 1) });
    return { note: 'too early', unfinished: { waitSeconds: 30 } };
  };
  const { begin, execute } = pipelineOf(it, counting);
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

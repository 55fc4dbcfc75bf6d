import { expect } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import type {
  Artifacts,
  EngineRows,
  Stages,
  StuckWork,
  Subjects,
  Tasks,
} from '../../src/pipeline/ports.ts';
import type { Versions } from '../../src/pipeline/stages/stage-version.ts';
import { taskKey } from '../../src/pipeline/tasks/task.ts';
import type { ExpiredUploads, Recordings } from '../../src/recordings/ports.ts';
import type { Recording } from '../../src/recordings/recording.ts';
import { sampleRecording, sampleTask } from '../support/samples.ts';

/** All that keeps rows of recordings and of the engine, of one adapter. */
export type EnginePorts = {
  recordings: Recordings;
  expired: ExpiredUploads;
  subjects: Subjects;
  tasks: Tasks;
  stages: Stages;
  artifacts: Artifacts;
  versions: Versions;
  rows: EngineRows;
  stuck: StuckWork;
};

/** Called in each test. What is behind the ports may be shared: every test has its own workspace. */
export type MakePorts = () => EnginePorts;

const MANY = 20;

/** Twenty calls at once. */
export const race = <Answer>(call: (index: number) => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: MANY }, (_, index) => call(index)));

export const ANY_START = { from: ['DOWNLOADED'] as const, firstRun: false };

/** So many for the workspace; the account has more than any test takes. */
export const slots = (workspace: number) => ({ workspace, account: 1000 });

/** A recording with a task that waits to work on it. */
export async function queued(
  { recordings, tasks }: Pick<EnginePorts, 'recordings' | 'tasks'>,
  changes: Partial<Recording> = {},
  taskId = newId('task'),
) {
  const recording = sampleRecording(changes);
  const task = sampleTask(recording, { taskId });
  expect(await recordings.insert(recording)).toBe(true);
  expect(await tasks.enqueue(task, ANY_START)).toBe(true);
  const { subject } = task;
  return { recording, subject, task, key: taskKey(task) };
}

/** A recording with a task that has begun. */
export async function running(ports: EnginePorts, changes: Partial<Recording> = {}) {
  const it = await queued(ports, changes);
  expect(await ports.tasks.admit(it.key, slots(1), 5)).toBe('admitted');
  const end = () => ports.tasks.finish(it.task, { task: 'SUCCEEDED', status: 'READY' }, 9);
  return { ...it, end };
}

/** Marks a recording as deleted, whatever it is doing. */
export const markDeleted = ({ recordings }: EnginePorts, recording: Recording) =>
  recordings.change(recording, { deletedAt: 3 }, { from: ['DOWNLOADED', 'READY'] }, 3);

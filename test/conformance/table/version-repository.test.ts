import { afterAll, beforeAll, expect, test } from 'vitest';
import { engineRows } from '../../../src/adapters/dynamodb/pipeline/engine-rows.ts';
import { stageRepository } from '../../../src/adapters/dynamodb/pipeline/stage-repository.ts';
import { taskRepository } from '../../../src/adapters/dynamodb/pipeline/task-repository.ts';
import { versionRepository } from '../../../src/adapters/dynamodb/pipeline/version-repository.ts';
import { recordingRepository } from '../../../src/adapters/dynamodb/recordings/recording-repository.ts';
import { taskKey } from '../../../src/pipeline/tasks/task.ts';
import { sampleRecording, sampleTask } from '../../support/samples.ts';
import { startTable } from '../../support/table.ts';

let started: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  started = await startTable();
});
afterAll(() => started.stop());

/** A recording with a run under way, and what a stage of it would commit. */
async function running() {
  const recordings = recordingRepository(started.table);
  const tasks = taskRepository(started.table);
  const stages = stageRepository(started.table);
  const versions = versionRepository(started.table);
  const recording = sampleRecording();
  const task = sampleTask(recording);
  const { subject, taskId } = task;
  await recordings.insert(recording);
  await tasks.enqueue(task, { from: ['DOWNLOADED'], firstRun: true });
  await tasks.admit(taskKey(task), 1, 5);
  const state = (madeFingerprint: string) => ({
    ...{ subject, taskId, stage: 'topics' as const, madeFingerprint },
    ...{ status: 'COMPLETED' as const, attempts: 1, facts: { model: 'm' }, finishedAt: 7 },
  });
  const numbers = async () => (await versions.list(subject, 'topics')).map(({ number }) => number);
  const current = async () => (await stages.list(subject))[0];
  const end = () => tasks.finish(task, { task: 'SUCCEEDED', status: 'READY' }, 9);
  const rows = engineRows(started.table);
  return { rows, tasks, stages, versions, task, state, numbers, current, end };
}

test('a commit adds a version with the next number and sets the row', async () => {
  const it = await running();
  const { subject } = it.task;
  expect(await it.versions.complete(it.state('f1'))).toBe(true);
  expect(await it.versions.complete(it.state('f2'))).toBe(true);
  expect(await it.versions.list(subject, 'topics')).toEqual(
    [
      ...[{ subject, stage: 'topics', number: 1, fingerprint: 'f1' }],
      ...[{ subject, stage: 'topics', number: 2, fingerprint: 'f2' }],
    ].map(row => ({ ...row, facts: { model: 'm' }, createdAt: 7 })),
  );
  expect(await it.current()).toMatchObject({ madeFingerprint: 'f2' });
  expect(await it.versions.list(subject, 'transcribe')).toEqual([]);
});

test('workers that commit at once get numbers of their own, without a gap', async () => {
  const it = await running();
  const fingerprints = ['a', 'b', 'c', 'd', 'e'];
  const commits = fingerprints.map(fingerprint => it.versions.complete(it.state(fingerprint)));
  expect(await Promise.all(commits)).toEqual(commits.map(() => true));
  expect(await it.numbers()).toEqual([1, 2, 3, 4, 5]);
});

test('one result committed many times at once is one version', async () => {
  const it = await running();
  const commits = Array.from({ length: 5 }, () => it.versions.complete(it.state('same')));
  expect(await Promise.all(commits)).toEqual(commits.map(() => true));
  expect(await it.numbers()).toEqual([1]);
});

test('more than nine versions stay in order', async () => {
  const it = await running();
  for (let index = 0; index < 11; index += 1) await it.versions.complete(it.state(`f${index}`));
  expect(await it.numbers()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test('a run that is over commits nothing', async () => {
  const it = await running();
  await it.end();
  expect(await it.versions.complete(it.state('late'))).toBe(false);
  expect(await it.numbers()).toEqual([]);
  expect(await it.current()).toBeUndefined();
});

test('a choice waits for the end of the run and is made on what was seen', async () => {
  const it = await running();
  await it.versions.complete(it.state('f1'));
  await it.versions.complete(it.state('f2'));
  const seen = it.state('f2');
  const chosen = { ...it.state('f1'), chosenFor: 'f2' };
  expect(await it.versions.choose(seen, chosen)).toBe(false);
  await it.end();
  expect(await it.versions.choose(it.state('other'), chosen)).toBe(false);
  const answers = await Promise.all([1, 2, 3].map(() => it.versions.choose(seen, chosen)));
  expect(answers.filter(Boolean)).toHaveLength(1);
  expect(await it.current()).toMatchObject({ madeFingerprint: 'f1', chosenFor: 'f2' });
  // The row names f1 again, but by another choice than was seen.
  expect(await it.versions.choose(it.state('f1'), seen)).toBe(false);
});

test('a reset takes the versions along, and numbers begin anew', async () => {
  const it = await running();
  const { subject } = it.task;
  await it.versions.complete(it.state('f1'));
  await it.rows.clear(subject);
  expect(await it.numbers()).toEqual([]);
  await it.end();
  const chosen = { ...it.state('f1'), chosenFor: 'f2' };
  expect(await it.versions.choose(it.state('f1'), chosen)).toBe(false);
});

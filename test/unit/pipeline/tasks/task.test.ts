import { expect, test } from 'vitest';
import { estimateSeconds, overallProgress } from '../../../../src/pipeline/tasks/task.ts';
import { recordingPipeline, STAGES } from '../../../../src/pipelines/recording.ts';
import { sampleRecording, sampleTask } from '../../../support/samples.ts';

test('progress weighs the stages and reaches 100 only with success', () => {
  const all = Object.fromEntries(STAGES.map(({ name }) => [name, 100]));
  const task = sampleTask(sampleRecording(), { status: 'RUNNING', progress: all, startedAt: 0 });
  expect(overallProgress(task, recordingPipeline)).toBe(99);
  expect(overallProgress({ ...task, status: 'SUCCEEDED' }, recordingPipeline)).toBe(100);
  expect(overallProgress({ ...task, progress: { analyze: 50 } }, recordingPipeline)).toBe(5);
});

test('the estimate follows the pace and stays away while it would be a guess', () => {
  const task = sampleTask(sampleRecording(), {
    status: 'RUNNING',
    startedAt: 1000,
    progress: { analyze: 100, render: 100 },
  });
  expect(estimateSeconds(task, recordingPipeline, 51_000)).toBe(50);
  expect(estimateSeconds({ ...task, progress: {} }, recordingPipeline, 51_000)).toBeUndefined();
});

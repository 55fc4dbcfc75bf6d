import { expect, test } from 'vitest';
import { followJobsStage } from '../../../../src/speech/batch/follow-jobs-stage.ts';
import { runStage } from '../../../support/stage-run.ts';
import { AUDIO, completed, transcriptOf, worldOfJobs } from './batch-world.ts';

test('waits while a job is open, and saves the transcript after the last', async () => {
  const it = worldOfJobs();
  await it.run('container');
  it.states.set('job-1', completed());
  const waiting = await it.run('function');
  expect(waiting.outcome).toHaveProperty('unfinished');
  expect(waiting.saved).toEqual([]);
  it.states.set('job-2', completed());
  const last = await it.run('function');
  expect(transcriptOf(last).words).toHaveLength(6);
  expect(last.outcome.facts).toMatchObject({ provider: 'fireworks-batch', words: 6 });
});

test('without jobs it submits nothing: other settings need the whole stage', async () => {
  const it = worldOfJobs();
  await expect(it.run('function')).rejects.toMatchObject({ code: 'missing_input' });
  expect(it.submitted).toEqual([]);
});

test('a function that was deployed without the provider says which one is missing', async () => {
  await expect(runStage(followJobsStage({}), { files: AUDIO })).rejects.toMatchObject({
    code: 'provider_rejected',
    detail: 'fireworks-batch is not set up',
  });
});

import { describe, expect, test } from 'vitest';
import { stageRow } from '../../../../src/pipeline/pipeline.ts';
import { stageAnswer } from '../../../../src/pipeline/stages/stage-answer.ts';
import { recordingPipeline, type StageName } from '../../../../src/pipelines/recording.ts';

const answer = (name: StageName, unfinished?: Parameters<typeof stageAnswer>[1]) =>
  stageAnswer(stageRow(recordingPipeline, name), unfinished);

describe('what a stage answers the state machine', () => {
  test.each([
    { name: 'done', stage: 'render' as const, unfinished: undefined, wanted: {} },
    {
      name: 'parts',
      stage: 'render' as const,
      unfinished: { parts: 3 },
      wanted: { parts: [0, 1, 2] },
    },
    {
      name: 'a wait',
      stage: 'transcribe' as const,
      unfinished: { waitSeconds: 20.2 },
      wanted: { wait_seconds: 21 },
    },
    {
      name: 'never no pause at all',
      stage: 'transcribe' as const,
      unfinished: { waitSeconds: 0 },
      wanted: { wait_seconds: 1 },
    },
  ])('$name', ({ stage, unfinished, wanted }) => {
    expect(answer(stage, unfinished)).toEqual(wanted);
  });

  test.each([
    { stage: 'analyze' as const, unfinished: { parts: 2 } },
    { stage: 'topics' as const, unfinished: { waitSeconds: 2 } },
    { stage: 'transcribe' as const, unfinished: { parts: 2 } },
    { stage: 'render' as const, unfinished: { waitSeconds: 2 } },
  ])('$stage cannot answer $unfinished', ({ stage, unfinished }) => {
    expect(() => answer(stage, unfinished)).toThrow(
      expect.objectContaining({ code: 'engine_failed' }),
    );
  });
});

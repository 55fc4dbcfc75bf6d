import { describe, expect, test } from 'vitest';
import { processingConfig } from '../../../src/config/processing-config.contract.ts';
import { inTurn, stagesBefore, withMakers } from '../../../src/pipeline/choose-stages.ts';
import { readsOf, stageRow } from '../../../src/pipeline/pipeline.ts';
import { recordingPipeline, STAGE_NAMES, STAGES } from '../../../src/pipelines/recording.ts';

const BURN_IN = { picture: { burn_in: { enabled: true } } };

test.each([
  { wanted: ['transcribe'], stages: ['analyze', 'transcribe'] },
  { wanted: ['render'], stages: ['analyze', 'edit', 'render'] },
  { wanted: ['topics'], stages: ['analyze', 'transcribe', 'topics'] },
  { wanted: ['subtitles'], stages: ['analyze', 'edit', 'transcribe', 'subtitles'] },
  { wanted: ['publish'], stages: STAGE_NAMES },
  // Words of an earlier run move the cuts; none are made for it.
  {
    wanted: ['render'],
    config: { trim: { spare_words: true } },
    stages: ['analyze', 'edit', 'render'],
  },
  {
    wanted: ['render'],
    config: BURN_IN,
    stages: ['analyze', 'edit', 'render', 'transcribe', 'subtitles'],
  },
])('$wanted under $config sees to $stages', ({ wanted, config, stages }) => {
  expect(withMakers(recordingPipeline, processingConfig(config), wanted)).toEqual(stages);
});

describe.each([{ config: {} }, { config: BURN_IN }])('under $config', row => {
  const config = processingConfig(row.config);

  test('each stage has its turn behind all that end before it', () => {
    const order = inTurn(recordingPipeline, config);
    expect([...order].sort()).toEqual([...STAGE_NAMES].sort());
    for (const [turn, name] of order.entries()) {
      for (const before of stagesBefore(recordingPipeline, config, name)) {
        expect(order.indexOf(before)).toBeLessThan(turn);
      }
    }
  });

  test.each(STAGES)('all that $name reads and a run makes is made before it', ({ name }) => {
    const reads = readsOf(stageRow(recordingPipeline, name), config);
    const seenTo = withMakers(recordingPipeline, config, [name]);
    const made = seenTo.flatMap(
      (stage): readonly string[] => stageRow(recordingPipeline, stage).makes,
    );
    const makeable = STAGES.flatMap(({ makes }): readonly string[] => makes);
    expect(reads.filter(kind => makeable.includes(kind) && !made.includes(kind))).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { samplesGraph } from '#src/adapters/ffmpeg/render/picture-graph.ts';
import { sampleArgs, windowArgs } from '#src/adapters/ffmpeg/render/sample-args.ts';
import { soundWindowArgs } from '#src/adapters/ffmpeg/render/sync-args.ts';
import { singlePart } from '#src/media/render/split-parts.ts';
import { SOURCE } from '../../media/support/source.ts';
import { commandLines } from './command-lines.ts';

const path = '/scratch/result.mp4';
const windows = [
  { start: 0.05, end: 0.65 },
  { start: 61.5, end: 62.1 },
];
const hear = (channels: number, fromBeginning: boolean) =>
  soundWindowArgs({ path, index: 1, channels, windows, fromBeginning, firstPipe: 3 });
const grid = { frames: 30_000, seconds: 1001, originSeconds: 0 };
const pictures = windowArgs({
  ...{ path, grid },
  windows: [
    { frames: { from: 0, to: 60 }, samples: [] },
    {
      frames: { from: 250, to: 530 },
      samples: [
        { frames: { from: 276, to: 277 }, as: 'hash' },
        { frames: { from: 500, to: 503 }, as: 'grey' },
      ],
    },
  ],
});
const parts = [
  { part: singlePart({ from: 900, to: 901 }, grid, true), as: 'hash' },
  { part: singlePart({ from: 12, to: 19 }, grid, false), as: 'grey' },
] as const;
const graph = samplesGraph(
  SOURCE.video,
  parts.map(({ part }) => part),
);

/** One argument group per line, so that a changed option is a changed line. */

describe('each command that compares matches its golden file', () => {
  test.each([
    ['hear-windows', hear(2, false)],
    ['hear-from-beginning', hear(1, true)],
    ['look-at-windows', pictures],
    ['look-at-samples', sampleArgs({ path, samples: parts, graph, anySize: true })],
  ])('%s', async (name, command) => {
    await expect(commandLines(command)).toMatchFileSnapshot(`golden/${name}.txt`);
  });
});

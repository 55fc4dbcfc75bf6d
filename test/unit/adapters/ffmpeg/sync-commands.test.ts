import { describe, expect, test } from 'vitest';
import { greyFrameArgs } from '#src/adapters/ffmpeg/render/render-args.ts';
import { soundWindowArgs } from '#src/adapters/ffmpeg/render/sync-args.ts';
import { splitIntoParts } from '#src/media/render/split-parts.ts';
import { commandLines } from './command-lines.ts';

const path = '/scratch/result.mp4';
const windows = [
  { start: 0.05, end: 0.65 },
  { start: 61.5, end: 62.1 },
];
const hear = (channels: number, fromBeginning: boolean) =>
  soundWindowArgs({ path, index: 1, channels, windows, fromBeginning, firstPipe: 3 });
const [part] = splitIntoParts({
  ...{ spans: [{ from: 900, to: 903 }], grid: { frames: 25, seconds: 1, originSeconds: 0 } },
  ...{ cores: 1, seekable: true, threads: 1 },
});
if (!part) throw new Error('no part');

/** One argument group per line, so that a changed option is a changed line. */

describe('each command that compares matches its golden file', () => {
  test.each([
    ['hear-windows', hear(2, false)],
    ['hear-from-beginning', hear(1, true)],
    ['glance', greyFrameArgs({ path, part, graphPath: '/scratch/glance.graph' })],
  ])('%s', async (name, command) => {
    await expect(commandLines(command)).toMatchFileSnapshot(`golden/${name}.txt`);
  });
});

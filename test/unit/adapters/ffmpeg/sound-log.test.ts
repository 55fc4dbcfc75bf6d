import { describe, expect, test } from 'vitest';
import { createSoundLog } from '#src/adapters/ffmpeg/sound-log.ts';

const graph = (name: string, format: string) =>
  `[graph_0_in_${name} @ 0x55d0] [verbose] tb:1/44100 samplefmt:fltp ${format}`;
const STEREO = 'samplerate:44100 chlayout:stereo';

function read(lines: readonly string[]) {
  const log = createSoundLog();
  for (const line of lines) log.line(line);
  return log;
}

describe('a track changes', () => {
  test.each([
    ['its channels', [graph('0_1', STEREO), graph('0_1', 'samplerate:44100 chlayout:mono')], true],
    ['its rate', [graph('0:1', STEREO), graph('0:1', 'samplerate:48000 chlayout:stereo')], true],
    ['nothing, though its graph began anew', [graph('0_1', STEREO), graph('0_1', STEREO)], false],
    [
      'nothing, beside another',
      [graph('0_1', STEREO), graph('0_2', 'samplerate:8000 chlayout:mono')],
      false,
    ],
    [
      'nothing: the picture does',
      ['[graph_1_in_0_0 @ 0x5] [verbose] w:320 h:180 pixfmt:yuv420p'],
      false,
    ],
  ])('%s', (_, lines, changes) => {
    expect(read(lines).changes()).toBe(changes);
  });
});

/** As versions 5.1 and 7 of ffmpeg write it. */
const SAID = {
  '5.1': (frames: number) =>
    `[verbose]   Input stream #0:0 (audio): 564 packets read (104291 bytes); ${frames} frames decoded (${frames * 1024} samples); `,
  '7': (frames: number) =>
    `[in#0/mov @ 0x1] [verbose]   Input stream #0:0 (audio): 564 packets read (104291 bytes); ${frames} frames decoded; 60 decode errors (${frames * 1024} samples); `,
};

describe.each(Object.entries(SAID))('lost in decoding, as ffmpeg %s says it', (_, said) => {
  const format = graph('0_0', 'samplerate:48000 chlayout:mono');

  test('is what packets hold and frames do not', () => {
    expect(read([format, said(504)]).lostSeconds()).toBeCloseTo((60 * 1024) / 48_000, 3);
  });

  test('is nothing where a decoder keeps a packet back', () => {
    expect(read([format, said(563)]).lostSeconds()).toBe(0);
  });

  test('is all that can be told where nothing came out', () => {
    expect(read([said(0)]).lostSeconds()).toBe(0);
  });
});

import { expect, test } from 'vitest';
import { createPictureLog } from '#src/adapters/ffmpeg/picture-log.ts';

const graph = (name: string, size: string) =>
  `[graph_1_in_${name} @ 0x55d0] [verbose] ${size} pixfmt:yuv420p tb:1/1000 fr:25/1 sar:`;
const shown = (seconds: number) =>
  `[Parsed_showinfo_1 @ 0x55] [info] n:   0 pts:   0 pts_time:${seconds} pos: 1 fmt:yuv420p`;

test.each(['0_0', '0:0'])('a size holds from the picture behind it on: %s', name => {
  const log = createPictureLog();
  const lines = [
    `${graph(name, 'w:320 h:180')}1/1`,
    shown(0.04),
    shown(2),
    // Chosen anew before anything came: the last one counts.
    `${graph(name, 'w:640 h:360')}1/1`,
    `${graph(name, 'w:720 h:576')}16/15`,
    shown(6.5),
    `${graph(name, 'w:720 h:576')}0/1`,
    shown(9),
    '[graph_0_in_0_1 @ 0x5] [verbose] tb:1/44100 samplefmt:fltp samplerate:44100 chlayout:mono',
    shown(11),
  ];
  for (const line of lines) log.line(line);
  expect(log.stillSeconds).toEqual([0.04, 2, 6.5, 9, 11]);
  expect(log.sizes).toEqual([
    { width: 320, height: 180, pixelAspect: 1, fromSeconds: 0.04 },
    { width: 720, height: 576, pixelAspect: 16 / 15, fromSeconds: 6.5 },
    { width: 720, height: 576, pixelAspect: 1, fromSeconds: 9 },
  ]);
});

import { expect, test } from 'vitest';
import { createPictureLog } from '#src/adapters/ffmpeg/picture-log.ts';

const shown = (seconds: number, size: string) =>
  `[Parsed_showinfo_1 @ 0x55] [info] n:   0 pts: 6021 pts_time:${seconds}   pos: 4535 fmt:yuv420p ${size} i:P iskey:1 type:I `;
const LINES = [
  shown(0.04, 'sar:1/1 s:320x180'),
  shown(6.5, 'sar:16/15 s:720x576'),
  shown(9, 'sar:0/1 s:720x576'),
  '[Parsed_showinfo_1 @ 0x55] [info]   side data - User Data',
];

function read() {
  const log = createPictureLog();
  for (const line of LINES) log.line(line);
  return log;
}

test('a size is told with the picture that has it', () => {
  expect(read().shown.map(({ seconds }) => seconds)).toEqual([0.04, 6.5, 9]);
  expect(read().sizes(0)).toEqual([
    { width: 320, height: 180, pixelAspect: 1, fromSeconds: 0.04 },
    { width: 720, height: 576, pixelAspect: 16 / 15, fromSeconds: 6.5 },
    { width: 720, height: 576, pixelAspect: 1, fromSeconds: 9 },
  ]);
});

test('the checksum of a picture is that of all its pixels', () => {
  const log = createPictureLog();
  log.line(`${shown(1, 'sar:1/1 s:320x180')}checksum:0A1B plane_checksum:[0C 0D]`);
  log.line(shown(2, 'sar:1/1 s:320x180'));
  expect(log.shown.map(({ checksum }) => checksum)).toEqual(['0A1B', '']);
});

test('of a picture that is turned, it is told as it is stored', () => {
  expect(read().sizes(90)[1]).toMatchObject({ width: 576, height: 720, pixelAspect: 15 / 16 });
});

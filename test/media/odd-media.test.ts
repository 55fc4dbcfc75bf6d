import { describe, test } from 'vitest';
import { testFolder } from './support/engine.ts';
import { AAC_LATE, expectInPlace, type Odd } from './support/expect-in-place.ts';
import { AT, encoded, H264, inHalves, packed, picture, sound } from './support/odd-files.ts';

const folder = testFolder();

const laterFrom = (packet: number, seconds: number) =>
  `setts=ts=if(gte(N\\,${packet})\\,TS+${seconds}/TB\\,TS)`;
/** Both tracks jump by a minute at second 6. */
const jump = packed('jump.mp4', ['-bsf:v', laterFrom(150, 60), '-bsf:a', laterFrom(281, 60)]);
const jumped = [1, 4.4, 68];

const MPEG2 = ['-c:v', 'mpeg2video', '-b:v', '2M'];

describe('time that is odd', () => {
  test.each<[string, Odd]>([
    [
      'a broadcast whose stamps wrap after 33 bits',
      { make: packed('wrap.ts', ['-output_ts_offset', `${2 ** 33 / 90_000 - 6}`]), late: AAC_LATE },
    ],
    [
      'a broadcast whose stamps jump forward',
      { make: inHalves('forward.ts', [], ['-output_ts_offset', '1000']), late: AAC_LATE },
    ],
    [
      'a broadcast whose stamps jump back',
      { make: inHalves('back.ts', ['-output_ts_offset', '5000'], []), late: AAC_LATE },
    ],
    [
      'a program stream, which stamps some pictures only',
      {
        make: encoded('camera.mpg', [...MPEG2, '-bf', '2', '-c:a', 'mp2']),
        late: 0.01,
        refused: /codec mpeg2video/,
      },
    ],
    [
      'an MP4 that jumps by a minute',
      { make: jump, flashes: jumped, beeps: jumped, method: 'smart' },
    ],
    [
      'Matroska that jumps by a minute',
      { make: packed('jump.mkv', [], jump), flashes: jumped, beeps: jumped, late: AAC_LATE },
    ],
    [
      'a live recording whose first picture is out of step',
      {
        make: packed('live.mp4', ['-movflags', 'frag_keyframe+empty_moov+default_base_moof']),
        late: AAC_LATE,
      },
    ],
  ])('%s', async (_, odd) => {
    await expectInPlace(folder, odd);
  });
});

/** Packets of 1024 samples: from second 5.5 to 7, before 7, from 8.3 on. */
const [GAP, HEAD, TAIL] = ['gte(n\\,258)*lt(n\\,329)', 'lt(n\\,329)', 'gt(n\\,388)'];
const without = (packets: string) => ['-bsf:a', `noise=drop=${packets}`];

describe('sound that is odd', () => {
  test.each<[string, Odd]>([
    ['a hole in the middle, MP4', { make: packed('gap.mp4', without(GAP)), method: 'smart' }],
    ['a hole in the middle, Matroska', { make: packed('gap.mkv', without(GAP)), late: AAC_LATE }],
    ['a hole in the middle, broadcast', { make: packed('gap.ts', without(GAP)), late: AAC_LATE }],
    ['none before second 7', { make: packed('late.mkv', without(HEAD)), flashes: [8], beeps: [8] }],
    ['none after second 8.3', { make: packed('short.mp4', without(TAIL)), method: 'smart' }],
    [
      'much more of it than picture',
      {
        make: packed('still.mp4', ['-bsf:v', 'noise=drop=gt(n\\,150)']),
        flashes: [1, 4.4],
        method: 'smart',
      },
    ],
    [
      'six channels',
      { make: encoded('5.1.mp4', H264, [...picture(), ...sound('5.1')]), method: 'smart' },
    ],
  ])('%s', async (_, odd) => {
    await expectInPlace(folder, odd);
  });
});

/** Quieter and no slower than the other encoder, whose banner cannot be silenced. */
const AV1 = ['-c:v', 'libaom-av1', '-usage', 'realtime', '-cpu-used', '8'];

describe('a picture that is odd', () => {
  test.each<[string, Odd]>([
    ['AV1 in MP4', { make: encoded('av1.mp4', AV1), refused: /codec av1/ }],
    [
      // ffmpeg's own WebM files have Opus 7 ms early, and so does the result.
      'AV1 and Opus in WebM',
      {
        make: encoded('av1.webm', [...AV1, '-c:a', 'libopus']),
        flashes: AT.map(at => at + 0.014),
        beeps: AT.map(at => at + 0.007),
        refused: /codec av1/,
      },
    ],
    [
      'HEVC',
      {
        make: encoded('hevc.mp4', [
          ...['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none'],
        ]),
        refused: /codec hevc/,
      },
    ],
    [
      'ten bits',
      { make: encoded('ten.mp4', [...H264, '-pix_fmt', 'yuv420p10le']), refused: /yuv420p10le/ },
    ],
    ['4:4:4', { make: encoded('444.mp4', [...H264, '-pix_fmt', 'yuv444p']), refused: /yuv444p/ }],
    [
      'held upright',
      { make: packed('upright.mp4', ['-metadata:s:v', 'rotate=270']), refused: /rotated/ },
    ],
    [
      'interlaced',
      {
        make: encoded(
          'interlaced.mp4',
          [...H264, '-x264-params', 'interlaced=1:tff=1'],
          [...picture('50', ',interlace=scan=tff'), ...sound()],
        ),
        refused: /interlaced/,
      },
    ],
    [
      'an interlaced broadcast',
      {
        make: encoded(
          'interlaced.ts',
          [...MPEG2, '-flags', '+ildct+ilme', '-c:a', 'aac'],
          [...picture('50', ',interlace=scan=tff'), ...sound()],
        ),
        late: AAC_LATE,
        refused: /codec mpeg2video/,
      },
    ],
  ])('%s', async (_, odd) => {
    await expectInPlace(folder, odd);
  });
});

import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { engineError } from '#src/adapters/ffmpeg/engine-error.ts';
import { FfprobeAnswer } from '#src/adapters/ffmpeg/probe/ffprobe.contract.ts';
import { createPacketTable } from '#src/adapters/ffmpeg/probe/packet-table.ts';
import { losesPicture, sourceOf } from '#src/adapters/ffmpeg/probe/tracks.ts';
import { readProgress } from '#src/adapters/ffmpeg/progress.ts';
import { createChannelComparison } from '#src/adapters/ffmpeg/read/compare-channels.ts';
import { createReadLog } from '#src/adapters/ffmpeg/read-log.ts';
import { StageError } from '#src/pipeline/stages/stage-error.ts';
import { SOURCE } from '../../media/support/source.ts';

describe('what a failed run means', () => {
  test.each([
    ['[mov @ 0x1] [error] moov atom not found', 'incomplete_media', false],
    ['[error] original: Invalid data found when processing input', 'unreadable_media', false],
    ['[error] Error while decoding stream #0:0: Invalid argument', 'unreadable_media', false],
    ["[error] [hls] Protocol 'https' not on whitelist 'file,pipe'!", 'playlist_refused', false],
    ['[error] Format not on whitelist', 'not_media', false],
    ['[error] file:/scratch/original: End of file', 'incomplete_media', false],
    ['[error] file:/scratch/original: Input/output error', 'incomplete_media', false],
    ['[error] file:/scratch/original: Invalid argument', 'unreadable_media', false],
    ['[error] file:/scratch/original: Operation not permitted', 'unreadable_media', false],
    [
      '[IMGUTILS @ 0x1] [error] Picture size 9x9 exceeds specified max pixel count 37',
      'picture_too_large',
      false,
    ],
    ['[error] av_interleaved_write_frame(): No space left on device', 'no_space', false],
    ['[error] Cannot allocate memory', 'engine_failed', true],
    ['[fatal] something new', 'engine_failed', true],
  ])('%s', (line, code, transient) => {
    const error = engineError(new Error('exit 1'), ['[info] Stream #0', line]);
    expect(error).toMatchObject({ code, transient });
    expect(error.detail).toContain(line);
    expect(error.detail).not.toContain('[info]');
  });

  test('a full disk is not the customer’s fault, whatever the decoder says', () => {
    const log = ['[error] Error while decoding stream #0:0', '[error] No space left on device'];
    expect(engineError(new Error('exit 1'), log).code).toBe('no_space');
  });

  test('an error that already says what it is stays', () => {
    const error = new StageError('no_streams');
    expect(engineError(error, [])).toBe(error);
  });
});

const stream = (index: number, more: object) => ({ index, ...more });
const video = { codec_type: 'video', codec_name: 'h264', width: 4, height: 2, pix_fmt: 'yuv420p' };
const audio = { codec_type: 'audio', codec_name: 'aac', sample_rate: '48000', channels: 2 };
const source = (streams: object[], format: object = {}) =>
  sourceOf(FfprobeAnswer.parse({ streams, format: { format_name: 'mov,mp4', ...format } }));

describe('which tracks count', () => {
  test('a cover is no video, the default sound wins', () => {
    const cover = { ...video, codec_name: 'mjpeg', disposition: { attached_pic: 1 } };
    const main = { ...audio, disposition: { default: 1 } };
    const found = source([stream(0, cover), stream(1, audio), stream(2, main)]);
    expect(found.video).toBeNull();
    expect(found.audio?.index).toBe(2);
    expect(found.otherAudio.map(({ index }) => index)).toEqual([1]);
  });

  test('without a default, the first sound', () => {
    expect(source([stream(3, audio), stream(4, audio)]).audio?.index).toBe(3);
  });

  test('what cannot be decoded does not count', () => {
    expect(source([stream(0, { codec_type: 'video', width: 4, height: 2 })]).video).toBeNull();
  });

  test.each([
    ['a picture', video, false],
    ['a picture of unknown size', { ...video, width: 0 }, true],
    ['a cover of unknown size', { ...video, width: 0, disposition: { attached_pic: 1 } }, false],
    ['sound', audio, false],
  ])('whether a picture is lost: %s', (_, track, lost) => {
    const answer = { streams: [stream(0, track)], format: { format_name: 'mov,mp4' } };
    expect(losesPicture(FfprobeAnswer.parse(answer))).toBe(lost);
  });

  test.each([
    [{ side_data_list: [{ rotation: -90 }] }, 90],
    [{ side_data_list: [{}, { rotation: 90 }] }, 270],
    [{ side_data_list: [{ rotation: -180 }] }, 180],
    [{ tags: { rotate: '270' } }, 270],
    [{}, 0],
  ])('%j turns the picture by %d', (more, rotation) => {
    expect(source([stream(0, { ...video, ...more })]).video?.rotation).toBe(rotation);
  });

  test('times start where the file starts', () => {
    const found = source([stream(0, { ...video, start_time: '5.5' })], { start_time: '5.25' });
    expect(found.video?.startSeconds).toBe(0.25);
  });

  test.each([
    ['matroska,webm', true, false],
    ['mpegts', false, true],
    ['avi', false, false],
  ])('%s', (format_name, seekable, needsRepack) => {
    expect(source([stream(0, video)], { format_name })).toMatchObject({ seekable, needsRepack });
  });
});

const lines = (text: string) => Readable.from([Buffer.from(text)]);

describe('packets', () => {
  const read = async (rows: string[]) => {
    const table = createPacketTable();
    await table.read(
      lines(['#software: x', '#tb 0: 1/1000', '#codec_id 0: h264', ...rows].join('\n')),
    );
    return table.times();
  };

  test('times in the order of the file, and the length of what shows last', async () => {
    expect(
      await read([
        '0, -40, 0, 40, 9, 0x1',
        '0, 0, 80, 35, 9, 0x1, F=0x0',
        '0, 40, 40, 40, 9, 0x1, F=0x0',
      ]),
    ).toEqual({
      seconds: [0, 0.08, 0.04],
      lastDurationSeconds: 0.035,
    });
  });

  test.each([
    [9, false],
    [10, true],
  ])('stamps held for %d packets after the first: a jump back is %s', async (count, jumpsBack) => {
    const table = createPacketTable();
    const rows = Array.from({ length: count + 1 }, () => '0, 90, 90, 40, 9, 0x1');
    await table.read(lines(['#tb 0: 1/1000', '0, 50, 50, 40, 9, 0x1', ...rows].join('\n')));
    expect(table.jumpsBack()).toBe(jumpsBack);
  });

  test('missing times fall back to those of decoding', async () => {
    const { seconds } = await read([
      '0, 0, -9223372036854775808, 1, 9, 0x1',
      '0, 40, 40, 1, 9, 0x1',
    ]);
    expect(seconds).toEqual([0, 0.04]);
  });
});

describe('the log of the one read', () => {
  const read = (...rows: string[]) => {
    const log = createReadLog(SOURCE.video);
    for (const row of rows) log.line(row);
    const [damaged, picture] = [log.damaged(), log.pictureDamaged()];
    return { shown: log.shown, loudness: log.loudness(), damaged, picture };
  };

  test('times of stills and loudness', () => {
    expect(
      read(
        '[Parsed_showinfo_4 @ 0x1] [info] n:   0 pts:      0 pts_time:0       pos: 1 fmt:yuv420p sar:1/1 s:320x180 i:P iskey:1 type:I checksum:0A1B plane_checksum:[0C]',
        '[Parsed_showinfo_4 @ 0x1] [info] n: 146 pts:8832000 pts_time:294.4   pos: 2 fmt:yuv420p sar:1/1 s:320x180 i:P',
        '    I:         -22.0 LUFS',
      ),
    ).toEqual({
      shown: [
        { seconds: 0, checksum: '0A1B' },
        { seconds: 294.4, checksum: '' },
      ],
      loudness: -22,
      damaged: false,
      picture: false,
    });
  });

  test.each([
    ['[h264 @ 0x1] [error] error while decoding MB 12 3, bytestream -5', true, true],
    ['[NULL @ 0x1] [error] missing picture in access unit with size 6452', true, true],
    ['[error] Error while decoding stream #0:0: Invalid data found', true, true],
    ['[error] Error while decoding stream #0:1: Invalid data found', true, false],
    ['[aac @ 0x1] [error] Invalid data: 3 of 2 channels', true, false],
    ['[matroska @ 0x1] [error] File ended prematurely: Truncating packet', true, false],
    ['[mp4 @ 0x1] [warning] Timestamps are unset', false, false],
  ])('%s', (row, damaged, picture) => {
    expect(read(row)).toMatchObject({ damaged, picture });
  });

  test('no loudness in silence', () => {
    expect(read('    I:         -70.0 LUFS').loudness).toBeNull();
  });
});

test('progress, also before the first packet', async () => {
  const seen: object[] = [];
  await readProgress(report => seen.push({ ...report }))(
    lines(
      'frame=0\nout_time_us=N/A\nprogress=continue\nframe=12\nout_time_us=480000\nprogress=end\n',
    ),
  );
  expect(seen).toEqual([
    { frames: 0, seconds: 0 },
    { frames: 12, seconds: 0.48 },
  ]);
});

type Levels = [shared: number, apart: number];

describe('two channels carry one sound', () => {
  const SAMPLE_RATE = 50;
  /** A second of both, as samples that are as loud throughout. */
  const second = ([shared, apart]: Levels) =>
    Array.from({ length: SAMPLE_RATE }, () => [shared + apart, shared - apart]).flat();
  const amplitude = (dbfs: number) => 10 ** (dbfs / 20);

  /** Each second: what they share and what sets them apart, in dBFS. */
  const compare = async (seconds: readonly Levels[], pieceBytes = 100) => {
    const comparison = createChannelComparison(SAMPLE_RATE);
    const levels = seconds.map(([shared, apart]): Levels => [amplitude(shared), amplitude(apart)]);
    const bytes = Buffer.from(Float32Array.from(levels.flatMap(second)).buffer);
    const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, at) =>
      bytes.subarray(at * pieceBytes, (at + 1) * pieceBytes),
    );
    await comparison.read(Readable.from(pieces));
    return { equal: comparison.areEqual(), cancelled: comparison.cancelled() };
  };

  const NONE = Number.NEGATIVE_INFINITY;
  test.each<[string, boolean, Levels[]]>([
    ['to the bit', true, [[-20.5, NONE]]],
    ['in silence', true, [[NONE, NONE]]],
    ['but for what a coder filled in', true, [[-19.1, -53.2]]],
    ['but for what nobody hears', true, [[-75.3, -72.8]]],
    [
      'except for one second',
      false,
      [
        [-20, NONE],
        [-20, -48],
        [-20, NONE],
      ],
    ],
    ['turned over', false, [[NONE, -20]]],
    ['not: a room in stereo', false, [[-58, -61]]],
    ['not: nothing was measured', false, []],
    ['not: what came is no sound', false, [[Number.NaN, Number.NaN]]],
  ])('%s', async (_, expected, seconds) => {
    expect((await compare(seconds)).equal).toBe(expected);
  });

  const voices = (count: number, levels: Levels) => Array.from({ length: count }, () => levels);
  test.each<[string, 0 | 1 | null, Levels[]]>([
    ['turned over', 0, [[NONE, -20]]],
    ['turned over, in a room in stereo', 0, [[-45, -20], ...voices(20, [-70, -70])]],
    ['turned over for a tenth of the time', 0, [[-50, -20], ...voices(9, [-20, NONE])]],
    ['turned over for a moment', null, [[-50, -20], ...voices(30, [-20, NONE])]],
    ['on one side', null, [[-20, -20]]],
    ['wide stereo', null, [[-26, -20]]],
    ['noise that nobody minds', null, [[NONE, -60]]],
    ['one sound', null, [[-20, NONE]]],
  ])('or cancel each other out: %s', async (_, expected, seconds) => {
    expect((await compare(seconds)).cancelled).toBe(expected);
  });

  test('and of two that cancel each other out, the louder one is told', async () => {
    const comparison = createChannelComparison(2);
    await comparison.read(
      Readable.from([Buffer.from(Float32Array.of(0.4, -0.5, -0.4, 0.5).buffer)]),
    );
    expect(comparison.cancelled()).toBe(1);
  });

  test('wherever a pipe breaks samples apart, and if the last second is not whole', async () => {
    const halfSecond = SAMPLE_RATE * 4 + 3;
    for (const pieceBytes of [1, 7, halfSecond]) {
      expect((await compare([[-20, NONE]], pieceBytes)).equal).toBe(true);
      expect((await compare([[-20, -30]], pieceBytes)).equal).toBe(false);
    }
    const comparison = createChannelComparison(1000);
    await comparison.read(Readable.from([Buffer.from(Float32Array.of(0.5, -0.5).buffer)]));
    expect(comparison.areEqual()).toBe(false);
  });
});

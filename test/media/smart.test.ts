import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isKept, toEdited } from '#src/documents/edit-map.ts';
import { editOf } from '#src/media/edit/plan-cuts.ts';
import { renderStage } from '#src/media/render/render.ts';
import { frameGrid, framesPerSecond, snapUp } from '#src/media/timeline/frame-grid.ts';
import { beeps, clip, ffmpeg, flashes, lavfi } from './support/clips.ts';
import { analyzed, engine, render, testFolder } from './support/engine.ts';
import { beepStarts, flashStarts } from './support/measure-markers.ts';

const folder = testFolder();
const SECONDS = 16;
const AT = [2, 5, 8, 11, 14];
const MARKERS = { at: AT, seconds: 0.2 };
/** Odd places, so that no cut falls on a key frame. */
const KEPT = [
  { start: 0.53, end: 6.07 },
  { start: 7.21, end: 11.97 },
  { start: 13.31, end: 15.01 },
];
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '50'];
const picture = (rate = '25') => lavfi(flashes(MARKERS, { rate, seconds: SECONDS }));
const sound = (sampleRate = 48_000) => lavfi(beeps(MARKERS, { sampleRate, seconds: SECONDS }));
const closed = () => clip(folder, 'closed.mp4', [...picture(), ...sound(), ...H264]);

/** Analyzes a file, then cuts it by our own list instead of by its pauses. */
async function cut(path: string, run = render, kept = KEPT) {
  const { recording, probe } = await analyzed(folder, path);
  if (!probe.video) throw new Error('no picture');
  const grid = frameGrid(probe.video);
  const onFrames = kept.map(({ start, end }) => ({
    start: snapUp(grid, start),
    end: snapUp(grid, end),
  }));
  const edit = editOf(onFrames, probe.duration_seconds);
  writeFileSync(recording.pathOf('edit'), JSON.stringify(edit));
  const { facts, note } = await run(recording.work());
  return { edit, facts, note, video: recording.pathOf('video'), rate: framesPerSecond(grid) };
}

/** One hash per decoded picture. */
const hashes = (path: string) =>
  ffmpeg(['-xerror', '-i', path, '-map', '0:v', '-fps_mode', 'passthrough', '-f', 'framemd5', '-'])
    .toString()
    .split('\n')
    .flatMap(line => (line.startsWith('0,') ? [line.split(',').at(-1)?.trim()] : []));

/** Ids of the sequence parameter sets in the header (`avcC`, ISO/IEC 14496-15 5.3.3). */
function sequenceIds(path: string): number[] {
  const bytes = readFileSync(path);
  const box = bytes.indexOf('avcC') + 4;
  let at = box + 6;
  return Array.from({ length: (bytes[box + 5] ?? 0) & 31 }, () => {
    const set = bytes.subarray(at + 2, at + 2 + bytes.readUInt16BE(at));
    at += 2 + set.length;
    // Behind the unit's type, profile, constraints and level: an Exp-Golomb number.
    const bits = set.readUInt32BE(4).toString(2).padStart(32, '0');
    const zeros = bits.indexOf('1');
    return Number.parseInt(bits.slice(zeros, 2 * zeros + 1), 2) - 1;
  });
}

/** The first windows of a result that are looked at, with a frame missing from each. */
function oneFrameShort(): typeof engine.decodeWindows {
  let calls = 0;
  return async request => {
    calls += 1;
    const lost = calls === 1 ? 1 : 0;
    const seen = await engine.decodeWindows(request);
    return seen.map(window => ({ ...window, count: window.count - lost }));
  };
}
/** Of what is compared bit by bit, never what was asked for. */
const otherPictures: typeof engine.decodeSamples = async request => {
  const pictures = await engine.decodeSamples(request);
  return pictures.map((bytes, at) =>
    request.samples[at]?.as === 'hash' ? bytes.map(byte => byte ^ 1) : bytes,
  );
};

describe('a smart cut keeps flash and beep together, where the plan has them', () => {
  test.each([
    ['closed groups', 0.001, closed],
    [
      'a pyramid of B-frames',
      0.001,
      () =>
        clip(folder, 'pyramid.mp4', [
          ...[...picture(), ...sound(), '-c:v', 'libx264', '-preset', 'veryfast'],
          ...['-g', '60', '-bf', '4', '-b_strategy', '0'],
        ]),
    ],
    [
      '59.94 frames a second, 44.1 kHz',
      0.001,
      () => clip(folder, '59.94.mp4', [...picture('60000/1001'), ...sound(44_100), ...H264]),
    ],
    [
      'a late start and two sounds in Matroska, whose stamps are milliseconds',
      0.0035,
      () =>
        clip(folder, 'shifted.mkv', [
          ...[...picture(), ...sound(), ...sound(), ...H264],
          ...['-map', '0', '-map', '1', '-map', '2', '-output_ts_offset', '5'],
        ]),
    ],
  ])('%s', async (_, tolerance, make) => {
    const { edit, facts, video, rate } = await cut(make());
    expect(facts).toMatchObject({ method: 'smart' });
    expect(facts).not.toHaveProperty('refused');
    const planned = AT.filter(at => isKept(edit, at)).map(at => toEdited(edit, at));
    const [flash, beep] = [flashStarts(video, rate), beepStarts(video)];
    expect([flash.length, beep.length]).toEqual([planned.length, planned.length]);
    for (const [index, seconds] of planned.entries()) {
      const [seen, heard] = [flash[index] ?? 0, beep[index] ?? 0];
      expect(Math.abs(heard - seconds)).toBeLessThanOrEqual(tolerance);
      // A marker between two frames shows with the second one.
      const late = rate === 25 ? 0 : 1 / rate;
      expect(seen - heard).toBeGreaterThan(-0.001);
      expect(seen - heard).toBeLessThan(late + 0.001);
    }
  });

  test('an edit list that hides the first packets', async () => {
    const path = clip(folder, 'edited.mp4', ['-ss', '0.6', '-i', closed(), '-c', 'copy']);
    const { facts, video, rate } = await cut(path);
    expect(facts).toMatchObject({ method: 'smart' });
    const [flash, beep] = [flashStarts(video, rate), beepStarts(video)];
    expect(flash.length).toBeGreaterThan(2);
    expect(beep).toHaveLength(flash.length);
    for (const [index, seen] of flash.entries()) {
      expect(Math.abs(seen - (beep[index] ?? 0))).toBeLessThanOrEqual(0.001);
    }
  });

  test('oblong pixels that the container alone tells of', async () => {
    const path = clip(folder, 'oblong.mp4', ['-i', closed(), '-c', 'copy', '-aspect', '21:9']);
    const { facts, video } = await cut(path);
    expect(facts).toMatchObject({ method: 'smart' });
    expect(facts).not.toHaveProperty('refused');
    const shape = ['-select_streams', 'v', '-show_entries', 'stream=display_aspect_ratio'];
    const shown = execFileSync('ffprobe', ['-v', 'error', ...shape, '-of', 'csv=p=0', video]);
    expect(shown.toString().trim()).toBe('7:3');
  });

  test('what is copied is the original bit by bit', async () => {
    const { facts, video } = await cut(closed());
    const original = new Set(hashes(closed()));
    const made = hashes(video);
    const equal = made.filter(hash => original.has(hash)).length / made.length;
    const copied = Number(facts?.copied_share);
    expect(copied).toBeGreaterThan(0.7);
    expect(equal).toBeGreaterThanOrEqual(copied);
  });
});

describe('the header alone tells how to decode all parts, as Apple reads it', () => {
  test.each([
    ['an edge first', KEPT, [31, 0]],
    ['a copy first', [{ start: 0, end: 3.21 }, ...KEPT.slice(1)], [0, 31]],
  ])('%s', async (_, kept, ids) => {
    const { facts, video } = await cut(closed(), render, kept);
    expect(facts).toMatchObject({ method: 'smart' });
    expect(sequenceIds(video)).toEqual(ids);
    const bare = `${video}.bare.mp4`;
    const strip = ['-bsf:v', 'filter_units=remove_types=7-8'];
    ffmpeg(['-i', video, '-map', '0:v', '-c', 'copy', ...strip, bare]);
    const length = kept.reduce((sum, { start, end }) => sum + end - start, 0);
    const made = hashes(video);
    expect(Math.abs(made.length - length * 25)).toBeLessThan(3);
    expect(hashes(bare)).toEqual(made);
  });
});

describe('what cannot be cut that way is encoded, and the reason kept', () => {
  test('open groups throughout', async () => {
    const path = clip(folder, 'open.mp4', [
      ...[...picture(), ...sound(), '-c:v', 'libx264', '-preset', 'veryfast', '-bf', '3'],
      ...['-x264-params', 'open-gop=1:keyint=50:scenecut=0'],
    ]);
    const { facts } = await cut(path);
    expect(facts).toMatchObject({
      method: 'encode',
      refused: expect.stringContaining('could be copied'),
    });
  });

  test('an earlier result, whose edges bear the ids that new ones would', async () => {
    const { video } = await cut(closed());
    const path = join(folder, 'earlier.mp4');
    copyFileSync(video, path);
    const { facts } = await cut(path, render, [
      { start: 0.53, end: 6.07 },
      { start: 7.21, end: 10.5 },
    ]);
    expect(facts).toMatchObject({
      method: 'encode',
      refused: expect.stringMatching(/smart: .*collide/),
    });
  });

  test('damaged packets', async () => {
    const bytes = readFileSync(closed());
    const middle = Math.floor(bytes.length * 0.4);
    for (let at = middle; at < middle + 20_000; at += 1) bytes[at] = (at * 197) & 255;
    const path = join(folder, 'damaged.mp4');
    writeFileSync(path, bytes);
    const { facts } = await cut(path);
    expect(facts).toMatchObject({ method: 'encode', refused: 'smart: damaged when analyzed' });
  });

  test('damage inside a picture that would be copied', async () => {
    const fields = ['-show_entries', 'packet=pts_time,size,pos', '-of', 'csv=p=0', closed()];
    const rows = execFileSync('ffprobe', ['-v', 'error', '-select_streams', 'v', ...fields]);
    const packets = rows.toString().trim().split('\n');
    const late = packets.map(row => row.split(',').map(Number)).filter(([at = 0]) => at > 9.5);
    const [, size = 0, position = 0] = late.find(([, bytes = 0]) => bytes > 2100) ?? [];
    const bytes = readFileSync(closed());
    for (let at = 60; at < Math.min(size - 20, 2060); at += 1) {
      bytes[position + at] = ((at * 7919) >> 3) & 255;
    }
    const path = join(folder, 'slice.mp4');
    writeFileSync(path, bytes);
    const { facts, note } = await cut(path);
    expect(facts).toMatchObject({ method: 'encode', refused: expect.stringContaining('smart: ') });
    expect(facts?.refused).not.toBe('smart: damaged');
    expect(note).toContain('damaged');
  });

  test.each([
    [
      'a join that loses a frame',
      { decodeWindows: oneFrameShort() },
      /smart: \d+ of \d+ frames from frame \d+/,
    ],
    ['a picture out of place', { decodeSamples: otherPictures }, /another picture/],
    ['packets that are not where they should be', {}, /no clean start/],
  ])('%s fails the check and never ships', async (name, wrong, reason) => {
    const scanPackets: typeof engine.scanPackets = async request => {
      const table = await engine.scanPackets(request);
      return request.path.includes('result') ? { ...table, starts: new Set<number>() } : table;
    };
    const ports = { ...engine, ...wrong, ...(name.startsWith('packets') && { scanPackets }) };
    const { facts } = await cut(closed(), renderStage(ports));
    expect(facts).toMatchObject({ method: 'encode', refused: expect.stringMatching(reason) });
  });
});

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareWithSource } from '../../bench/damage/compare-with-source.ts';
import { clip, ffmpeg, lavfi } from './support/clips.ts';
import { analyzed, render, testFolder } from './support/engine.ts';

const folder = testFolder();
const SECONDS = 22;
/** Noise between pauses that are cut, and a picture that always moves. */
const SOUND = lavfi(
  `anoisesrc=c=pink:seed=3:a=0.6:r=48000:d=${SECONDS},volume=0:enable='between(t,0,1.6)+between(t,5,8)+between(t,12.5,15.5)'`,
);
const PICTURE = lavfi(`testsrc2=r=25:s=320x180:d=${SECONDS},format=yuv420p`);
const INPUTS = [...PICTURE, ...SOUND];
const X264 = ['-c:v', 'libx264', '-preset', 'veryfast'];

const plain = () => clip(folder, 'plain.mp4', [...INPUTS, ...X264, '-g', '50']);

const written = (name: string, bytes: Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

/** One key frame, and then a column of each picture that is drawn anew: no start is a clean one. */
const refreshed = () =>
  clip(folder, 'refreshed.mp4', [
    ...[...INPUTS, ...X264, '-g', '75'],
    ...['-x264-params', 'intra-refresh=1:scenecut=0'],
  ]);

/** The list of key frames is gone, so that every frame passes for one. */
const allKeys = () => {
  const rare = clip(folder, 'rare.mp4', [...INPUTS, ...X264, '-g', '500', '-sc_threshold', '0']);
  const bytes = readFileSync(rare);
  bytes.write('free', bytes.indexOf('stss'), 'latin1');
  return written('all-keys.mp4', bytes);
};

/** Packets of a stream that say nothing of how to read them, but for those of its first key frame. */
const hex = (bytes: Buffer, kind: number) => {
  const at = bytes.indexOf('avcC') + 9;
  const sequence = bytes.subarray(at + 3, at + 3 + bytes.readUInt16BE(at + 1));
  const next = at + 3 + sequence.length;
  const picture = bytes.subarray(next + 3, next + 3 + bytes.readUInt16BE(next + 1));
  return kind === 7 ? sequence : picture;
};

/** The header tells another quantizer than the first packet, which alone tells the right one. */
const wrongHeader = () => {
  const coded = (qp: number) => [...X264, '-g', '50', '-bf', '0', '-qp', `${qp}`, '-coder', 'vlc'];
  const right = clip(folder, 'right.mp4', [...INPUTS, ...coded(20)]);
  const other = clip(folder, 'other.mp4', [...INPUTS, ...coded(32)]);
  const raw = ffmpeg(['-i', right, '-map', '0:v', '-c', 'copy', '-f', 'h264', '-']);
  const sets = [7, 8].map(kind => hex(readFileSync(right), kind));
  const bare = withoutSets(raw, sets);
  const stream = written('bare.h264', bare);
  const muxed = clip(folder, 'muxed.mp4', [
    ...['-r', '25', '-i', stream, '-i', right, '-map', '0:v', '-map', '1:a', '-c', 'copy'],
  ]);
  const bytes = readFileSync(muxed);
  const [told, wrong] = [hex(readFileSync(right), 8), hex(readFileSync(other), 8)];
  expect(wrong).toHaveLength(told.length);
  wrong.copy(bytes, bytes.indexOf(told, bytes.indexOf('avcC')));
  return written('wrong-header.mp4', bytes);
};

/** Without what is told again after the first time. */
function withoutSets(raw: Buffer, sets: readonly Buffer[]) {
  let bytes = raw;
  for (const set of sets) {
    const unit = Buffer.concat([Buffer.from([0, 0, 0, 1]), set]);
    let at = bytes.indexOf(unit);
    for (at = bytes.indexOf(unit, at + 1); at >= 0; at = bytes.indexOf(unit, at)) {
      bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + unit.length)]);
    }
  }
  return bytes;
}

const HOLED = '../shared/fixtures/cases/holed.mp4';

/** Renders a file, and compares all of it with what decoding from the beginning shows. */
async function compared(path: string) {
  const { recording, edit } = await analyzed(folder, path);
  expect(edit.cuts.length).toBeGreaterThan(0);
  const { facts } = await render(recording.work());
  const result = recording.pathOf('video');
  return { facts, ...(await compareWithSource({ intact: path, damaged: path, result, edit })) };
}

const SEEK_MISLED = /encode: a seek shows other pictures from frame \d+/;

describe('what shows is what decoding from the beginning shows', () => {
  test.each([
    ['whole groups', plain, 'smart', undefined],
    ['no clean start but the first', refreshed, 'encode', /smart: only 0 of \d+ frames/],
    // Copies are right; where a seek says otherwise, the original is read from its beginning.
    ['frames that pass for key frames', allKeys, 'smart', undefined],
    ['a header that tells other parameters', wrongHeader, 'encode', SEEK_MISLED],
  ])('%s', async (_, make, method, refused) => {
    const { facts, pictures, sounds, wrong } = await compared(make());
    expect(wrong).toEqual([]);
    expect([pictures > 200, sounds > 30]).toEqual([true, true]);
    expect(facts).toMatchObject({ method });
    if (refused) expect(facts?.refused).toMatch(refused);
  });

  test.skipIf(!existsSync(HOLED))('a key frame that is destroyed', async () => {
    const { facts, pictures, wrong } = await compared(HOLED);
    expect(wrong).toEqual([]);
    expect(pictures).toBeGreaterThan(400);
    expect(facts?.refused).toMatch(SEEK_MISLED);
  });
});

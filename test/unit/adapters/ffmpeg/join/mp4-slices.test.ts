import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findSlices } from '#src/adapters/ffmpeg/join/mp4-slices.ts';

const folder = mkdtempSync(join(tmpdir(), 'castline-slices-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'file.mp4');

function box(type: string, bytes = 16): Buffer {
  const made = Buffer.alloc(bytes);
  made.writeUInt32BE(bytes);
  made.write(type, 4, 'latin1');
  return made;
}
/** Its size has 64 bits. */
function large(type: string): Buffer {
  const made = box(type, 32);
  made.writeUInt32BE(1);
  made.writeBigUInt64BE(32n, 8);
  return made;
}
const toTheEnd = (type: string) =>
  Buffer.concat([Buffer.alloc(4), Buffer.from(type), Buffer.alloc(9)]);
const LIVE = ['ftyp', 'moov', 'moof', 'mdat', 'moof', 'mdat'].map(type => box(type));
const PLAIN = [box('ftyp'), large('mdat'), box('moov')];

test.each<[string, Buffer[], number[][]]>([
  ['a file', PLAIN, [[0, 64]]],
  ['a live recording', LIVE, [[0, 96]]],
  [
    'two of them',
    [...LIVE, ...LIVE],
    [
      [0, 96],
      [96, 192],
    ],
  ],
  [
    'a file behind a live recording',
    [...LIVE, ...PLAIN],
    [
      [0, 96],
      [96, 160],
    ],
  ],
  ['fragments without a head of their own', [...LIVE, ...LIVE.slice(2)], [[0, 160]]],
  ['a brand in the middle, without an index', [...PLAIN, box('ftyp'), box('mdat')], [[0, 96]]],
  ['an end that is not told', [box('ftyp'), box('moov'), toTheEnd('mdat')], [[0, 49]]],
  ['no boxes', [Buffer.from('nothing of the kind')], []],
  [
    'a box of no size',
    [box('ftyp'), box('moov'), Buffer.from([0, 0, 0, 3, 1, 1, 1, 1])],
    [[0, 40]],
  ],
  ['more than anybody glues', Array.from({ length: 65 }, () => PLAIN).flat(), []],
])('%s', async (_, boxes, ranges) => {
  writeFileSync(path, Buffer.concat(boxes));
  const slices = await findSlices(path);
  expect(slices.map(({ startByte, endByte }) => [startByte, endByte])).toEqual(ranges);
});

test('looks no further than it is told', async () => {
  writeFileSync(path, Buffer.concat([...LIVE, ...LIVE]));
  expect(await findSlices(path, 6)).toHaveLength(1);
});

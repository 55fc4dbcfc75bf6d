import { describe, expect, test } from 'vitest';
import {
  createSessionCounter,
  createSessionTimes,
} from '#src/adapters/ffmpeg/join/flv-sessions.ts';
import { createSetups } from '#src/adapters/ffmpeg/join/flv-setup.ts';
import {
  createFlvReader,
  type FlvTag,
  fileHead,
  findFileHead,
  stampedAnew,
} from '#src/adapters/ffmpeg/join/flv-tags.ts';

const HEAD = fileHead({ picture: true, sound: true });

function tag(type: number, stampMs: number, body: number[]): Buffer {
  const bytes = Buffer.alloc(11 + body.length + 4);
  bytes[0] = type;
  bytes.writeUIntBE(body.length, 1, 3);
  bytes.writeUIntBE(stampMs & 0xff_ff_ff, 4, 3);
  bytes[7] = (stampMs >>> 24) & 0xff;
  Buffer.from(body).copy(bytes, 11);
  bytes.writeUInt32BE(11 + body.length, 11 + body.length);
  return bytes;
}
const sound = (stampMs: number) => tag(8, stampMs, [0xaf, 1, 7, 7]);
const picture = (stampMs: number, laterMs = 0) => tag(9, stampMs, [0x27, 1, 0, 0, laterMs, 7]);
const key = (stampMs: number) => tag(9, stampMs, [0x17, 1, 0, 0, 0, 7]);

function read(...pieces: Buffer[]) {
  const reader = createFlvReader();
  const tags = [...pieces.flatMap(piece => reader.push(piece)), ...reader.finish()];
  return { tags, skippedBytes: reader.skippedBytes() };
}
const stamps = (tags: readonly FlvTag[]) =>
  tags.map(({ kind, decodedMs, shownMs }) => [kind, decodedMs, shownMs]);

describe('tags of an FLV file', () => {
  const file = Buffer.concat([HEAD, tag(18, 0, [2]), sound(0), picture(40, 80), picture(80)]);
  const expected = [
    ['sound', 0, 0],
    ['picture', 40, 120],
    ['picture', 80, 80],
  ];

  test('packets and when they are decoded and shown', () => {
    const { tags, skippedBytes } = read(file);
    expect(stamps(tags)).toEqual(expected);
    expect(skippedBytes).toBe(0);
  });

  test('however the file is divided', () => {
    const bytes = [...file].map(byte => Buffer.from([byte]));
    expect(stamps(read(...bytes).tags)).toEqual(expected);
  });

  test('a second head is passed over', () => {
    const { tags, skippedBytes } = read(Buffer.concat([file, HEAD, sound(0)]));
    expect(stamps(tags)).toEqual([...expected, ['sound', 0, 0]]);
    expect(skippedBytes).toBe(0);
  });

  test('half a tag is left out, and what follows is found', () => {
    const { tags, skippedBytes } = read(Buffer.concat([file, picture(120).subarray(0, -6), file]));
    expect(stamps(tags)).toEqual([...expected, ...expected]);
    expect(skippedBytes).toBeGreaterThan(0);
  });

  test('stamps above 24 bits, and before zero', () => {
    const { tags } = read(Buffer.concat([HEAD, sound(2 ** 24 + 5), sound(-21)]));
    expect(tags.map(({ decodedMs }) => decodedMs)).toEqual([2 ** 24 + 5, -21]);
    const later = read(Buffer.concat(tags.map(own => stampedAnew(own, 1000)))).tags;
    expect(later.map(({ decodedMs }) => decodedMs)).toEqual([2 ** 24 + 1005, 979]);
  });

  test('a head in the middle, not at the start', () => {
    expect(findFileHead(file)).toBe(false);
    expect(findFileHead(Buffer.concat([file, file]))).toBe(true);
    expect(findFileHead(Buffer.concat([file, Buffer.from('FLV\u0001 is a format')]))).toBe(false);
  });
});

describe('sessions', () => {
  /** The session of each packet, which another one follows at once. */
  const sessionsOf = (tags: readonly [FlvTag['kind'], number][]) => {
    const sessionOf = createSessionCounter();
    return tags.map(([kind, decodedMs]) => {
      const [session] = [0, 1].map(more =>
        sessionOf({ kind, decodedMs: decodedMs + more, isSetup: false }),
      );
      return session;
    });
  };

  test('one stamp astray is no session', () => {
    const sessionOf = createSessionCounter();
    const tags = [0, 40, 9000, 80, 120].map(decodedMs => ({ decodedMs, isSetup: false }));
    const sessions = tags.map(tag => sessionOf({ kind: 'picture', ...tag }));
    expect(sessions).toEqual([0, 0, 0, 0, 0]);
  });

  test.each<[string, [FlvTag['kind'], number][], number[]]>([
    [
      'stamps that waver are one',
      [
        ['sound', 500],
        ['sound', 300],
        ['picture', 400],
      ],
      [0, 0, 0],
    ],
    [
      'both jump',
      [
        ['sound', 5000],
        ['picture', 5000],
        ['sound', 0],
        ['picture', 5],
      ],
      [0, 0, 1, 1],
    ],
    [
      'some of the old picture comes after the new sound',
      [
        ['picture', 5000],
        ['sound', 5000],
        ['sound', 0],
        ['picture', 5040],
        ['picture', 0],
      ],
      [0, 0, 1, 0, 1],
    ],
    [
      'sound ended early in the first',
      [
        ['sound', 1000],
        ['picture', 5000],
        ['picture', 0],
        ['picture', 3000],
        ['sound', 3000],
      ],
      [0, 0, 1, 1, 1],
    ],
    [
      'no sound in the second',
      [
        ['sound', 5000],
        ['picture', 5000],
        ['picture', 0],
        ['picture', 4000],
        ['picture', 0],
        ['sound', 0],
      ],
      [0, 0, 1, 1, 2, 2],
    ],
  ])('%s', (_, tags, sessions) => {
    expect(sessionsOf(tags)).toEqual(sessions);
  });

  test('when everything shows; as long as most are', () => {
    const times = createSessionTimes();
    const file = Buffer.concat([HEAD, picture(0, 80), picture(40), picture(80, 40)]);
    for (const own of read(file).tags) times.tag(own);
    expect(times.times()).toEqual([
      {
        sound: null,
        picture: { seconds: [0.08, 0.04, 0.12], lastDurationSeconds: expect.closeTo(0.04) },
      },
    ]);
  });
});

describe('set-ups of decoders', () => {
  /** Two bytes of each of two parameter sets, with lengths of four bytes. */
  const avc = (marker: number, lengthBytes = 4) =>
    tag(9, 0, [
      0x17,
      0,
      0,
      0,
      0,
      1,
      66,
      0,
      11,
      0xfc | (lengthBytes - 1),
      0xe1,
      0,
      2,
      0x67,
      marker,
      1,
      0,
      2,
      0x68,
      marker,
    ]);
  const aac = (config: number) => tag(8, 0, [0xaf, 0, config]);
  const taken = (...setups: Buffer[]) => {
    const made = createSetups();
    const answers = read(Buffer.concat([HEAD, ...setups])).tags.map(own => made.add(own));
    return { made, answers };
  };

  test.each<[string, Buffer[], string[]]>([
    ['the same again', [avc(1), aac(1), avc(1), aac(1)], ['first', 'first', 'fits', 'fits']],
    ['other parameter sets', [avc(1), avc(2)], ['first', 'fits']],
    ['other lengths', [avc(1), avc(2, 2)], ['first', 'unfit']],
    ['other sound', [aac(1), aac(2)], ['first', 'unfit']],
  ])('%s', (_, setups, answers) => {
    expect(taken(...setups).answers).toEqual(answers);
  });

  test('key frames carry sets that differ from the first', () => {
    const { made } = taken(avc(1), avc(2));
    const { tags } = read(Buffer.concat([HEAD, key(40), picture(80)]));
    const [whole, plain] = tags.map(made.complete);
    const units = [0, 0, 0, 2, 0x67, 2, 0, 0, 0, 2, 0x68, 2];
    expect(whole?.bytes).toEqual(tag(9, 40, [0x17, 1, 0, 0, 0, ...units, 7]));
    expect(plain?.bytes).toEqual(picture(80));
  });

  test('and none once they are the first again', () => {
    const { made } = taken(avc(1), avc(2), avc(1));
    const [own] = read(Buffer.concat([HEAD, key(40)])).tags.map(made.complete);
    expect(own?.bytes).toEqual(key(40));
  });
});

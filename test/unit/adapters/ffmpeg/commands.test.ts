import { describe, expect, test } from 'vitest';
import { pourArgs } from '#src/adapters/ffmpeg/join/join-flv.ts';
import { joinPartsArgs, measureArgs, sliceList } from '#src/adapters/ffmpeg/join/join-mp4.ts';
import { repackArgs } from '#src/adapters/ffmpeg/join/repack.ts';
import { ffprobeArgs } from '#src/adapters/ffmpeg/probe/ffprobe.ts';
import { scanArgs } from '#src/adapters/ffmpeg/probe/packet-scan.ts';
import {
  mergeParameters,
  parameterArgs,
  parseDump,
  setsNamed,
} from '#src/adapters/ffmpeg/probe/parameter-sets.ts';
import { mixArgs } from '#src/adapters/ffmpeg/read/mix-sound.ts';
import { readArgs } from '#src/adapters/ffmpeg/read/read-args.ts';
import { speechArgs } from '#src/adapters/ffmpeg/read/speech-files.ts';
import { tileArgs } from '#src/adapters/ffmpeg/read/tile-stills.ts';
import { joinArgs, joinList } from '#src/adapters/ffmpeg/render/join-args.ts';
import { pictureGraph } from '#src/adapters/ffmpeg/render/picture-graph.ts';
import {
  decodeEndsArgs,
  decodeSoundArgs,
  encodeSoundArgs,
  partArgs,
  remuxArgs,
  splitArgs,
} from '#src/adapters/ffmpeg/render/render-args.ts';
import { sampleArgs } from '#src/adapters/ffmpeg/render/sample-args.ts';
import type { Source } from '#src/media/original/source.ts';
import { splitIntoParts } from '#src/media/render/split-parts.ts';
import { SOURCE } from '../../media/support/source.ts';
import { commandLines } from './command-lines.ts';

const path = '/scratch/original';
const slice = { path, startByte: 0, endByte: 5000 };
const joined = { source: SOURCE, target: '/scratch/original.packed' };
const grid = { frames: 30_000, seconds: 1001, originSeconds: 0 };
const spans = [0, 400, 900, 1500, 2200].map(from => ({ from, to: from + 300 }));
const [first, second] = splitIntoParts({ spans, grid, cores: 2, seekable: true, threads: 1 });
const [inOne] = splitIntoParts({ spans, grid, cores: 1, seekable: false, threads: 2 });
if (!first || !second || !inOne) throw new Error('no parts');

/** One argument group per line, so that a changed option is a changed line. */
const part = (part: typeof first) =>
  partArgs({ path, part, graphPath: '/scratch/part-0.graph', target: '/scratch/part-0.mp4' });
const graphPath = '/scratch/part-0.graph';
const edge = (edge: { profile: string }) =>
  partArgs({
    ...{ path, part: second, graphPath, target: '/scratch/edge-0-%d.ts' },
    edge: { ...edge, lengths: [600] },
  });
const packets = ['/scratch/copy-00002.ts', '/scratch/copy-00003.ts'];
const edgeOfPackets = partArgs({
  ...{ path, part: inOne, graphPath, target: '/scratch/edge-1-%d.ts', packets },
  edge: { profile: 'High', lengths: [300, 900, 300] },
});
const split = splitArgs({
  path,
  index: 0,
  before: [50, 227, 350],
  pattern: '/scratch/copy-%05d.ts',
});
const microphone = { ...SOURCE.audio, index: 2, number: 2, channels: 1 };
const TRACKS = { ...SOURCE, otherAudio: [microphone] };
const MIXED = [SOURCE.audio, microphone].map(track => ({ track, channel: null }));
const sound = { sampleRate: 44_100, channels: 2, target: '/scratch/sound.m4a' };
const read = (source: Source) =>
  readArgs({
    path,
    source,
    stillEverySeconds: 2.5,
    stills: 90,
    stillPattern: '/scratch/still-%05d.jpg',
  });

describe('each command matches its golden file', () => {
  test.each([
    ['probe', ffprobeArgs(path)],
    ['read', read(SOURCE)],
    ['read-sound-alone', read({ ...SOURCE, video: null })],
    ['read-one-channel', read({ ...SOURCE, video: null, audio: { ...SOURCE.audio, channels: 1 } })],
    ['read-picture-alone', read({ ...SOURCE, audio: null })],
    [
      'speech',
      speechArgs('/scratch/speech.pcm', [
        { chunk: { start: 0.11, end: 17.48 }, path: '/scratch/speech-0.flac' },
        { chunk: { start: 39.89, end: 40.72 }, path: '/scratch/speech-1.flac' },
      ]),
    ],
    [
      'tiles',
      tileArgs({
        paths: Array.from({ length: 23 }, (_, index) => `/scratch/still-${index}.jpg`),
        width: 160,
        height: 90,
        columns: 10,
        target: '/scratch/sprite.jpg',
      }),
    ],
    ['part-from-start', part(first)],
    ['part-after-seek', part(second)],
    ['part-in-one', part(inOne)],
    [
      'part-any-size',
      partArgs({ path, part: inOne, graphPath, target: '/scratch/part-0.mp4', anySize: true }),
    ],
    ['edge', edge({ profile: 'High' })],
    ['edge-baseline', edge({ profile: 'Constrained Baseline' })],
    ['edge-of-packets', edgeOfPackets],
    ['scan', scanArgs(path, 0)],
    ['scan-key-frames', scanArgs('/scratch/result.mp4', 0, true)],
    ['split', split],
    ['parameters', parameterArgs('/scratch/edge-0.ts')],
    [
      'join-new-stamps',
      joinArgs({
        listPath: '/scratch/parts.ffconcat',
        sound: sound.target,
        grid,
        target: '/scratch/result.mp4',
        reorderFrames: 2,
        aspect: { width: 2560, height: 1440 },
      }),
    ],
    ['sound-decode', decodeSoundArgs({ path, source: SOURCE, ...sound })],
    ['sound-decode-one-channel', decodeSoundArgs({ path, source: SOURCE, ...sound, channels: 1 })],
    ['sound-encode', encodeSoundArgs(sound)],
    [
      'join',
      joinArgs({
        listPath: '/scratch/parts.ffconcat',
        sound: sound.target,
        grid,
        target: '/scratch/result.mp4',
      }),
    ],
    [
      'join-without-sound',
      joinArgs({
        listPath: '/scratch/parts.ffconcat',
        sound: null,
        grid,
        target: '/scratch/result.mp4',
      }),
    ],
    [
      'remux',
      remuxArgs({
        path,
        source: SOURCE,
        video: 'copy',
        audio: 'copy',
        target: '/scratch/result.mp4',
      }),
    ],
    [
      'remux-new-sound',
      remuxArgs({
        path,
        source: SOURCE,
        video: 'copy',
        audio: 'encode',
        target: '/scratch/result.mp4',
      }),
    ],
    ['repack', repackArgs({ path, source: SOURCE, target: '/scratch/original.mkv' }, 'copy')],
    ['repack-steady', repackArgs({ path, source: TRACKS, target: '/scratch/steady' }, 'steady')],
    ['mix', mixArgs({ path, source: TRACKS, target: '/scratch/original.mixed', tracks: MIXED })],
    [
      'mix-one-channel',
      mixArgs({
        path,
        source: { ...SOURCE, video: null },
        target: '/scratch/original.mixed',
        tracks: [{ track: SOURCE.audio, channel: 1 }],
      }),
    ],
    ['join-flv', pourArgs(SOURCE, '/scratch/original.packed')],
    ['join-mp4-measure', measureArgs(slice, SOURCE)],
    ['join-mp4', joinPartsArgs({ ...joined, listPath: '/scratch/original.packed.ffconcat' })],
    ['decode-ends', decodeEndsArgs('/scratch/result.mp4', 'all')],
    ['decode-ends-of-sound', decodeEndsArgs('/scratch/result.mp4', 'sound')],
  ])('%s', async (name, command) => {
    await expect(commandLines(command)).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  test.each([
    ['graph-from-start', SOURCE.video, inOne],
    ['graph-after-seek', SOURCE.video, second],
    ['graph-of-packets', SOURCE.video, { ...inOne, firstShownSeconds: -0.0004 }],
    ['graph-any-size', { ...SOURCE.video, changesSize: true }, first],
    [
      'graph-any-size-turned',
      { ...SOURCE.video, codec: 'av1', width: 641, rotation: 270 as const, interlaced: true },
      inOne,
    ],
    ['graph-odd-interlaced', { ...SOURCE.video, width: 321, interlaced: true }, inOne],
    [
      'graph-rgb-shifted',
      { ...SOURCE.video, pixelFormat: 'gbrp' },
      { ...second, grid: { ...grid, originSeconds: 0.021 } },
    ],
  ])('%s', async (name, video, part) => {
    await expect(pictureGraph(video, part)).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  test('the list of sessions', async () => {
    const next = { path: "/scratch/it's", startByte: 5000, endByte: 9000 };
    await expect(sliceList([slice, next], [0, 6.0960001])).toMatchFileSnapshot(
      'golden/join-mp4-list.txt',
    );
  });

  test('the list of parts', async () => {
    const parts = [
      { name: 'part-0.mp4', seconds: 30.03 },
      { name: 'part-1.mp4', seconds: 20.0200001 },
    ];
    await expect(joinList(parts, '')).toMatchFileSnapshot('golden/join-list.txt');
  });

  test('a list of parts with parameter sets of their own', async () => {
    const parts = [{ name: 'edge-0.ts', seconds: 1.2 }];
    const list = joinList(parts, '0000016764000001');
    await expect(list).toMatchFileSnapshot('golden/join-list-parameters.txt');
  });

  test('sets of a camera and of an edge share a header unless they bear one id', () => {
    const camera = '0000016764000cacd941419f9f011000000300100000030320f14299600000000168ef8fcb';
    const edge =
      '0000016764000c040b36505067e7c044000003000400000300c83c50a6580000000168040082f8fcb0';
    expect(setsNamed(camera + edge)).toEqual(['7:0', '8:0', '7:31', '8:31']);
    expect(mergeParameters([edge, camera])).toBe(edge + camera);
    expect(mergeParameters([camera + camera, edge])).toBe(camera + camera + edge);
    expect(mergeParameters([])).toBe('');
    expect(() => mergeParameters([edge, camera + edge])).toThrow(
      expect.objectContaining({ detail: expect.stringContaining('7:31 8:31 7:0') }),
    );
  });

  test('parameter sets are read from a dump, whatever its text looks like', () => {
    const dump = [
      '',
      '00000000: 0000 0167 6400 0c04 0b36 5050 67e7 c044  ...gd: 6PPg..D',
      '00000010: 0001 68b0 af                             ..h00 ',
      '',
    ];
    expect(parseDump(dump.join('\n'))).toBe('0000016764000c040b36505067e7c044000168b0af');
  });
});

test('every command that reads a customer’s file is fenced in', () => {
  const commands = [
    ffprobeArgs(path),
    read(SOURCE),
    part(first),
    scanArgs(path, 0),
    split,
    sampleArgs({ path, samples: [{ part: second, as: 'hash' }], graph: 'null', anySize: false }),
    decodeSoundArgs({ path, source: SOURCE, ...sound }),
    remuxArgs({ path, source: SOURCE, video: 'copy', audio: 'copy', target: 'x' }),
    repackArgs({ path, source: SOURCE, target: 'x' }, 'flac'),
  ];
  for (const command of commands) {
    const input = command.indexOf(`file:${path}`);
    expect(command.slice(input - 7, input - 1)).toEqual([
      '-protocol_whitelist',
      'file,pipe',
      '-format_whitelist',
      expect.not.stringMatching(/hls|dash|concat|image2|sdp/),
      '-max_pixels',
      `${8192 * 4608}`,
    ]);
  }
});

test('packets of a customer’s file may name nothing but files of ours', () => {
  const input = edgeOfPackets.indexOf('-i');
  expect(edgeOfPackets.slice(input - 8, input + 2)).toEqual([
    ...['-protocol_whitelist', 'file,concat', '-format_whitelist', 'mpegts'],
    ...['-max_pixels', `${8192 * 4608}`, '-f', 'mpegts'],
    ...['-i', `concat:${packets.join('|')}`],
  ]);
});

test('what joins sessions is fenced in, too, and so is what a list names', () => {
  const fenced = [measureArgs(slice, SOURCE), ffprobeArgs(slice), pourArgs(SOURCE, 'x')];
  for (const command of fenced) {
    const [, protocols, , formats] = command.slice(command.indexOf('-protocol_whitelist'));
    expect(['file,subfile', 'pipe']).toContain(protocols);
    expect(formats).not.toMatch(/hls|dash|concat|image2|sdp/);
    expect(command).toContain('-max_pixels');
  }
  const list = sliceList([slice, slice], [0, 6]).split('\n');
  const named = list.flatMap((line, at) => (line.startsWith('file') ? [list.slice(at + 1)] : []));
  expect(named).toHaveLength(2);
  for (const options of named) {
    expect(options.slice(0, 2)).toEqual([
      'option format_whitelist mov',
      'option protocol_whitelist file,subfile',
    ]);
  }
});

test('sound before the picture, and a codec of older recorders', () => {
  const source = {
    ...SOURCE,
    video: { ...SOURCE.video, index: 2, codec: 'flv1' },
    audio: { ...SOURCE.audio, index: 0 },
  };
  expect(commandLines(pourArgs(source, 'x'))).toMatch(/-map 0:1\n-map 0:0\n.*\n.*\n-f matroska x/);
});

test('eight hundred spans make a shallow tree', () => {
  const many = Array.from({ length: 800 }, (_, at) => ({ from: at * 100, to: at * 100 + 50 }));
  const graph = pictureGraph(SOURCE.video, { ...inOne, spans: many });
  let [depth, deepest] = [0, 0];
  for (const character of graph) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  expect(deepest).toBeLessThanOrEqual(12);
});

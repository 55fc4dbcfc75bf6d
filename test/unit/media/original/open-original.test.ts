import { describe, expect, test } from 'vitest';
import { openOriginal } from '#src/media/original/open-original.ts';
import type { OpenPorts } from '#src/media/original/ports.ts';
import type { Source } from '#src/media/original/source.ts';
import type { RecordingWork } from '#src/pipelines/recording-work.ts';
import { SOURCE } from '../support/source.ts';

const BROADCAST = { ...SOURCE, format: 'mpegts', sizeBytes: 77, needsRepack: true };
const SECOND = { ...SOURCE.audio, index: 2, number: 2 };

function open(source: Source, ports: Partial<OpenPorts> = {}, wanted = {}) {
  const all: OpenPorts = {
    inspect: async path => (path === '/s/original' ? source : SOURCE),
    repack: async () => ({ damaged: false }),
    joinSessions: async () => undefined,
    steadySound: async () => ({ damaged: false }),
    mixSound: async () => ({ damaged: false }),
    discard: async () => undefined,
    keepOnly: async () => undefined,
    ...ports,
  };
  // Cast: of a stage's work, opening uses the signal alone.
  const work = { signal: new AbortController().signal } as unknown as RecordingWork;
  return openOriginal(all, work, '/s/original', wanted);
}
const AS_IT_IS = {
  path: '/s/original',
  restarted: false,
  damaged: false,
  lostSeconds: 0,
  soundChanges: false,
  leftOut: [],
};
const packed = { path: '/s/original.packed', damaged: true };

describe('an original', () => {
  test('with an index is worked on as it is', async () => {
    const repack = () => Promise.reject(new Error('packed'));
    expect(await open(SOURCE, { repack })).toEqual({ ...AS_IT_IS, source: SOURCE });
  });

  test('without one is packed anew, and keeps its name and size', async () => {
    const opened = await open(BROADCAST, { repack: async () => ({ damaged: true }) });
    expect(opened).toMatchObject({ ...packed, restarted: false });
    expect(opened.source).toMatchObject({ format: 'mpegts', sizeBytes: 77, needsRepack: false });
  });

  test('without a track beyond a limit is packed anew, and the others keep their numbers', async () => {
    const beyond = { ...SECOND, channels: 16 };
    const third = { ...SECOND, index: 3, number: 3 };
    const source = { ...BROADCAST, otherAudio: [beyond, third] };
    const inspect = async (path: string) =>
      path === '/s/original' ? source : { ...SOURCE, otherAudio: [SECOND] };
    const given: Source[] = [];
    const repack: OpenPorts['repack'] = async request => {
      given.push(request.source);
      return { damaged: false };
    };
    const opened = await open(source, { inspect, repack });
    expect(given).toMatchObject([{ audio: SOURCE.audio, otherAudio: [third] }]);
    expect(opened.source.otherAudio).toEqual([{ ...SECOND, number: 3 }]);
    expect(opened.leftOut).toMatchObject([{ number: 2, error: { code: 'too_many_channels' } }]);
  });

  test('of which a track has been chosen has the sound of that one', async () => {
    const source = { ...SOURCE, otherAudio: [SECOND] };
    expect((await open(source, {}, { audioIndex: 2 })).source.audio).toEqual(SECOND);
    expect((await open(source, {}, { audioIndex: 9 })).source.audio).toEqual(SOURCE.audio);
  });
});

describe('a recorder that began anew', () => {
  test('has its sessions packed one behind the other', async () => {
    const joinSessions = async () => ({ damaged: true });
    const opened = await open(SOURCE, { joinSessions }, { restarted: true });
    expect(opened).toMatchObject({ ...packed, restarted: true });
  });

  test('is taken as it is where they do not fit together', async () => {
    expect(await open(SOURCE, {}, { restarted: true })).toMatchObject(AS_IT_IS);
  });

  test('is not looked for unless it is known', async () => {
    const joinSessions = () => Promise.reject(new Error('joined'));
    expect(await open(SOURCE, { joinSessions })).toMatchObject(AS_IT_IS);
  });
});

describe('a sound that is made first', () => {
  const mixSound = async () => ({ damaged: false, lostSeconds: 2 });
  const steadySound = async () => ({ damaged: true, lostSeconds: 1 });
  const source = { ...SOURCE, otherAudio: [SECOND] };
  const mixdown = (steady: boolean, ...numbers: number[]) => ({
    mixdown: { steady, tracks: numbers.map(number => ({ number, channel: null })) },
  });

  test('of several tracks is mixed beside the original', async () => {
    const tracks: number[] = [];
    const noted: OpenPorts['mixSound'] = async request => {
      tracks.push(...request.tracks.map(({ track }) => track.index));
      return mixSound();
    };
    const opened = await open(source, { mixSound: noted }, mixdown(false, 1, 2));
    expect(opened).toMatchObject({ path: '/s/original.mixed', lostSeconds: 2, damaged: false });
    expect(tracks).toEqual([1, 2]);
  });

  test('that changes its format is brought to one, not packed anew before', async () => {
    const repack = () => Promise.reject(new Error('packed'));
    const opened = await open(BROADCAST, { repack, steadySound }, mixdown(true, 1));
    expect(opened).toMatchObject({ path: '/s/original.steady', lostSeconds: 1, damaged: true });
    expect(opened.source).toMatchObject({ format: 'mpegts', sizeBytes: 77 });
  });

  test('of one channel is made also where it is the only track', async () => {
    const one = { mixdown: { steady: false, tracks: [{ number: 1, channel: 1 as const }] } };
    expect(await open(SOURCE, { mixSound }, one)).toMatchObject({ path: '/s/original.mixed' });
  });

  test('of tracks that are not there is refused', async () => {
    await expect(open(SOURCE, {}, mixdown(false, 1, 2))).rejects.toMatchObject({
      code: 'engine_failed',
    });
  });
});

import { describe, expect, test } from 'vitest';
import { openOriginal } from '#src/media/original/open-original.ts';
import type { OpenPorts } from '#src/media/original/ports.ts';
import type { Source } from '#src/media/original/source.ts';
import type { RecordingWork } from '#src/pipelines/recording-work.ts';
import { SOURCE } from '../support/source.ts';

const BROADCAST = { ...SOURCE, format: 'mpegts', sizeBytes: 77, needsRepack: true };
const SECOND = { ...SOURCE.audio, index: 2 };

function open(source: Source, ports: Partial<OpenPorts> = {}, wanted = {}) {
  const all: OpenPorts = {
    inspect: async path => (path.endsWith('.packed') ? SOURCE : source),
    repack: async () => ({ damaged: false }),
    joinSessions: async () => undefined,
    steadySound: async () => ({ damaged: false }),
    mixSound: async () => ({ damaged: false }),
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

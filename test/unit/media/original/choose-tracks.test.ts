import { describe, expect, test } from 'vitest';
import { processingConfig } from '#src/config/processing-config.contract.ts';
import { chooseTracks } from '#src/media/original/choose-tracks.ts';
import { measureOriginal } from '#src/media/original/measure-original.ts';
import type { MeasurePorts, ReadRequest } from '#src/media/original/ports.ts';
import type { Source } from '#src/media/original/source.ts';
import { SPEECH_RATE } from '#src/media/sound/pcm.ts';
import type { RecordingWork } from '#src/pipelines/recording-work.ts';
import { SOURCE } from '../support/source.ts';

const SECONDS = 20;

/** A second of noise from each of these on. */
function sounds(at: readonly number[], seed: number) {
  let state = seed;
  return Int16Array.from({ length: SECONDS * SPEECH_RATE }, (_, sample) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const second = sample / SPEECH_RATE;
    const loud = at.some(start => second >= start && second < start + 1);
    return (loud ? 9000 : 20) * (state / 1_073_741_824 - 1);
  });
}

const anna = sounds([2, 9], 1);
const ben = sounds([5, 14], 7);
const both = anna.map((sample, at) => sample + (ben[at] ?? 0));
const silence = new Int16Array(SECONDS * SPEECH_RATE);
const NOTHING = new Int16Array(0);

type Track = { pcm: Int16Array; language?: string; aside?: boolean };

/** What is chosen of a file with these tracks, the first of which is the default, and what was read. */
async function choose(tracks: readonly Track[], wanted: unknown = 'auto') {
  const [audio, ...otherAudio] = tracks.map(({ language = null, aside = false }, index) => ({
    ...{ ...SOURCE.audio, index: index + 1, number: index + 1, channels: 1 },
    ...{ language, aside },
  }));
  if (!audio) throw new Error('no tracks');
  const source: Source = { ...SOURCE, audio, otherAudio };
  const read: number[] = [];
  const pcmOf = (index: number) => tracks[index - 1]?.pcm ?? NOTHING;
  const ports: MeasurePorts = {
    readThrough: async ({ source, onPcm }: ReadRequest) => {
      const index = source.audio?.index ?? 0;
      read.push(index);
      onPcm(pcmOf(index));
      return {
        ...{ pcmPath: `${index}`, loudnessLufs: -20, equalChannels: false, cancelled: null },
        ...{ soundChanges: false, lostSeconds: 0, jumpsBack: false },
        ...{ damaged: false, pictureDamaged: false },
        ...{ pictures: null, pictureSizes: [], stills: [] },
      };
    },
    readPcm: async (path, places) =>
      places.map(({ start, end }) => {
        const [from, to] = [start, end].map(seconds => Math.round(seconds * SPEECH_RATE));
        return pcmOf(Number(path)).slice(from, to);
      }),
  };
  // Cast: of a stage's work, measuring uses these alone.
  const work = {
    config: processingConfig({ sound: { tracks: wanted } }),
    scratch: '/scratch',
    signal: new AbortController().signal,
    progress: () => undefined,
  } as unknown as RecordingWork;
  const file = { path: '/scratch/original', source, leftOut: [] };
  const first = await measureOriginal(ports, work, file);
  const { tracks: chosen, note } = await chooseTracks(ports, work, file, first);
  return { numbers: chosen.map(({ number }) => number), note, read };
}

describe('auto', () => {
  test.each<[string, Track[], number[]]>([
    ['one track', [{ pcm: anna }], [1]],
    ['another voice', [{ pcm: anna }, { pcm: ben }], [1, 2]],
    [
      'another voice, both of one language',
      [
        { pcm: anna, language: 'eng' },
        { pcm: ben, language: 'eng' },
      ],
      [1, 2],
    ],
    [
      'another language',
      [
        { pcm: anna, language: 'eng' },
        { pcm: ben, language: 'rus' },
      ],
      [1],
    ],
    ['comments', [{ pcm: anna }, { pcm: ben, aside: true }], [1]],
    ['the same voice', [{ pcm: anna }, { pcm: anna }], [1]],
    ['a mix, then its parts', [{ pcm: both }, { pcm: anna }, { pcm: ben }], [1]],
    ['a part, then the mix', [{ pcm: anna }, { pcm: both }], [2]],
    ['silence', [{ pcm: anna }, { pcm: silence }], [1]],
    ['silence first', [{ pcm: silence }, { pcm: ben }], [2]],
    ['silence first, then two voices', [{ pcm: silence }, { pcm: ben }, { pcm: anna }], [2, 3]],
    ['silence alone', [{ pcm: silence }, { pcm: silence }], [1]],
  ])('%s', async (_, tracks, numbers) => {
    expect((await choose(tracks)).numbers).toEqual(numbers);
  });

  test('reads no track that cannot count', async () => {
    const { read } = await choose([
      { pcm: anna, language: 'eng' },
      { pcm: ben, language: 'rus' },
    ]);
    expect(read).toEqual([1]);
  });
});

describe('as set', () => {
  const three = [{ pcm: anna }, { pcm: ben }, { pcm: NOTHING }];
  test.each<[unknown, number[], RegExp, number[]]>([
    ['first', [1], /^Sound track 1 of 3 was taken, as set\.$/, [1]],
    ['all_mixed', [1, 2], /^Sound tracks 1 and 2 were mixed\.$/, [1, 2, 3]],
    [[2], [2], /^Sound track 2 of 3/, [1, 2]],
    [[2, 1, 2], [1, 2], /^Sound tracks 1 and 2 were mixed/, [1, 2]],
    [[5], [1], /^There is no sound track 5\. Sound track 1 of 3/, [1]],
    [[2, 5], [2], /^There is no sound track 5\. Sound track 2 of 3/, [1, 2]],
  ])('%s', async (wanted, numbers, note, read) => {
    expect(await choose(three, wanted)).toMatchObject({
      numbers,
      note: expect.stringMatching(note),
      read,
    });
  });

  test('says nothing where there is one track alone', async () => {
    expect(await choose([{ pcm: anna }], 'all_mixed')).toMatchObject({ numbers: [1], note: '' });
  });
});

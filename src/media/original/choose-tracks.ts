import { totalLength } from '../../documents/ranges.ts';
import type { RecordingWork } from '../../pipelines/recording-work.ts';
import {
  placesToCompare,
  riseTogether,
  SEARCH_SECONDS,
  shareFound,
} from '../sound/compare-tracks.ts';
import { type Found, measureOtherSound } from './measure-original.ts';
import type { MeasurePorts } from './ports.ts';
import { type AudioTrack, type MediaFile, soundTracks } from './source.ts';

/** A sound track, by its number in the order of the file, and what a recording with it is found to be. */
export type HeardTrack = { number: number; found: Found };
export type ChosenTracks = {
  tracks: HeardTrack[];
  /** For the customer; empty where nothing was chosen. */
  note: string;
};

/** Less than a word in a track is a click. */
const LEAST_SPEECH_SECONDS = 0.5;

const count = (numbers: readonly number[]) =>
  `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
const NOTES = {
  otherTrack: 'The first sound track is silent; the next one with sound was taken.',
  mixed: (numbers: readonly number[]) => `Sound tracks ${count(numbers)} were mixed.`,
  taken: (number: number, all: number) => `Sound track ${number} of ${all} was taken, as set.`,
  missing: (numbers: readonly number[]) => `There is no sound track ${numbers.join(', ')}.`,
};

/**
 * The tracks that become the sound of a recording, by its settings. Others than the first are read
 * only where they may be among them: cameras and recorders give each microphone its own.
 */
export async function chooseTracks(
  ports: MeasurePorts,
  work: RecordingWork,
  file: MediaFile,
  first: Found,
): Promise<ChosenTracks> {
  const all = soundTracks(file.source);
  const wanted = work.config.sound.tracks;
  const hear = async (number: number): Promise<HeardTrack> => {
    const audio = all[number - 1];
    const known = !audio || audio === file.source.audio;
    const found = known ? first : await measureOtherSound(ports, work, file, { first, audio });
    return { number, found };
  };
  const main = Math.max(1, 1 + all.findIndex(({ index }) => index === file.source.audio?.index));
  const others = all.map((_, index) => index + 1).filter(number => number !== main);
  if (wanted === 'auto') return chooseBySound(ports, work, await hear(main), { all, others, hear });
  const named = typeof wanted === 'string' ? [main] : [...new Set(wanted)].sort((a, b) => a - b);
  const numbers = wanted === 'all_mixed' ? all.map((_, index) => index + 1) : named;
  const known = numbers.filter(number => number <= all.length);
  const taken = known.length > 0 ? known : [main];
  const tracks: HeardTrack[] = [];
  for (const number of taken) tracks.push(await hear(number));
  const missing = numbers.filter(number => number > Math.max(1, all.length));
  return { tracks: withPackets(tracks), note: noteOf(tracks, all, missing) };
}

function noteOf(tracks: readonly HeardTrack[], all: readonly AudioTrack[], missing: number[]) {
  const numbers = withPackets(tracks).map(({ number }) => number);
  const [only = 1] = numbers;
  const taken = numbers.length > 1 ? NOTES.mixed(numbers) : NOTES.taken(only, all.length);
  const notes = [missing.length > 0 && NOTES.missing(missing), all.length > 1 && taken];
  return notes.filter(Boolean).join(' ');
}

/** Tracks without a packet add nothing to a mix; one alone is what there is. */
function withPackets(tracks: readonly HeardTrack[]) {
  const filled = tracks.filter(({ found }) => found.hasAudio);
  return filled.length > 0 ? filled : tracks.slice(0, 1);
}

type Others = {
  all: readonly AudioTrack[];
  others: readonly number[];
  hear: (number: number) => Promise<HeardTrack>;
};

/** The first with sound, and each that has speech of its own. */
async function chooseBySound(
  ports: MeasurePorts,
  work: RecordingWork,
  main: HeardTrack,
  { all, others, hear }: Others,
): Promise<ChosenTracks> {
  let taken = main.found.sound.length > 0 ? [main] : [];
  for (const number of others) {
    if (taken.length > 0 && !mayAdd(all[number - 1], taken[0]?.found.source.audio)) continue;
    const track = await hear(number);
    const least = taken.length > 0 ? LEAST_SPEECH_SECONDS : 0;
    if (totalLength(track.found.sound) > least) taken = await withTrack(ports, work, taken, track);
  }
  if (taken.length === 0) return { tracks: [main], note: '' };
  const tracks = taken.toSorted((a, b) => a.number - b.number);
  const numbers = tracks.map(({ number }) => number);
  const notes = [
    main.found.sound.length === 0 && NOTES.otherTrack,
    numbers.length > 1 && NOTES.mixed(numbers),
  ];
  return { tracks, note: notes.filter(Boolean).join(' ') };
}

/** Speech in another language is said already, and comments are for those who ask for them. */
function mayAdd(track: AudioTrack | undefined, first: AudioTrack | null | undefined) {
  if (!track || !first || track.aside) return false;
  return !track.language || !first.language || track.language === first.language;
}

/** With one more track: beside those that lack it, in place of those that are a part of it. */
async function withTrack(
  ports: MeasurePorts,
  { signal }: RecordingWork,
  taken: readonly HeardTrack[],
  track: HeardTrack,
): Promise<HeardTrack[]> {
  const kept: HeardTrack[] = [];
  for (const before of taken) {
    signal.throwIfAborted();
    const relation = await relate(ports, track.found, before.found);
    if (relation === 'has') return [...taken];
    if (relation === undefined) kept.push(before);
  }
  return [...kept, track];
}

/** So much of the places has to be found. */
const MOST = 0.75;

/** Whether a track that is taken has all that this one has, or is a part of it. */
async function relate(ports: MeasurePorts, own: Found, other: Found) {
  if (riseTogether(own.levels, other.levels)) return 'has';
  if ((await shareIn(ports, own, other)) >= MOST) return 'has';
  return (await shareIn(ports, other, own)) >= MOST ? 'is_part' : undefined;
}

/** How much of the sound of one is in the other. */
async function shareIn(ports: MeasurePorts, own: Found, other: Found) {
  if (!own.pcmPath || !other.pcmPath) return 0;
  const places = placesToCompare(own.sound);
  const wide = places.map(({ start, end }) => ({
    start: start - SEARCH_SECONDS,
    end: end + SEARCH_SECONDS,
  }));
  return shareFound({
    own: await ports.readPcm(own.pcmPath, places),
    other: await ports.readPcm(other.pcmPath, wide),
  });
}

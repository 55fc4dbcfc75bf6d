import { totalLength } from '../../documents/ranges.ts';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import type { RecordingWork } from '../../pipelines/recording-work.ts';
import { type LeftOut, leftOutNote, limitOfTrack } from './leave-out-tracks.ts';
import { type Found, measureOtherSound } from './measure-original.ts';
import type { MeasurePorts } from './ports.ts';
import { relate } from './relate-tracks.ts';
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

const named = (numbers: readonly number[]) =>
  `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
const NOTES = {
  otherTrack: 'The first sound track is silent; the next one with sound was taken.',
  mixed: (numbers: readonly number[]) => `Sound tracks ${named(numbers)} were mixed.`,
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
  file: MediaFile & { leftOut: readonly LeftOut[] },
  first: Found,
): Promise<ChosenTracks> {
  const { leftOut } = file;
  const all = soundTracks(file.source);
  const count = all.length + leftOut.length;
  const wanted = work.config.sound.tracks;
  const hear = async (number: number): Promise<HeardTrack> => {
    const audio = all.find(track => track.number === number);
    const known = !audio || audio === file.source.audio;
    const found = known ? first : await measureOtherSound(ports, work, file, { first, audio });
    return { number, found };
  };
  const main = file.source.audio?.number ?? 1;
  if (wanted === 'auto') {
    const others = all.filter(({ number }) => number !== main);
    return chooseBySound(ports, work, await hear(main), { others, hear, leftOut });
  }
  const numbers = numbersOf(wanted, { main, count, leftOut });
  refuseLeftOut(numbers, leftOut);
  const known = numbers.filter(number => number <= count);
  const taken = known.length > 0 ? known : [main];
  const tracks: HeardTrack[] = [];
  for (const number of taken) tracks.push(await hear(number));
  const missing = numbers.filter(number => number > Math.max(1, count));
  const notes = [noteOf(tracks, count, missing), leftOutNote(leftOut)];
  return { tracks: withPackets(tracks), note: notes.filter(Boolean).join(' ') };
}

type Counted = { main: number; count: number; leftOut: readonly LeftOut[] };

/** The tracks that a setting asks for; the first is that of the file, also where it is left out. */
function numbersOf(
  wanted: 'first' | 'all_mixed' | readonly number[],
  { main, count, leftOut }: Counted,
) {
  if (wanted === 'first') return [leftOut.find(({ isMain }) => isMain)?.number ?? main];
  if (wanted === 'all_mixed') return Array.from({ length: count }, (_, index) => index + 1);
  return [...new Set(wanted)].sort((a, b) => a - b);
}

/** What was asked for by its number cannot be left out. */
function refuseLeftOut(numbers: readonly number[], leftOut: readonly LeftOut[]) {
  const refused = leftOut.find(({ number }) => numbers.includes(number));
  if (refused) throw refused.error;
}

function noteOf(tracks: readonly HeardTrack[], count: number, missing: number[]) {
  const numbers = withPackets(tracks).map(({ number }) => number);
  const [only = 1] = numbers;
  const taken = numbers.length > 1 ? NOTES.mixed(numbers) : NOTES.taken(only, count);
  const notes = [missing.length > 0 && NOTES.missing(missing), count > 1 && taken];
  return notes.filter(Boolean).join(' ');
}

/** Tracks without a packet add nothing to a mix; one alone is what there is. */
function withPackets(tracks: readonly HeardTrack[]) {
  const filled = tracks.filter(({ found }) => found.hasAudio);
  return filled.length > 0 ? filled : tracks.slice(0, 1);
}

type Others = {
  others: readonly AudioTrack[];
  hear: (number: number) => Promise<HeardTrack>;
  leftOut: readonly LeftOut[];
};

/** The first with sound, and each that has speech of its own. */
async function chooseBySound(
  ports: MeasurePorts,
  work: RecordingWork,
  main: HeardTrack,
  { others, hear, leftOut }: Others,
): Promise<ChosenTracks> {
  let taken = main.found.sound.length > 0 ? [main] : [];
  const out = [...leftOut];
  for (const other of others) {
    if (taken.length > 0 && !mayAdd(other, taken[0]?.found.source.audio)) continue;
    const track = await hear(other.number).catch(limitOfTrack);
    if (track instanceof StageError) {
      out.push({ number: other.number, isMain: false, error: track });
      continue;
    }
    const least = taken.length > 0 ? LEAST_SPEECH_SECONDS : 0;
    if (totalLength(track.found.sound) > least) taken = await withTrack(ports, work, taken, track);
  }
  if (taken.length === 0) return { tracks: [main], note: leftOutNote(out) };
  const tracks = taken.toSorted((a, b) => a.number - b.number);
  const numbers = tracks.map(({ number }) => number);
  const notes = [
    main.found.sound.length === 0 && NOTES.otherTrack,
    numbers.length > 1 && NOTES.mixed(numbers),
    leftOutNote(out),
  ];
  return { tracks, note: notes.filter(Boolean).join(' ') };
}

/** Speech in another language is said already, and comments are for those who ask for them. */
function mayAdd(track: AudioTrack, first: AudioTrack | null | undefined) {
  if (!first || track.aside) return false;
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

import { StageError, type StageErrorCode } from '../../pipeline/stages/stage-error.ts';
import { refuseTrack } from './refuse-beyond.ts';
import { type AudioTrack, type MediaFile, type Source, soundTracks } from './source.ts';

/** A sound track that no filter may be asked to take. */
export type LeftOut = {
  number: number;
  /** The one that is taken where nothing else is said. */
  isMain: boolean;
  /** The limit that it is beyond. */
  error: StageError;
};

/** What is found of one track alone: a recording can do without. */
const OF_ONE_TRACK: readonly StageErrorCode[] = [
  'too_many_channels',
  'sample_rate_too_low',
  'sample_rate_too_high',
  'sound_hole_too_long',
];

/** What stands against one track alone; all else is thrown again. */
export function limitOfTrack(error: unknown): StageError {
  if (error instanceof StageError && OF_ONE_TRACK.includes(error.code)) return error;
  throw error;
}

/** Without tracks that are beyond a limit by their headers. Throws where no other is left. */
export function leaveOutTracks(source: Source): Pick<WithLeftOut, 'source' | 'leftOut'> {
  const leftOut = soundTracks(source).flatMap(track => {
    const error = limitOf(track);
    return error ? [leftOutOf(source, track, error)] : [];
  });
  return { source: without(source, leftOut), leftOut };
}

type WithLeftOut = MediaFile & { leftOut: readonly LeftOut[] };

/** Without the track that it was read with, as that is beyond a limit further on. */
export function leaveOutMain<File extends WithLeftOut>(file: File, error: StageError): File {
  const { source } = file;
  if (!source.audio) throw error;
  const leftOut = [...file.leftOut, leftOutOf(source, source.audio, error)];
  return { ...file, source: without(source, leftOut), leftOut };
}

/** For the customer. */
export function leftOutNote(leftOut: readonly LeftOut[]): string {
  const byReason = new Map<string, number[]>();
  for (const { number, error } of leftOut) {
    byReason.set(error.message, [...(byReason.get(error.message) ?? []), number]);
  }
  return [...byReason].map(([reason, numbers]) => `${were(numbers)} left out. ${reason}`).join(' ');
}

const were = (numbers: readonly number[]) =>
  numbers.length > 1 ? `Sound tracks ${numbers.join(', ')} were` : `Sound track ${numbers[0]} was`;

function limitOf(track: AudioTrack) {
  try {
    refuseTrack(track);
    return undefined;
  } catch (error) {
    return limitOfTrack(error);
  }
}

const leftOutOf = (source: Source, { number }: AudioTrack, error: StageError): LeftOut => ({
  number,
  isMain: number === source.audio?.number,
  error,
});

function without(source: Source, leftOut: readonly LeftOut[]): Source {
  const out = new Set(leftOut.map(({ number }) => number));
  const kept = soundTracks(source).filter(({ number }) => !out.has(number));
  const audio = kept.find(track => track === source.audio) ?? kept[0] ?? null;
  const [first] = leftOut;
  if (first && !audio) throw (leftOut.find(({ isMain }) => isMain) ?? first).error;
  return { ...source, audio, otherAudio: kept.filter(track => track !== audio) };
}

import { INPUT_LIMITS } from '../../kernel/input-limits.ts';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import { type AudioTrack, type Source, soundTracks } from './source.ts';

const MOST_SECONDS = INPUT_LIMITS.mediaHours.most * 3600;

/** Throws where headers tell that a file is beyond a limit. */
export function refuseSource(source: Source) {
  const { length } = soundTracks(source);
  if (length > INPUT_LIMITS.soundTracks.most) throw new StageError('too_many_sound_tracks');
}

/** Throws where headers tell that a sound track is beyond a limit, before any filter is asked. */
export function refuseTrack(track: AudioTrack) {
  refuseSampleRate(track.sampleRate);
  if (track.channels > INPUT_LIMITS.soundChannels.most) throw new StageError('too_many_channels');
  refuseHole(track, track.startSeconds * track.sampleRate);
}

/** Throws for a rate that filters cannot take; sound may change to it on the way. */
export function refuseSampleRate(rate: number) {
  const { leastSampleRate, sampleRate } = INPUT_LIMITS;
  const detail = `${rate} Hz`;
  if (rate < leastSampleRate.least) throw new StageError('sample_rate_too_low', { detail });
  if (rate > sampleRate.most) throw new StageError('sample_rate_too_high', { detail });
}

/** Throws where so many samples of each channel would have to be filled in at one place. */
export function refuseHole({ channels }: Pick<AudioTrack, 'channels'>, samples: number) {
  if (samples * channels <= INPUT_LIMITS.soundHole.most) return;
  throw new StageError('sound_hole_too_long', { detail: `${samples} samples` });
}

/** Throws beyond the limit of a recording's length, as soon as something is so far from its start. */
export function refuseLength(seconds: number) {
  if (seconds > MOST_SECONDS) throw new StageError('too_long', { detail: `${seconds} s` });
}

/** Throws where there are more pictures than the seconds that they begin may have. */
export function refuseRate(times: readonly number[]) {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const seconds of times) {
    first = Math.min(first, seconds);
    last = Math.max(last, seconds);
  }
  const begun = Math.floor(last - first) + 1;
  if (times.length <= begun * INPUT_LIMITS.pictureRate.most) return;
  throw new StageError('too_many_pictures', { detail: `${times.length} in ${begun} s` });
}

/** Throws where a picture changes its size so often that the stills of it fill the disk. */
export function refuseChanges(changes: number) {
  if (changes <= INPUT_LIMITS.pictureChanges.most) return;
  throw new StageError('too_many_sizes', { detail: `${changes} changes` });
}

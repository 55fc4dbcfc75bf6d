import type { Readable } from 'node:stream';
import type { Channel } from '../../../documents/mixdown.contract.ts';
import type { AudioTrack } from '../../../media/original/source.ts';
import { toDecibels } from '../../../media/sound/noise-floor.ts';
import { createAligner } from '../../../media/sound/pcm.ts';

/** Only two channels can be one; six are mixed. */
export const canBeOneSound = (audio: AudioTrack | null) => audio?.channels === 2;

/** The samples of both channels as they are; rate and layout may change on the way. */
export const comparedFormat = ({ sampleRate }: AudioTrack) =>
  `aformat=sample_fmts=flt:sample_rates=${sampleRate}:channel_layouts=stereo`;
const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** What two channels share and what sets them apart, over about a second, in dBFS. */
type ChannelLevels = { sharedDbfs: number; apartDbfs: number };

/**
 * A voice that is half a decibel louder on one side, which is where ears begin to tell a side, is
 * set apart by −31 dB. Coders leave less between channels that went in equal: −34 dB after two
 * rounds of AAC at 128 kb/s, which fills in noise for each channel by itself.
 */
const APART_BELOW_SHARED_DB = 31;
/** Nobody hears which side such a sound is on. */
const INAUDIBLE_DBFS = -70;

/**
 * Of a voice that one channel has upside down, a mix leaves what rooms and coders set apart. Wide
 * stereo, such as music, stays within 6 dB.
 */
const CANCELLED_DB = 12;
/** Quieter than this, it is the room that is heard. */
const AUDIBLE_DBFS = -55;
/** Of the seconds that can be heard; a mix loses them. */
const CANCELLED_SHARE = 0.1;

/** Whether two channels cancel each other out when they are mixed: a cable that is wired upside down. */
export const cancelOut = ({ sharedDbfs, apartDbfs }: ChannelLevels) =>
  apartDbfs > AUDIBLE_DBFS && apartDbfs - sharedDbfs > CANCELLED_DB;

/** Whether two channels carry one sound: the microphone of one speaker on both sides, mostly. */
export const isOneSound = ({ sharedDbfs, apartDbfs }: ChannelLevels) =>
  apartDbfs < INAUDIBLE_DBFS || sharedDbfs - apartDbfs > APART_BELOW_SHARED_DB;

/**
 * Measures, each second, the half sum and the half difference of two channels. Here, because
 * ffmpeg's own meter of levels takes a quarter of the time of the whole reading.
 */
export function createChannelComparison(sampleRate: number) {
  let [shared, apart, samples] = [0, 0, 0];
  let [seconds, differing, audible, cancelled] = [0, 0, 0, 0];
  /** Energy of the left channel less that of the right one. */
  let leftmost = 0;

  function closeSecond() {
    const sharedDbfs = toDecibels(shared / samples);
    const apartDbfs = toDecibels(apart / samples);
    seconds += 1;
    if (!isOneSound({ sharedDbfs, apartDbfs })) differing += 1;
    if (Math.max(sharedDbfs, apartDbfs) > AUDIBLE_DBFS) audible += 1;
    if (cancelOut({ sharedDbfs, apartDbfs })) cancelled += 1;
    [shared, apart, samples] = [0, 0, 0];
  }

  function measure(pairs: Float32Array) {
    for (let at = 0; at < pairs.length; at += 2) {
      const [left, right] = [pairs[at] ?? 0, pairs[at + 1] ?? 0];
      shared += ((left + right) / 2) ** 2;
      apart += ((left - right) / 2) ** 2;
      leftmost += left ** 2 - right ** 2;
      samples += 1;
      if (samples === sampleRate) closeSecond();
    }
  }

  return {
    async read(stream: Readable) {
      const align = createAligner(2 * BYTES);
      for await (const chunk of stream) measure(new Float32Array(align(chunk)));
      if (samples > 0) closeSecond();
    },
    areEqual: () => seconds > 0 && differing === 0,
    /** Where mixing them loses what is heard, the louder one. */
    cancelled: (): Channel | null => {
      if (cancelled === 0 || cancelled < audible * CANCELLED_SHARE) return null;
      return leftmost >= 0 ? 0 : 1;
    },
  };
}

import type { Readable } from 'node:stream';
import type { AudioTrack } from '../../../media/original/source.ts';
import { toDecibels } from '../../../media/sound/noise-floor.ts';
import { createAligner } from '../../../media/sound/pcm.ts';

/** Only two channels can be one; six are mixed. */
export const canBeOneSound = (audio: AudioTrack | null) => audio?.channels === 2;

/** The samples of both channels as they are; the layout may change on the way. */
export const COMPARED_FORMAT = 'aformat=sample_fmts=flt:channel_layouts=stereo';
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

/** Whether two channels carry one sound: the microphone of one speaker on both sides, mostly. */
export const isOneSound = ({ sharedDbfs, apartDbfs }: ChannelLevels) =>
  apartDbfs < INAUDIBLE_DBFS || sharedDbfs - apartDbfs > APART_BELOW_SHARED_DB;

/**
 * Measures, each second, the half sum and the half difference of two channels. Here, because
 * ffmpeg's own meter of levels takes a quarter of the time of the whole reading.
 */
export function createChannelComparison(sampleRate: number) {
  let [shared, apart, samples] = [0, 0, 0];
  let [seconds, differing] = [0, 0];

  function closeSecond() {
    const sharedDbfs = toDecibels(shared / samples);
    const apartDbfs = toDecibels(apart / samples);
    seconds += 1;
    if (!isOneSound({ sharedDbfs, apartDbfs })) differing += 1;
    [shared, apart, samples] = [0, 0, 0];
  }

  function measure(pairs: Float32Array) {
    for (let at = 0; at < pairs.length; at += 2) {
      const [left, right] = [pairs[at] ?? 0, pairs[at + 1] ?? 0];
      shared += ((left + right) / 2) ** 2;
      apart += ((left - right) / 2) ** 2;
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
  };
}

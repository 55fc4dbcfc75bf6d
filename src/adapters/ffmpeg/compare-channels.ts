import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { isOneSound } from '../../media/equal-channels.ts';
import type { AudioTrack } from '../../media/source.ts';

/** Measures, each second, the half sum and the half difference of two channels. */
export const compareGraph = ({ sampleRate }: AudioTrack, descriptor: number) =>
  [
    // The layout may change on the way.
    'aformat=channel_layouts=stereo',
    'pan=stereo|c0=0.5*c0+0.5*c1|c1=0.5*c0-0.5*c1',
    `asetnsamples=${sampleRate}`,
    'astats=metadata=1:reset=1:measure_perchannel=RMS_level:measure_overall=none',
    `ametadata=mode=print:file=pipe\\\\:${descriptor}`,
    'anullsink',
  ].join(',');

const LEVEL = /^lavfi\.astats\.([12])\.RMS_level=(-?)(inf|[\d.]+)/;

/** Reads what that graph prints: two levels for each second. */
export function createChannelComparison() {
  let sharedDbfs = Number.NaN;
  let [seconds, differing] = [0, 0];
  return {
    async read(stream: Readable) {
      for await (const line of createInterface({ input: stream })) {
        const [, channel, sign, level] = LEVEL.exec(line) ?? [];
        if (!channel) continue;
        const dbfs = Number(`${sign}${level === 'inf' ? 'Infinity' : level}`);
        if (channel === '1') sharedDbfs = dbfs;
        else {
          seconds += 1;
          if (!isOneSound({ sharedDbfs, apartDbfs: dbfs })) differing += 1;
        }
      }
    },
    areEqual: () => seconds > 0 && differing === 0,
  };
}

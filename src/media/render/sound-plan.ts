import type { Probe } from '../../documents/probe.contract.ts';
import type { AudioTrack } from '../original/source.ts';
import type { SampleSpan } from '../timeline/spans.ts';

export type SoundPlan = { spans: SampleSpan[]; sampleRate: number; channels: number };

const AAC_RATES = [16_000, 22_050, 24_000, 32_000, 44_100, 48_000];

/**
 * Stereo at most, and one channel where two carry one sound: it takes a third of the time. The
 * source's own rate where AAC in MP4 has it.
 */
export function soundFormat({ sampleRate, channels }: AudioTrack, probe: Probe['audio']) {
  const rate = AAC_RATES.includes(sampleRate) ? sampleRate : 48_000;
  return { sampleRate: rate, channels: probe?.equal_channels ? 1 : Math.min(2, channels) };
}

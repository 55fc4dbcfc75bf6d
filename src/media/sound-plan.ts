import type { AudioTrack } from './source.ts';
import type { SampleSpan } from './spans.ts';

export type SoundPlan = { spans: SampleSpan[]; sampleRate: number; channels: number };

const AAC_RATES = [16_000, 22_050, 24_000, 32_000, 44_100, 48_000];

/** Stereo at most; the source's own rate where AAC in MP4 has it. */
export function soundFormat({ sampleRate, channels }: AudioTrack) {
  const rate = AAC_RATES.includes(sampleRate) ? sampleRate : 48_000;
  return { sampleRate: rate, channels: Math.min(2, channels) };
}

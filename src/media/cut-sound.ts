import { createPcmCut } from './pcm-cut.ts';
import type { RenderPorts } from './ports.ts';
import type { RenderJob } from './render-job.ts';
import type { SoundPlan } from './sound-plan.ts';

/** Decodes the sound once, cuts it to the sample and encodes it once. */
export const cutSound = (
  ports: RenderPorts,
  { path, source, onDamage }: RenderJob,
  { spans, sampleRate, channels }: SoundPlan,
  target: string,
  signal: AbortSignal,
) => {
  const cut = createPcmCut({ spans, sampleRate, channels });
  return ports.encodeSound({ path, source, target, sampleRate, channels, cut, signal, onDamage });
};

import type { RenderPorts } from '../ports.ts';
import { encodeAtLevel, mixedLevel } from './loudness.ts';
import type { RenderJob } from './open-render.ts';
import { createPcmCut } from './pcm-cut.ts';
import type { SoundPlan } from './sound-plan.ts';

/** Decodes the sound, cuts it to the sample, brings it to its level and encodes it. */
export const cutSound = async (
  ports: RenderPorts,
  { path, source, level, onDamage, onLoudness }: RenderJob,
  { spans, sampleRate, channels }: SoundPlan,
  target: string,
  signal: AbortSignal,
) => {
  const sound = { path, source, target, sampleRate, channels, signal, onDamage };
  const mixed = source.audio?.channels === 2 && channels === 1;
  const first = level && mixed ? mixedLevel(level) : level;
  const loudness = await encodeAtLevel(first, (level, onLoudness) => {
    const cut = createPcmCut({ spans, sampleRate, channels });
    return ports.encodeSound({ ...sound, cut, level, onLoudness });
  });
  if (loudness !== undefined) onLoudness(loudness);
};

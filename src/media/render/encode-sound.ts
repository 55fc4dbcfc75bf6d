import { type Level, mixedLevel, nextLevel, type Try } from './loudness.ts';
import type { Render } from './open-render.ts';
import { createPcmCut } from './pcm-cut.ts';
import type { Encoded } from './ports/encode.ts';
import type { RenderMethod } from './render-plan.ts';
import type { SoundFile } from './tracks.ts';

/** Decodes the sound, cuts it to the sample, brings it to its level and encodes it. */
export async function encodeSound(
  { ports, original, level }: Render,
  { plan, path: target }: SoundFile,
  signal: AbortSignal,
): Promise<Encoded> {
  const { sampleRate, channels } = plan;
  const mixed = original.source.audio?.channels === 2 && channels === 1;
  const first = level && mixed ? mixedLevel(level) : level;
  return encodeAtLevel(first, level => {
    const cut = createPcmCut(plan);
    return ports.encodeSound({ ...original, target, sampleRate, channels, cut, level, signal });
  });
}

type Remux = Extract<RenderMethod, { kind: 'remux' }>;

/** Packs the tracks anew, and brings sound that is encoded to its level. */
export async function remux(
  { ports, work, original, level }: Render,
  { video, audio, seconds }: Remux,
  target: string,
): Promise<Encoded> {
  const { signal } = work;
  const progress = (share: number) => work.progress(5 + 85 * share);
  const request = { ...original, target, video, audio, seconds, signal, progress };
  const made = await encodeAtLevel(level, level => ports.remux({ ...request, level }));
  return { ...made, damaged: false };
}

/** Each costs an encode of the sound; two are enough for all but bursts of noise. */
const MOST_TRIES = 3;

/** Encodes sound at a level, and again where limiting or mixing channels took it off its target. */
export async function encodeAtLevel<Result extends Pick<Encoded, 'loudnessLufs'>>(
  level: Level | null,
  encode: (level: Level | null) => Promise<Result>,
  tries: readonly Try[] = [],
): Promise<Result> {
  const result = await encode(level);
  const { loudnessLufs: lufs } = result;
  if (!level || lufs === null) return result;
  const known = [...tries, { gainDb: level.gainDb, lufs }];
  const next = known.length < MOST_TRIES ? nextLevel(level, known) : null;
  return next ? encodeAtLevel(next, encode, known) : result;
}

import { amplitudeOf } from './loudness.ts';
import type { Piece, SilenceKind } from './outline.ts';
import type { Random } from './random.ts';
import { SPEECH_RATE } from './voice.ts';

/** A silence or utterance with its place, in samples. */
export type Placed = { start: number; end: number } & (
  | { kind: 'silence'; silence: SilenceKind }
  | { kind: 'utterance'; text: string; topic: number }
);

/** Lays the pieces end to end. `spoken` has the samples of each text. */
export function placePieces(
  pieces: readonly Piece[],
  spoken: ReadonlyMap<string, Int16Array>,
  alignSamples: number,
): Placed[] {
  let position = 0;
  const placed = pieces.map((piece): Placed => {
    const start = position;
    position += lengthOf(piece, spoken);
    return { ...piece, start, end: position };
  });
  const last = placed.at(-1);
  // The end of the lecture falls on a frame.
  if (last) last.end = Math.ceil(last.end / alignSamples) * alignSamples;
  return placed;
}

/** The speech at its places, and noise of a quiet room under all of it. */
export function renderSoundtrack(
  placed: readonly Placed[],
  spoken: ReadonlyMap<string, Int16Array>,
  { noiseDbfs, random }: { noiseDbfs: number; random: Random },
) {
  const track = roomNoise(placed.at(-1)?.end ?? 0, noiseDbfs, random);
  for (const piece of placed) {
    if (piece.kind !== 'utterance') continue;
    const samples = spoken.get(piece.text) ?? [];
    for (const [index, sample] of samples.entries()) {
      const at = piece.start + index;
      track[at] = clipped((track[at] ?? 0) + sample);
    }
  }
  return track;
}

/**
 * Nearly Gaussian (three uniform numbers), darker than white by a one-pole low-pass, whose loss of
 * two thirds of the power is given back.
 */
function roomNoise(length: number, dbfs: number, random: Random) {
  const scale = amplitudeOf(dbfs) * Math.sqrt(3);
  const noise = new Int16Array(length);
  let level = 0;
  for (let index = 0; index < length; index += 1) {
    const white = 2 * (random() + random() + random()) - 3;
    level += (white - level) / 2;
    noise[index] = Math.round(level * scale);
  }
  return noise;
}

const lengthOf = (piece: Piece, spoken: ReadonlyMap<string, Int16Array>) =>
  piece.kind === 'silence'
    ? Math.round(piece.seconds * SPEECH_RATE)
    : (spoken.get(piece.text)?.length ?? 0);

const clipped = (sample: number) => Math.max(-32_768, Math.min(32_767, sample));

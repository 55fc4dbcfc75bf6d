import { StageError } from '../../pipeline/stages/stage-error.ts';
import type { FrameSpan } from '../timeline/spans.ts';

/** Frames that two neighbouring parts of a picture both decode. */
export type Seam = {
  /** The first of this part. */
  own: FrameSpan;
  /** The first of the next one. */
  next: FrameSpan | null;
};

/** What the frames of a seam looked like as they were decoded; equal pictures have equal hashes. */
export type SeamHashes = { own: string; next: string };
/** Those of the part that begins with this frame of the result. */
export type PlacedSeam = SeamHashes & { begin: number };

/** One may be equal by chance, such as a black one. */
const SEAM_FRAMES = 5;

/** The seams of parts that follow each other, each with these spans. */
export function seamsOf(parts: readonly (readonly FrameSpan[])[]): Seam[] {
  const firsts = parts.map(([span = { from: 0, to: 0 }]) => ({
    from: span.from,
    to: Math.min(span.to, span.from + SEAM_FRAMES),
  }));
  return firsts.map((own, index) => ({ own, next: firsts[index + 1] ?? null }));
}

/**
 * Every part but the first is decoded from where a seek landed. The one before it is decoded as far
 * as the first frames of the next. Where both saw the same pictures, and the first came from the
 * beginning, all came out as they do where nobody seeks. Throws `engine_failed` where they did not.
 */
export function refuseTornSeams(seams: readonly PlacedSeam[]) {
  const inOrder = seams.toSorted((a, b) => a.begin - b.begin);
  const torn = inOrder.find(({ own }, index) => index > 0 && inOrder[index - 1]?.next !== own);
  if (!torn) return;
  const detail = `a seek shows other pictures from frame ${torn.begin}`;
  throw new StageError('engine_failed', { detail });
}

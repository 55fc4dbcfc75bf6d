import type { SampleSpan } from '../timeline/spans.ts';
import type { PcmCut } from './ports/encode.ts';

/** Long enough that a join does not click, too short to hear. */
const FADE_SECONDS = 0.005;

type Cut = { spans: readonly SampleSpan[]; sampleRate: number; channels: number };
type Place = SampleSpan & { fadesIn: boolean; fadesOut: boolean; done: number };

/**
 * Cuts a stream of interleaved samples to the sample: what lies in a span passes, with a short
 * fade at each join. What a span wants from before the first or after the last sample is silence.
 */
export function createPcmCut({ spans, sampleRate, channels }: Cut): PcmCut {
  const fade = Math.round(FADE_SECONDS * sampleRate);
  const queue: Place[] = spans.map((span, index) => ({
    ...span,
    fadesIn: index > 0,
    fadesOut: index < spans.length - 1,
    done: 0,
  }));
  let read = 0;
  return {
    push(samples) {
      const out: Float32Array[] = [];
      for (let place = queue[0]; place; place = queue[0]) {
        const piece = cutOut(samples, read, place, channels);
        fadeEdges(piece, place, channels, fade);
        place.done += piece.length / channels;
        if (piece.length > 0) out.push(piece);
        if (place.done < place.length) break;
        queue.shift();
      }
      read += samples.length / channels;
      return out;
    },
    *finish() {
      const owed = queue.reduce((sum, { length, done }) => sum + length - done, 0);
      // In pieces of a second: the sound may end an hour before the picture.
      for (let left = owed; left > 0; left -= sampleRate) {
        yield new Float32Array(Math.min(left, sampleRate) * channels);
      }
    },
  };
}

/** What these samples, the first of which is number `read`, give to a span, after due silence. */
function cutOut(samples: Float32Array, read: number, place: Place, channels: number): Float32Array {
  const next = place.start + place.done;
  const missing = place.length - place.done;
  const silent = Math.min(Math.max(0, read - next), missing);
  const from = Math.max(0, next - read);
  const count = Math.max(0, Math.min(samples.length / channels - from, missing - silent));
  const sounding = samples.subarray(from * channels, (from + count) * channels);
  if (silent === 0) return sounding;
  const piece = new Float32Array((silent + count) * channels);
  piece.set(sounding, silent * channels);
  return piece;
}

function fadeEdges(piece: Float32Array, place: Place, channels: number, fade: number) {
  const reach = Math.min(fade, Math.floor(place.length / 2));
  const gains = (first: number, gainOf: (sample: number) => number) => {
    const from = Math.max(0, first - place.done);
    const to = Math.min(piece.length / channels, first + reach - place.done);
    for (let at = from * channels; at < to * channels; at += 1) {
      const sample = place.done + Math.floor(at / channels);
      piece[at] = (piece[at] ?? 0) * gainOf(sample);
    }
  };
  if (place.fadesIn) gains(0, sample => (sample + 1) / (reach + 1));
  if (place.fadesOut) gains(place.length - reach, sample => (place.length - sample) / (reach + 1));
}

import { SPEECH_RATE } from './pcm.ts';

type Filter = (samples: Float32Array) => void;
/** Of a biquad: what goes in, and what is fed back. */
type Coefficients = { b: readonly [number, number, number]; a: readonly [number, number] };

/** Filters blocks of a 16 kHz stream in place, each where the last one ended. */
export function bandFilter(fromHz: number, toHz: number): Filter {
  const high = biquad(butterworth(fromHz, 'above'));
  if (toHz >= SPEECH_RATE / 2) return high;
  const low = biquad(butterworth(toHz, 'below'));
  return samples => {
    high(samples);
    low(samples);
  };
}

/** Of second order: the powers above and below a frequency add up to the whole. */
function butterworth(hertz: number, side: 'above' | 'below'): Coefficients {
  const angle = (2 * Math.PI * hertz) / SPEECH_RATE;
  const [cosine, slope] = [Math.cos(angle), Math.sin(angle) / Math.SQRT2];
  const whole = 1 + slope;
  const edge = (side === 'above' ? 1 + cosine : 1 - cosine) / (2 * whole);
  return {
    b: [edge, side === 'above' ? -2 * edge : 2 * edge, edge],
    a: [(-2 * cosine) / whole, (1 - slope) / whole],
  };
}

function biquad({ b: [b0, b1, b2], a: [a1, a2] }: Coefficients): Filter {
  let kept = { first: 0, second: 0 };
  return samples => {
    // Numbers of the function itself: those of a closure are boxed anew on every write.
    let { first, second } = kept;
    for (let index = 0; index < samples.length; index += 1) {
      const sample = samples[index] ?? 0;
      const out = b0 * sample + first;
      first = b1 * sample - a1 * out + second;
      second = b2 * sample - a2 * out;
      samples[index] = out;
    }
    kept = { first, second };
  };
}

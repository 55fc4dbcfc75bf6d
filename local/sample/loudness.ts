const FULL_SCALE = 32_768;
const PEAK_LIMIT = 0.9;
const WINDOW_SAMPLES = 160;

export const amplitudeOf = (dbfs: number) => FULL_SCALE * 10 ** (dbfs / 20);

/**
 * Without the engine's own fading and clicks at both ends: from the first to the last hundredth of a
 * second at 16 kHz that is louder than `dbfs`.
 */
export function audiblePart(samples: Int16Array, dbfs: number) {
  const least = amplitudeOf(dbfs);
  const count = Math.ceil(samples.length / WINDOW_SAMPLES);
  const loud = Array.from({ length: count }, (_, index) => {
    const start = index * WINDOW_SAMPLES;
    return rmsOf(samples.subarray(start, start + WINDOW_SAMPLES)) > least;
  });
  const [first, last] = [loud.indexOf(true), loud.lastIndexOf(true)];
  return samples.subarray(Math.max(first, 0) * WINDOW_SAMPLES, (last + 1) * WINDOW_SAMPLES);
}

/** Scaled to an RMS level, or a little below it where peaks would clip. */
export function atLevel(samples: Int16Array, dbfs: number) {
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1);
  const gain = Math.min(
    amplitudeOf(dbfs) / (rmsOf(samples) || 1),
    (PEAK_LIMIT * FULL_SCALE) / peak,
  );
  return samples.map(sample => Math.round(sample * gain));
}

function rmsOf(samples: Int16Array) {
  const squares = samples.reduce((sum, sample) => sum + sample * sample, 0);
  return Math.sqrt(squares / samples.length);
}

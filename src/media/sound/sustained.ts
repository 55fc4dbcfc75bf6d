/**
 * Clicks, knocks and keys are over sooner; the shortest syllable that stands alone is not. Only
 * what lasts this long at a level counts at that level.
 */
const SUSTAINED_FRAMES = 8;
/**
 * Within that time vowels and hisses stay within 18 dB of themselves; the strike of a key is 40 dB
 * above what is left of it. Anything from 12 to 20 dB tells them apart as well.
 */
const STEADY_RANGE = 10 ** 1.8;

/**
 * Powers without peaks that are narrower than the window, and without stretches that hold nothing
 * but such peaks: where keys fall so fast that one dies away into the next, all of it is loud for
 * long, but nothing in it is steady. Around what is steady, all that lasts stays as it is: words
 * begin and end as fast as keys.
 */
export function sustained(powers: Float32Array): Float32Array {
  const least = inWindow(powers, 0, Math.min);
  const most = inWindow(powers, 0, Math.max);
  const steady = least.map((power, frame) => {
    const range = (most[frame] ?? power) / Math.max(power, Number.MIN_VALUE);
    return power * Math.min(1, STEADY_RANGE / range);
  });
  return reaching(spread(steady), spread(least));
}

/** How high each place is connected with a mark at least as high, without leaving what is there. */
function reaching(marks: Float32Array, whole: Float32Array): Float32Array {
  const reached = marks.slice();
  const step = (frame: number, before: number) => {
    const mark = Math.max(reached[frame] ?? 0, before);
    reached[frame] = Math.min(whole[frame] ?? 0, mark);
    return reached[frame];
  };
  let before = 0;
  for (let frame = 0; frame < reached.length; frame += 1) before = step(frame, before);
  before = 0;
  for (let frame = reached.length - 1; frame >= 0; frame -= 1) before = step(frame, before);
  return reached;
}

/** What holds of a window that begins at a frame, for each frame of it. */
const spread = (values: Float32Array) => inWindow(values, 1 - SUSTAINED_FRAMES, Math.max);

function inWindow(
  values: Float32Array,
  offset: number,
  choose: (best: number, value: number) => number,
): Float32Array {
  return values.map((_, frame) => {
    const from = Math.max(0, frame + offset);
    const to = Math.min(values.length, frame + offset + SUSTAINED_FRAMES);
    let best = values[from] ?? 0;
    for (let at = from + 1; at < to; at += 1) best = choose(best, values[at] ?? best);
    return best;
  });
}

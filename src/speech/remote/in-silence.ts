type Stretch = { start: number; end: number };

/** Short lines are looked at with their surroundings: engines place them up to half a second off. */
const MIN_LOOK_SECONDS = 1;
/** Long ones without their edges, where they reach into the words before and after. */
const EDGE_SECONDS = 0.25;
/** Less sound than this is no word. */
const WORD_SECONDS = 0.1;

/** Whether a line stands where there was nothing to hear; both in seconds of the clip. */
export function isInSilence({ start, end }: Stretch, sound: readonly Stretch[]): boolean {
  const more = Math.max((MIN_LOOK_SECONDS - (end - start)) / 2, -EDGE_SECONDS);
  const look = { start: start - more, end: end + more };
  return sound.reduce((sum, range) => sum + overlap(range, look), 0) < WORD_SECONDS;
}

const overlap = (a: Stretch, b: Stretch) =>
  Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));

/** How far each true boundary is from the nearest found one, in seconds. */
export const boundaryErrors = (truth: readonly number[], found: readonly number[]) =>
  truth.map(at => Math.min(...found.map(other => Math.abs(other - at))));

/**
 * WindowDiff (Pevzner and Hearst, 2002): the share of windows in which the number of boundaries
 * differs; 0 is perfect. The window is half of a mean topic; it moves second by second.
 */
export function windowDiff(truth: readonly number[], found: readonly number[], seconds: number) {
  const window = Math.round(seconds / truth.length / 2);
  const inside = (starts: readonly number[], from: number) =>
    starts.filter(at => at > from && at <= from + window).length;
  const places = Array.from({ length: Math.floor(seconds - window) }, (_, from) => from);
  return places.filter(from => inside(truth, from) !== inside(found, from)).length / places.length;
}

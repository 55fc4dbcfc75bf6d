/** Adds up the frames that parts have made so far, as a share of all. */
export function shareOfFrames(total: number, progress: (share: number) => void) {
  const done = new Map<object, number>();
  return (part: object, frames: number) => {
    done.set(part, frames);
    progress([...done.values()].reduce((sum, count) => sum + count, 0) / total);
  };
}

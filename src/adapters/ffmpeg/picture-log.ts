import type { PictureSize } from '../../media/original/steady-size.ts';

/** A filter graph begins with what its input is, and begins anew when that changes. */
const GRAPH_INPUT = /\[graph_\d+_in_\d+[_:]\d+ @ .*\bw:(\d+) h:(\d+) .*\bsar:(\d+)\/(\d+)/;
const SHOWN = /showinfo.*\bn: *\d+ .*pts_time: *(-?[\d.]+)/;

/** Picks out of a verbose log when chosen pictures show, and which size they have from when on. */
export function createPictureLog() {
  const stillSeconds: number[] = [];
  const sizes: PictureSize[] = [];
  let begins: Omit<PictureSize, 'fromSeconds'> | undefined;

  function shown(seconds: number) {
    stillSeconds.push(seconds);
    // The first picture behind a change is chosen always: its graph has just begun.
    if (begins) sizes.push({ ...begins, fromSeconds: seconds });
    begins = undefined;
  }

  return {
    stillSeconds,
    sizes,
    line(line: string) {
      const input = GRAPH_INPUT.exec(line);
      if (input) begins = sizeOf(input.slice(1).map(Number));
      const still = SHOWN.exec(line);
      if (still) shown(Number(still[1]));
    },
  };
}

/** Where nothing is said, pixels are square: 0/1. */
function sizeOf([width = 0, height = 0, across = 1, down = 1]: readonly number[]) {
  return { width, height, pixelAspect: across > 0 && down > 0 ? across / down : 1 };
}

/** Width and height of the grey pictures that stills are judged by. */
export const GREY_SIZE = { width: 160, height: 90 } as const;
const { width, height } = GREY_SIZE;

type Judged = { grey: Uint8Array };
/** Below these a picture is blank: a black screen, a fade, an empty slide. */
const MIN_CONTRAST = 8;
/** Mean difference, of 1, below which two pictures look the same in a list. */
const MIN_NOVELTY = 0.005;

/**
 * Picks up to `count` pictures, the best first: sharp, with contrast, and different from those
 * already picked. Blank ones are used only when there is nothing else.
 */
export function chooseThumbnails<T extends Judged>(stills: readonly T[], count: number): T[] {
  const judged = stills.map(still => ({ still, score: score(still.grey) }));
  const usable = judged.filter(({ score }) => score > 0);
  const left = usable.length > 0 ? usable : judged;
  const chosen: T[] = [];
  while (chosen.length < count && left.length > 0) {
    const value = ({ still, score }: (typeof left)[number]) =>
      (score + 0.01) * novelty(still.grey, chosen);
    const best = left.reduce((a, b) => (value(b) > value(a) ? b : a));
    left.splice(left.indexOf(best), 1);
    if (chosen.length === 0 || novelty(best.still.grey, chosen) > MIN_NOVELTY)
      chosen.push(best.still);
  }
  return chosen;
}

/** Zero for a blank picture; else grows with contrast and, slowly, with edges. */
function score(grey: Uint8Array) {
  const contrast = deviation(grey);
  if (contrast < MIN_CONTRAST) return 0;
  return Math.min(contrast, 64) * Math.log2(2 + edges(grey));
}

function deviation(grey: Uint8Array) {
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length;
  const squares = grey.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / grey.length);
}

/** Mean strength of the Laplacian: high for text and focus, low for blur. */
function edges(grey: Uint8Array) {
  const at = (index: number) => grey[index] ?? 0;
  let sum = 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const i = y * width + x;
      sum += Math.abs(4 * at(i) - at(i - 1) - at(i + 1) - at(i - width) - at(i + width));
    }
  }
  return sum / ((width - 2) * (height - 2));
}

/** Mean difference to the most similar picture already chosen, 0 to 1. */
function novelty(grey: Uint8Array, chosen: readonly Judged[]) {
  return Math.min(1, ...chosen.map(other => difference(grey, other.grey)));
}

const difference = (a: Uint8Array, b: Uint8Array) =>
  a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / (a.length * 255);

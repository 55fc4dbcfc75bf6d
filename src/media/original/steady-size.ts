/** A size that the picture has from a moment on. */
export type PictureSize = {
  width: number;
  height: number;
  /** Width over height of a pixel. */
  pixelAspect: number;
  fromSeconds: number;
};

type Size = { width: number; height: number };

/** A size that is seen this share of the time of the longest one is no passing one. */
const ABOUT_AS_LONG = 0.5;

/**
 * The size for a picture whose sizes change on the way, in square pixels: the largest area of those
 * that it has for most of the time. Null where it has one alone.
 */
export function steadySize(sizes: readonly PictureSize[], endSeconds: number): Size | null {
  const shown = new Map<string, Size & { seconds: number }>();
  for (const [index, size] of sizes.entries()) {
    const seconds = (sizes[index + 1]?.fromSeconds ?? endSeconds) - size.fromSeconds;
    const name = `${size.width}×${size.height} ${size.pixelAspect.toFixed(3)}`;
    const before = shown.get(name)?.seconds ?? 0;
    shown.set(name, { ...inSquarePixels(size), seconds: before + Math.max(0, seconds) });
  }
  if (shown.size < 2) return null;
  const longest = Math.max(...[...shown.values()].map(({ seconds }) => seconds));
  const lasting = [...shown.values()].filter(({ seconds }) => seconds >= longest * ABOUT_AS_LONG);
  const { width, height } = lasting.reduce((a, b) => (areaOf(b) > areaOf(a) ? b : a));
  return { width, height };
}

/** 4:2:0 needs even sizes. */
const even = (pixels: number) => Math.max(2, 2 * Math.round(pixels / 2));
const inSquarePixels = ({ width, height, pixelAspect }: PictureSize) => ({
  width: even(width * pixelAspect),
  height: even(height),
});
const areaOf = ({ width, height }: Size) => width * height;

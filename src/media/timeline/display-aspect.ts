type Shown = { width: number; height: number; pixelAspect: string };
/** Width and height of a picture as it is shown, in units of any size. */
export type Aspect = { width: number; height: number };

/** Pixels may be oblong, such as `4:3`. */
export function displayAspect({ width, height, pixelAspect }: Shown): Aspect {
  const [across = 1, down = 1] = pixelAspect.split(':').map(Number);
  return { width: width * across, height: height * down };
}

export const sameAspect = (one: Aspect, other: Aspect) =>
  one.width * other.height === other.width * one.height;

import type { Look } from '../../../media/render/look.ts';
import type { Reshape } from '../../../media/render/reshape.ts';

/** A look whose documents lie in files. */
export type DrawnLook = Pick<Look, 'reshape'> & { drawingPaths: readonly string[] };

/** The background is blurred small: an eighth of the pixels each way costs a sixty-fourth. */
const BLUR_SHRINK = 8;
const BLUR_SIGMA = 6;
/** Behind light slides letters and edges of the whole picture still stand out. */
const BLUR_BRIGHTNESS = 0.75;

/** Filters that shape the picture and draw on it. Time stamps must be frames of the result. */
export const lookSteps = ({ reshape, drawingPaths }: DrawnLook): string[] => [
  ...(reshape ? reshapeSteps(reshape) : []),
  ...drawingPaths.map(path => `ass=filename=${escapePath(path)}`),
];

function reshapeSteps(reshape: Reshape): string[] {
  // Square pixels first: shapes are counted in them.
  const square = ['scale=iw*sar:ih', 'setsar=1'];
  if (reshape.fit === 'crop') return [...square, ...fill(reshape, reshape.focus)];
  const { width, height } = reshape;
  const small = { width: width / BLUR_SHRINK, height: height / BLUR_SHRINK };
  const whole = `scale=${width}:${height}:force_original_aspect_ratio=decrease:force_divisible_by=2`;
  const behind = [
    ...fill({ width: even(small.width), height: even(small.height) }, 0.5),
    `gblur=sigma=${BLUR_SIGMA}`,
    `lutyuv=y=16+(val-16)*${BLUR_BRIGHTNESS}`,
    `scale=${width}:${height}:flags=bilinear`,
  ];
  return [
    ...square,
    'split[front][back];\n' +
      `[back]${behind.join(',\n')}[behind];\n` +
      `[front]${whole}[whole];\n` +
      '[behind][whole]overlay=(W-w)/2:(H-h)/2',
  ];
}

/** The size filled, and what is left over cut away. */
const fill = ({ width, height }: { width: number; height: number }, focus: number) => [
  `scale=${width}:${height}:force_original_aspect_ratio=increase:force_divisible_by=2`,
  `crop=${width}:${height}:(iw-ow)*${focus}:(ih-oh)/2`,
];

const even = (pixels: number) => 2 * Math.round(pixels / 2);

/** Filters read a value twice: as a part of the graph, and as an option's value. */
export const escapePath = (path: string) =>
  path.replace(/[\\':]/g, '\\$&').replace(/[\\'[\],;]/g, '\\$&');

import type { VideoTrack } from '../../../media/original/source.ts';
import type { Seam } from '../../../media/render/seams.ts';
import type { VideoPart } from '../../../media/render/split-parts.ts';
import {
  type FrameGrid,
  formatFrameRate,
  framesPerSecond,
} from '../../../media/timeline/frame-grid.ts';
import type { FrameSpan } from '../../../media/timeline/spans.ts';
import { type DrawnLook, lookSteps } from './look-graph.ts';

/** RGB names no matrix: we choose the usual one, and say so, else players guess another. */
const TO_BT709 =
  'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,setparams=colorspace=bt709';

/**
 * The filter graph of one part: every frame is put on the grid first, also those of variable
 * rates, so that a frame's time stamp is its number; then frames are chosen by number, and what
 * shall be drawn on them is drawn. Frames of a seam leave it as they were decoded.
 */
export function pictureGraph(video: VideoTrack, part: VideoPart, drawn?: DrawnLook): string {
  const decoded = decodedSteps(video, part);
  const chosen = [...chosenSteps(video, part, drawn), ...(drawn ? drawnSteps(drawn) : [])];
  const input = `[0:${video.index}]`;
  if (!part.seam) return `${input}${[...decoded, ...chosen].join(',\n')}[picture]\n`;
  return [
    `${input}${[...decoded, 'split[whole][both]'].join(',\n')}`,
    `[both]select='${inSpans(spansOfSeam(part.seam))}'[seam]`,
    `[whole]${chosen.join(',\n')}[picture]\n`,
  ].join(';\n');
}

/** The same of a part of each input, all in one graph; each comes out under its number. */
export const samplesGraph = (video: VideoTrack, parts: readonly VideoPart[]): string =>
  parts
    .map((part, input) => {
      const steps = [...decodedSteps(video, part), ...chosenSteps(video, part)];
      return `[${input}:${video.index}]${steps.join(',')}[sample${input}]`;
    })
    .join(';');

const decodedSteps = (video: VideoTrack, part: VideoPart) => [
  ...(mayChangeSize(video) ? fitted(video) : []),
  ...(video.interlaced ? ['bwdif=mode=send_frame'] : []),
  ...onGrid(part),
];

const chosenSteps = (video: VideoTrack, part: VideoPart, drawn?: DrawnLook) => [
  `select='${inSpans(part.spans)}'`,
  `setpts=N${drawn && part.begin > 0 ? `+${part.begin}` : ''}`,
  ...evenSize(video),
  ...(isRgb(video) ? [TO_BT709] : []),
  'format=yuv420p',
];

const drawnSteps = (drawn: DrawnLook) => [...lookSteps(drawn), 'setpts=N'];

const spansOfSeam = ({ own, next }: Seam) => (next ? [own, next] : [own]);

/**
 * Frames from the first that is wanted to the last, whatever can be decoded of them: what is missing
 * before the first picture is filled with it, and what may be missing behind the last one, too.
 * Nothing here can go on for ever, as stamps that jump would make the first `fps` do.
 */
function onGrid({ grid, spans, seam, firstShownSeconds: first, holdsLastPicture }: VideoPart) {
  const rate = `fps=${formatFrameRate(grid)}`;
  const begin = (spans[0]?.from ?? 0) / framesPerSecond(grid);
  // One more than is wanted, as the second `fps` may keep the very last to itself.
  const end = Math.max(spans.at(-1)?.to ?? 0, seam?.next?.to ?? 0) + 1;
  return [
    ...onClock(grid, first),
    rate,
    ...(holdsLastPicture ? [`tpad=stop_mode=clone:stop=${end}`] : []),
    `trim=end_pts=${end}`,
    `${rate}:start_time=${begin.toFixed(6)}`,
  ];
}

/** Stamps count from the first picture where that is told, else from where the grid begins. */
function onClock({ originSeconds }: FrameGrid, firstShownSeconds: number | undefined) {
  if (firstShownSeconds !== undefined) {
    return [`setpts=PTS-STARTPTS+round(${firstShownSeconds.toFixed(6)}/TB)`];
  }
  return originSeconds > 0 ? [`setpts=round(PTS-${originSeconds}/TB)`] : [];
}

/** A tree of comparisons: hundreds of spans cost ten of them per frame and never nest deep. */
function inSpans(spans: readonly FrameSpan[]): string {
  const [span] = spans;
  if (!span) return '0';
  if (spans.length === 1) return `between(pts,${span.from},${span.to - 1})`;
  const middle = spans.length >> 1;
  const right = spans.slice(middle);
  return `if(lt(pts,${right[0]?.from}),${inSpans(spans.slice(0, middle))},${inSpans(right)})`;
}

/** 4:2:0 needs even sizes; a missing line of pixels is seen by nobody. */
const evenSize = ({ width, height }: VideoTrack) =>
  width % 2 || height % 2 ? ['crop=trunc(iw/2)*2:trunc(ih/2)*2'] : [];

const isRgb = ({ pixelFormat }: VideoTrack) =>
  /^(gbr|rgb|bgr|argb|abgr|0rgb|0bgr|pal8)/.test(pixelFormat);

/** What was found to change, and what may change between two key frames, where nobody looked. */
export const mayChangeSize = ({ changesSize = false, codec }: VideoTrack) =>
  changesSize || ['vp9', 'av1'].includes(codec);

/**
 * Each picture whole in one size, whatever its own is; turned here, as ffmpeg would do it for one
 * size alone. Interlaced ones are scaled by their fields.
 */
function fitted({ pixelAspect, rotation, interlaced, ...video }: VideoTrack): string[] {
  const [width, height] = [video.width, video.height].map(pixels => pixels - (pixels % 2));
  const aspect = `(${width}/${height}*${pixelAspect.replace(':', '/')})`;
  // A hundredth of a pixel up: what rounding took from a share of 1 must not cost two pixels.
  const fill = (size = 0, share = '') => `'trunc(${size}*min(1,${share})/2+0.01)*2'`;
  return [
    `scale=${fill(width, `dar/${aspect}`)}:${fill(height, `${aspect}/dar`)}:eval=frame:interl=${interlaced ? -1 : 0}`,
    `setsar=${pixelAspect.replace(':', '/')}`,
    `pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2:eval=frame`,
    ...TURNS[rotation],
  ];
}

const TURNS = {
  0: [],
  90: ['transpose=clock'],
  180: ['hflip', 'vflip'],
  270: ['transpose=cclock'],
} as const;

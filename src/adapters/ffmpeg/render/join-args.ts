import type { Aspect } from '../../../media/timeline/display-aspect.ts';
import { type FrameGrid, timescaleOf } from '../../../media/timeline/frame-grid.ts';
import { QUIET } from '../input-args.ts';
import { NO_EXTRAS } from './render-args.ts';

type Join = {
  listPath: string;
  sound: string | null;
  grid: FrameGrid;
  target: string;
  reorderFrames?: number;
  aspect?: Aspect;
};

export const joinArgs = ({
  listPath,
  sound,
  grid,
  target,
  reorderFrames,
  aspect,
}: Join): string[] => [
  ...QUIET,
  ...['-f', 'concat', '-i', listPath, ...(sound ? ['-i', sound] : [])],
  ...['-map', '0:v', ...(sound ? ['-map', '1:a'] : []), '-c', 'copy', ...NO_EXTRAS],
  ...(reorderFrames === undefined ? [] : ['-bsf:v', joinFilters(grid, reorderFrames)]),
  ...(aspect ? ['-aspect', `${aspect.width}:${aspect.height}`] : []),
  ...['-video_track_timescale', `${timescaleOf(grid)}`, '-movflags', '+faststart'],
  ...['-f', 'mp4', target],
];

/** Kinds of NAL units: sequence and picture parameters. */
const PARAMETER_UNITS = '7-8';

/**
 * Parameters stand in the header alone. Apple's decoders do not read those in packets of an mp4
 * (`avc1`); without them, every check of the result sees what Apple's decoders see.
 */
const joinFilters = (grid: FrameGrid, reorderFrames: number) =>
  `filter_units=remove_types=${PARAMETER_UNITS},${newStamps(grid, reorderFrames)}`;

/** Each picture on its frame time, whatever rounding brought it; decoded in the order of the file. */
function newStamps(grid: FrameGrid, reorderFrames: number) {
  // The muxer has brought stamps to its own time scale before the filter sees them.
  const ticks = (timescaleOf(grid) * grid.seconds) / grid.frames;
  const shown = `round((PTS-STARTPTS)/${ticks})*${ticks}`;
  return `setts=pts=${shown}:dts=(N-${reorderFrames})*${ticks}:duration=${ticks}`;
}

/** The picture in MPEG-TS files that ffmpeg wrote. */
const PICTURE_ID = '0x100';

/**
 * Lengths are given, so that no container's rounding moves a later part. So are parameter sets, in
 * hex and in the order of parts, where one part's do not serve all: ffmpeg asks the first part only,
 * and writes what it has over their beginning.
 */
export const joinList = (
  parts: readonly { name: string; seconds: number }[],
  parametersHex: string,
) =>
  [
    'ffconcat version 1.0',
    ...(parametersHex === ''
      ? []
      : [
          'stream',
          `exact_stream_id ${PICTURE_ID}`,
          'stream_codec h264',
          `stream_extradata ${parametersHex}`,
        ]),
    ...parts.flatMap(({ name, seconds }) => [`file ${name}`, `duration ${seconds.toFixed(6)}`]),
    '',
  ].join('\n');

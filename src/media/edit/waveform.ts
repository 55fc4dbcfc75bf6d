import type { EditList } from '../../documents/edit.contract.ts';
import { FRAME_SECONDS } from '../sound/level-meter.ts';

const WIDTH = 1200;
const PLOT_HEIGHT = 160;
const HEIGHT = 184;
const COLUMN_WIDTH = 2;
/** Quieter than this is the bottom line. */
const BOTTOM_DBFS = -80;
const TICK_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];
const MAX_TICKS = 12;

type Picture = {
  /** dBFS per 10 ms; none without sound. */
  levels: Float32Array;
  edit: EditList;
  noiseFloorDbfs: number | null;
};

/** An SVG of the loudness over time: what is cut lies under a red veil, the floor is dashed. */
export function drawWaveform({ levels, edit, noiseFloorDbfs }: Picture): string {
  const { source_seconds: seconds, kept_seconds, cuts } = edit;
  const at = (second: number) => round((second / seconds) * WIDTH);
  const veils = cuts.map(({ start, end, reason }) => {
    const width = Math.max(0.5, round(at(end) - at(start)));
    const title = `<title>${reason}: ${clock(start)} to ${clock(end)}</title>`;
    return `<rect x="${at(start)}" width="${width}" height="${PLOT_HEIGHT}">${title}</rect>`;
  });
  const what = `Level over ${clock(seconds)}, of which ${clock(kept_seconds)} stay`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">`,
    `<title>${what}</title><rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<path fill="#2b6f8f" d="${outline(levels, seconds)}"/>`,
    floorLine(noiseFloorDbfs),
    `<g fill="#c0392b" fill-opacity=".3">${veils.join('')}</g>`,
    `<g font-family="sans-serif" font-size="12" text-anchor="middle" fill="#444">${ticks(seconds, at)}</g>`,
    '</svg>',
  ].join('');
}

/** The loudest moment of each column, as one filled shape. */
function outline(levels: Float32Array, seconds: number) {
  const framesPerColumn = seconds / FRAME_SECONDS / (WIDTH / COLUMN_WIDTH);
  const columns = Array.from({ length: WIDTH / COLUMN_WIDTH }, (_, column) => {
    const from = Math.floor(column * framesPerColumn);
    const to = Math.max(from + 1, Math.floor((column + 1) * framesPerColumn));
    const loudest = levels.subarray(from, to).reduce((a, b) => Math.max(a, b), BOTTOM_DBFS);
    return `V${heightOf(loudest)}h${COLUMN_WIDTH}`;
  });
  return `M0 ${PLOT_HEIGHT}${columns.join('')}V${PLOT_HEIGHT}z`;
}

const heightOf = (dbfs: number) =>
  round(PLOT_HEIGHT * Math.min(1, Math.max(0, dbfs / BOTTOM_DBFS)));

function floorLine(dbfs: number | null) {
  if (dbfs === null) return '';
  const line = `M0 ${heightOf(dbfs)}H${WIDTH}`;
  const title = `<title>Noise floor: ${Math.round(dbfs)} dBFS</title>`;
  return `<path d="${line}" stroke="#e08e0b" stroke-width="1.5" stroke-dasharray="6 4">${title}</path>`;
}

function ticks(seconds: number, at: (second: number) => number) {
  const step = TICK_STEPS.find(each => seconds / each <= MAX_TICKS) ?? seconds / MAX_TICKS;
  const count = Math.floor(seconds / step);
  return Array.from({ length: count }, (_, index) => (index + 1) * step)
    .filter(second => at(second) < WIDTH - 40)
    .map(second => `<text x="${at(second)}" y="${HEIGHT - 7}">${clock(second)}</text>`)
    .join('');
}

const round = (value: number) => Math.round(value * 10) / 10;

/** `1:02:03`, or `2:03.4` where tenths of a second matter. */
function clock(seconds: number) {
  const tenths = Math.round(seconds * 10);
  const [hours, minutes] = [Math.floor(tenths / 36_000), Math.floor(tenths / 600) % 60];
  const rest = (tenths % 600) / 10;
  const two = (value: number) => String(value).padStart(2, '0');
  const tail = Number.isInteger(rest) ? two(rest) : rest.toFixed(1).padStart(4, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${tail}` : `${minutes}:${tail}`;
}

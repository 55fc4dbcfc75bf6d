import { lengthOf, type Range } from '../../documents/ranges.ts';
import { FRAME_SECONDS } from './level-meter.ts';
import { WORD_EDGES } from './sound-activity.ts';

/** Engines hear best in pieces of about half a minute, and most APIs want less than a minute. */
const TARGET_SECONDS = 30;
const MAX_SECONDS = 60;
/** Silence this long is left out unless the piece before it would be tiny. */
const LONG_GAP_SECONDS = 3;
const MIN_SECONDS = 10;
const VERY_LONG_GAP_SECONDS = 10;
/** Where there is no silence to cut in, both sides hear this much: a word cut in half is whole in one. */
const SHARED_SECONDS = 3;

/**
 * Stretches of sound grouped into chunks for speech-to-text. They end inside silence; sound of
 * more than a minute without any is split around its quietest moment after the target length, into
 * chunks that share some seconds.
 */
export function planSpeechChunks(
  sound: readonly Range[],
  levels: Float32Array,
  seconds: number,
): Range[] {
  const chunks: Range[] = [];
  const whole = sound.map(range => withEdges(range, seconds));
  for (const piece of whole.flatMap(range => splitLong(range, levels))) {
    const open = chunks.at(-1);
    if (open && belongs(open, piece)) open.end = piece.end;
    else chunks.push({ ...piece });
  }
  return chunks;
}

const withEdges = ({ start, end }: Range, seconds: number): Range => ({
  start: Math.max(0, start - WORD_EDGES.onsetSeconds),
  end: Math.min(seconds, end + WORD_EDGES.tailSeconds),
});

function belongs(open: Range, next: Range) {
  const gap = next.start - open.end;
  const joined = next.end - open.start;
  if (joined > MAX_SECONDS || gap >= VERY_LONG_GAP_SECONDS) return false;
  if (lengthOf(open) < MIN_SECONDS) return true;
  return gap < LONG_GAP_SECONDS && joined <= TARGET_SECONDS;
}

function splitLong(range: Range, levels: Float32Array): Range[] {
  if (lengthOf(range) <= MAX_SECONDS) return [range];
  const latest = range.start + MAX_SECONDS - SHARED_SECONDS / 2;
  const at = quietest(levels, range.start + TARGET_SECONDS, latest);
  const rest = splitLong({ start: at - SHARED_SECONDS / 2, end: range.end }, levels);
  return [{ start: range.start, end: at + SHARED_SECONDS / 2 }, ...rest];
}

function quietest(levels: Float32Array, from: number, to: number) {
  const first = Math.round(from / FRAME_SECONDS);
  const window = levels.subarray(first, Math.round(to / FRAME_SECONDS));
  const least = window.reduce((best, level, at) => (level < (window[best] ?? 0) ? at : best), 0);
  return (first + least) * FRAME_SECONDS;
}

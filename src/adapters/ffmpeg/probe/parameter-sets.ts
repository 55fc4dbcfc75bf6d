import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { StageError } from '../../../pipeline/stages/stage-error.ts';
import { shortLimits } from '../engine-limits.ts';
import { runEngine } from '../run-engine.ts';

const Answer = z.object({ streams: z.array(z.object({ extradata: z.string().default('') })) });

export const parameterArgs = (path: string) => [
  ...['-hide_banner', '-loglevel', 'level+error', '-select_streams', 'v:0'],
  ...['-show_entries', 'stream=extradata', '-show_data', '-of', 'json', `file:${path}`],
];

/** Lines of a dump: offset, up to 16 bytes as groups of hex digits, the bytes as text. */
const DUMP_LINE = /^[\da-f]{8}: (.{40})/;

/** The bytes of a dump, in hex. */
export const parseDump = (dump: string) =>
  dump
    .split('\n')
    .map(line => DUMP_LINE.exec(line)?.[1] ?? '')
    .join('')
    .replaceAll(' ', '');

/** Parameter sets of the picture in a file of our own, in hex, just as ffmpeg hands them on. */
export async function readParameters(ffprobe: string, path: string, signal: AbortSignal) {
  let answer = '';
  const read = async (stream: NodeJS.ReadableStream) => {
    answer = await text(stream);
  };
  await runEngine({
    program: ffprobe,
    args: parameterArgs(path),
    signal,
    limits: shortLimits,
    outputs: { 1: read },
  });
  const hex = parseDump(Answer.parse(JSON.parse(answer)).streams[0]?.extradata ?? '');
  if (hex === '') throw new StageError('engine_failed', { detail: `no parameter sets in ${path}` });
  return hex;
}

const SEQUENCE = 7;
const PICTURE = 8;

/** Kind and id of each parameter set, such as `7:0`; the sets are in hex, behind start codes. */
export function setsNamed(hex: string): string[] {
  const bytes = Buffer.from(hex, 'hex');
  return startsOf(bytes).flatMap(start => {
    const kind = (bytes[start] ?? 0) & 31;
    // A sequence's id comes after its profile, constraints and level.
    if (kind === SEQUENCE) return `${kind}:${numberAt(bytes, start + 4)}`;
    return kind === PICTURE ? `${kind}:${numberAt(bytes, start + 1)}` : [];
  });
}

const START_CODE = Buffer.from([0, 0, 1]);

function startsOf(bytes: Buffer): number[] {
  const starts: number[] = [];
  for (let at = bytes.indexOf(START_CODE); at >= 0; at = bytes.indexOf(START_CODE, at + 3)) {
    starts.push(at + START_CODE.length);
  }
  return starts;
}

/** An Exp-Golomb number: as many zeros as digits follow the first 1. */
function numberAt(bytes: Buffer, at: number) {
  const bits = [...bytes.subarray(at, at + 4)].map(byte => byte.toString(2).padStart(8, '0'));
  const zeros = bits.join('').indexOf('1');
  return Number.parseInt(bits.join('').slice(zeros, 2 * zeros + 1), 2) - 1;
}

/**
 * Parameter sets of several parts for one header. Throws `engine_failed` where two parts name
 * different sets alike: the header could then hold those of one only.
 */
export function mergeParameters(sets: readonly string[]): string {
  const named = sets.flatMap(hex => [...new Set(setsNamed(hex))]);
  if (new Set(named).size < named.length) {
    throw new StageError('engine_failed', { detail: `parameter sets collide: ${named.join(' ')}` });
  }
  return sets.join('');
}

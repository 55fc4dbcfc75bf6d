import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Runs ffmpeg to make a test file; its complaints are the test's. */
export const ffmpeg = (args: readonly string[], input = new Uint8Array(0)) =>
  execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...args], {
    input,
    maxBuffer: 2 ** 30,
  });

/** A flash and a beep that begin together at these seconds, each this long. */
export type Markers = { at: readonly number[]; seconds: number };

const during = ({ at, seconds }: Markers) =>
  at.map(start => `gte(t,${start - 1e-5})*lt(t,${start + seconds - 1e-5})`).join('+');

/** A moving picture that turns white at each marker. */
export const flashes = (markers: Markers, { rate = '25', size = '320x180', seconds = 20 } = {}) =>
  `testsrc2=r=${rate}:s=${size}:d=${seconds},drawbox=c=white:t=fill:enable='${during(markers)}'`;

/** Silence with a tone of 1 kHz at each marker, starting at full strength. */
export const beeps = (
  markers: Markers,
  { sampleRate = 48_000, seconds = 20, layout = 'mono' } = {},
) => {
  const tone = `0.5*cos(2*PI*1000*t)*(${during(markers)})`;
  return `aevalsrc='${tone}':s=${sampleRate}:d=${seconds},aformat=channel_layouts=${layout}`;
};

/** Input options for a generated source. */
export const lavfi = (graph: string) => ['-f', 'lavfi', '-i', graph];

/** A file made once per folder. */
export function clip(folder: string, name: string, args: readonly string[]): string {
  const path = join(folder, name);
  if (!existsSync(path)) ffmpeg([...args, path]);
  return path;
}

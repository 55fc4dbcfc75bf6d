export type HourResults = {
  lectureSeconds: number;
  /** Decoding the same file once, in the same run: what this machine is worth. */
  decodeSeconds: number;
  wallSeconds: number;
  /** Null for what did not run. */
  stages: readonly { name: string; seconds: number | null }[];
};

/** An hour of lecture is to be on its watch page within ten minutes. */
const TARGET_SHARE = 600 / 3600;

const row = (name: string, value: string) => `  ${name.padEnd(34)} ${value}`;

/** The bench for people. */
export function hourReport(results: HourResults): string {
  const { lectureSeconds, decodeSeconds, wallSeconds, stages } = results;
  const target = lectureSeconds * TARGET_SHARE;
  const held = wallSeconds <= target ? 'held' : 'missed';
  return [
    `Upload to watch page, a lecture of ${(lectureSeconds / 60).toFixed(1)} min`,
    ...stages.flatMap(({ name, seconds }) =>
      seconds === null ? [] : [row(name, `${seconds.toFixed(1)} s`)],
    ),
    row(
      'whole',
      `${wallSeconds.toFixed(1)} s, ${(lectureSeconds / wallSeconds).toFixed(1)} × real time`,
    ),
    row('against one decode of the file', `${(wallSeconds / decodeSeconds).toFixed(1)} ×`),
    row('target', `${target.toFixed(0)} s: ${held}`),
  ].join('\n');
}

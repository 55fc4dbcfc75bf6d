import { clockTime } from '../../src/config/time-format.ts';
import type { Results } from './results.ts';

const clock = (seconds: number | null) => (seconds === null ? '–' : clockTime(Math.round(seconds)));

/** The end of the demo for people. */
export function resultTable(results: Results): string {
  const { input, output } = results;
  const row = (name: string, value: string) => `  ${name.padEnd(10)} ${value}`;
  const stage = ({ name, wall_seconds: seconds }: Results['stages'][number]) =>
    row('', `${name.padEnd(11)} ${seconds === null ? '–' : `${seconds.toFixed(2)} s`}`);
  return [
    row('status', results.status),
    ...(results.failure
      ? [row('failed in', `${results.failure.stage}: ${results.failure.reason}`)]
      : []),
    ...results.notes.map(note => row('note', note)),
    row('input', `${clock(input.duration_seconds)}  ${input.path}`),
    row('output', `${clock(output.duration_seconds)}  ${output.path ?? '–'}`),
    row('removed', `${clock(results.removed_seconds)} of silence`),
    row('words', String(results.words)),
    row('topics', String(results.topics.length)),
    ...results.topics.map(({ title, start }) => row('', `${clock(start).padStart(7)}  ${title}`)),
    row('subtitles', results.subtitles.join('\n             ') || '–'),
    row('stages', `${results.wall_seconds.toFixed(1)} s in all`),
    ...results.stages.map(stage),
    row('watch', results.watch_url ?? '–'),
  ].join('\n');
}

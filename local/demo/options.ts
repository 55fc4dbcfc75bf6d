import { parseArgs } from 'node:util';

export const HELP = `Usage: npm run demo -- [FILE] [options]

Takes a recording through the whole of Castline on this machine: without FILE a sample lecture of
about five minutes that it makes itself.

  --json         print one JSON object instead of bars and a table
  --keep         leave the local cloud running afterwards, until Ctrl-C
  --subtitles F  send an .srt or .vtt file along instead of speech to text
  --data DIR     where the local cloud keeps its state (default .castline/demo)
  --out DIR      where the results are saved (default out)
  --help         show this`;

export type Options = {
  file: string | undefined;
  json: boolean;
  keep: boolean;
  help: boolean;
  subtitles: string | undefined;
  data: string;
  out: string;
};

/** Throws a TypeError that names the option which is wrong. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      subtitles: { type: 'string' },
      data: { type: 'string', default: '.castline/demo' },
      out: { type: 'string', default: 'out' },
    },
  });
  if (positionals.length > 1) throw new TypeError('Give one file at the most.');
  return { ...values, subtitles: values.subtitles, file: positionals[0] };
}

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

/** The command line is wrong; the message says where. */
export class UsageError extends Error {}

/** @throws UsageError */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args);
  if (positionals.length > 1) throw new UsageError('Give one file at the most.');
  return { ...values, subtitles: values.subtitles, file: positionals[0] };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
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
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

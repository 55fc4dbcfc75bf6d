import { parseArgs } from 'node:util';
import type { Bench } from './bench.contract.ts';
import { coldBench } from './cold/cold.ts';
import { damageBench } from './damage/damage.ts';
import { fairShareBench } from './fair-share.ts';
import { hourBench } from './hour.ts';
import { latencyBench } from './latency/latency.ts';
import { listsBench } from './lists/lists.ts';
import { mediaBench } from './media/media.ts';
import { picturesBench } from './pictures/pictures.ts';
import { pipelineBench } from './pipeline.ts';
import { speechBench } from './speech/speech.ts';

/** A bench is one file and one row. */
const BENCHES: Record<string, { run: Bench; seconds: number }> = {
  pipeline: { run: pipelineBench, seconds: 300 },
  hour: { run: hourBench, seconds: 3600 },
  latency: { run: latencyBench, seconds: 60 },
  media: { run: mediaBench, seconds: 600 },
  pictures: { run: picturesBench, seconds: 120 },
  cold: { run: coldBench, seconds: 0 },
  damage: { run: damageBench, seconds: 16 },
  'fair-share': { run: fairShareBench, seconds: 3600 },
  speech: { run: speechBench, seconds: 300 },
  lists: { run: listsBench, seconds: 0 },
};

const HELP = `Usage: npm run bench -- [BENCH] [options]

  pipeline      compares a run of the pipeline with the same engines alone, the API with a handler
                that does nothing, and computes what an hour of lecture costs (default)
  hour          an hour of lecture, offline, from the upload to its watch page
  latency       reads of the API beside a handler that does nothing, on the same local cloud
  cold          how long the bundles of the API take to load, beside a handler that does nothing
  media         compares ways to cut a lecture: speed, exactness, size and memory
  pictures      draws the pictures of docs/media.md: a lecture before and after its cuts
  damage        takes damaged variants of four files through analyze and render, and compares what
                comes out with what a decoder makes of them from the beginning
  speech        lets the offline engine hear what is known to be said: errors, speed and memory
  lists         a page of ten thousand recordings: the first, the last, and beside one of ten

  fair-share    one short recording beside fifty long ones of another workspace: how long it waits
                with and without fair share, by simulated runs over a real table

  --json        print JSON
  --rounds N    pipeline: rounds in turn; the best of each counts (default 1)
  --stress      media: three hours, and 800 cuts, instead (about half an hour)
  --from N      damage: the first seed (default 0)
  --count N     damage: variants (default 200)
  --seconds N   length of the lecture (default 300, hour 3600, latency 60, media 600, pictures 120,
                speech 300, fair-share 3600)
  --help        show this`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    count: { type: 'string', default: '200' },
    seconds: { type: 'string' },
    stress: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const bench = BENCHES[positionals[0] ?? 'pipeline'];
if (values.help || !bench) {
  console.log(HELP);
  process.exitCode = values.help ? 0 : 1;
} else {
  const seconds = Number(values.seconds ?? bench.seconds);
  const { json, stress } = values;
  const rounds = Number(values.rounds);
  const seeds = { from: Number(values.from), count: Number(values.count) };
  console.log(await bench.run({ seconds, rounds, json, stress, ...seeds }));
}

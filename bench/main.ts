import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startCloud } from '../local/cloud/cloud.ts';
import { makeSampleLecture } from '../local/sample/make-sample-lecture.ts';
import { apiLatency } from './api-latency.ts';
import { hourCost } from './cost.ts';
import { enginesAlone } from './engines-alone.ts';
import { pipelineRun } from './pipeline-run.ts';
import { report } from './report.ts';

const HELP = `Usage: npm run bench -- [options]

Compares a run of the pipeline with the same engines alone, the API with a server that does
nothing, and computes what an hour of lecture costs from the seconds measured.

  --json        print one JSON object
  --rounds N    rounds of engines and pipeline in turn; the best of each counts (default 1)
  --seconds N   length of the sample lecture (default 300)
  --help        show this`;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '300' },
    help: { type: 'boolean', default: false },
  },
});

type Round = {
  engines: Awaited<ReturnType<typeof enginesAlone>>;
  pipeline: Awaited<ReturnType<typeof pipelineRun>>;
};

/** Without a limit on requests: the bench is one user in a hurry. */
const SETTINGS = { RATE_LIMIT_PER_MINUTE: '1000000', RATE_LIMIT_PER_HOUR: '1000000' };

async function bench() {
  const seconds = Number(values.seconds);
  const file = join('.castline', 'sample', `bench-${seconds}.mp4`);
  await mkdir(join('.castline', 'sample'), { recursive: true });
  const truth = await makeSampleLecture({ outputPath: file, seconds });
  const dataDir = await mkdtemp(join(tmpdir(), 'castline-bench-cloud-'));
  const cloud = await startCloud({ dataDir, environment: SETTINGS });
  try {
    const api = await apiLatency(cloud);
    const rounds: Round[] = [];
    for (let round = 0; round < Number(values.rounds); round += 1) {
      const engines = await enginesAlone(file);
      const pipeline = await pipelineRun(cloud, file);
      rounds.push({ engines, pipeline });
    }
    const least = (pick: (round: (typeof rounds)[number]) => number) =>
      Math.min(...rounds.map(pick));
    const pathSeconds = least(({ engines }) => engines.longestPathSeconds);
    const wallSeconds = least(({ pipeline }) => pipeline.wallSeconds);
    const [first] = rounds;
    if (!first) throw new TypeError('--rounds must be 1 or more.');
    const sourceSeconds = truth.duration_seconds;
    return {
      lecture_seconds: sourceSeconds,
      engines_alone: first.engines.seconds,
      longest_path_seconds: pathSeconds,
      pipeline_seconds: wallSeconds,
      overhead_seconds: wallSeconds - pathSeconds,
      overhead_ratio: wallSeconds / pathSeconds,
      hour_of_lecture: hourCost({ ...first.pipeline, sourceSeconds }),
      api_milliseconds: api,
    };
  } finally {
    await cloud.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

if (values.help) console.log(HELP);
else {
  const results = await bench();
  console.log(values.json ? JSON.stringify(results) : report(results));
}

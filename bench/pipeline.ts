import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCloud } from '../local/cloud/cloud.ts';
import { makeSampleLecture } from '../local/sample/make-sample-lecture.ts';
import { apiLatency } from './api-latency.ts';
import type { BenchOptions } from './bench.contract.ts';
import { hourCost } from './cost.ts';
import { enginesAlone } from './engines-alone.ts';
import { pipelineRun } from './pipeline-run.ts';
import { report } from './report.ts';

type Round = {
  engines: Awaited<ReturnType<typeof enginesAlone>>;
  pipeline: Awaited<ReturnType<typeof pipelineRun>>;
};

/** Without a limit on requests: the bench is one user in a hurry. */
const SETTINGS = { RATE_LIMIT_PER_MINUTE: '1000000', RATE_LIMIT_PER_HOUR: '1000000' };

/** A run of the pipeline beside the same engines alone, the API beside a server that does nothing. */
export async function pipelineBench({ seconds, rounds: count, json }: BenchOptions) {
  const results = await compare(seconds, count);
  return json ? JSON.stringify(results) : report(results);
}

async function compare(seconds: number, count: number) {
  const file = join('.castline', 'sample', `bench-${seconds}.mp4`);
  await mkdir(join('.castline', 'sample'), { recursive: true });
  const truth = await makeSampleLecture({ outputPath: file, seconds });
  const dataDir = await mkdtemp(join(tmpdir(), 'castline-bench-cloud-'));
  const cloud = await startCloud({ dataDir, environment: SETTINGS });
  try {
    const api = await apiLatency(cloud);
    const rounds: Round[] = [];
    for (let round = 0; round < count; round += 1) {
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

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cloud, startCloud } from '../local/cloud/cloud.ts';
import { makeSampleLecture } from '../local/sample/make-sample-lecture.ts';
import type { BenchOptions } from './bench.contract.ts';
import { hourCost } from './cost.ts';
import { enginesAlone, enginesWithoutWords } from './engines-alone.ts';
import { apiLatency } from './latency/api-latency.ts';
import { pipelineRun } from './pipeline-run.ts';
import { report } from './report.ts';

type Round = {
  engines: Awaited<ReturnType<typeof enginesAlone>>;
  pipeline: Awaited<ReturnType<typeof pipelineRun>>;
  /** Seconds with transcription off: the engines one after the other, and the pipeline. */
  withoutWords: { path: number; pipeline: number };
};

const WITHOUT_WORDS = { transcription: { enabled: false } };

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
    const rounds: Round[] = [];
    for (let round = 0; round < count; round += 1) rounds.push(await runRound(cloud, file));
    const least = (pick: (round: (typeof rounds)[number]) => number) =>
      Math.min(...rounds.map(pick));
    const pathSeconds = least(({ engines }) => engines.longestPathSeconds);
    const wallSeconds = least(({ pipeline }) => pipeline.wallSeconds);
    const barePath = least(({ withoutWords }) => withoutWords.path);
    const bareWall = least(({ withoutWords }) => withoutWords.pipeline);
    const [first] = rounds;
    if (!first) throw new TypeError('--rounds must be 1 or more.');
    const { token, details } = first.pipeline;
    const api = await apiLatency(cloud, { token, recordingId: details.recording_id });
    const sourceSeconds = truth.duration_seconds;
    return {
      lecture_seconds: sourceSeconds,
      engines_alone: first.engines.seconds,
      longest_path_seconds: pathSeconds,
      pipeline_seconds: wallSeconds,
      overhead_seconds: wallSeconds - pathSeconds,
      overhead_ratio: wallSeconds / pathSeconds,
      without_speech_to_text: {
        longest_path_seconds: barePath,
        pipeline_seconds: bareWall,
        overhead_ratio: bareWall / barePath,
      },
      hour_of_lecture: hourCost({ ...first.pipeline, sourceSeconds }),
      api_milliseconds: api,
    };
  } finally {
    await cloud.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function runRound(cloud: Cloud, file: string): Promise<Round> {
  const engines = await enginesAlone(file);
  const pipeline = await pipelineRun(cloud, file, {});
  const path = await enginesWithoutWords(file);
  const { wallSeconds } = await pipelineRun(cloud, file, WITHOUT_WORDS);
  return { engines, pipeline, withoutWords: { path, pipeline: wallSeconds } };
}

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCloud } from '../../local/cloud/cloud.ts';
import { makeSampleLecture } from '../../local/sample/make-sample-lecture.ts';
import type { Bench } from '../bench.contract.ts';
import { pipelineRun } from '../pipeline-run.ts';
import { apiLatency } from './api-latency.ts';
import { latencyLines } from './latency-report.ts';

/** Without a limit on requests: the bench is one user in a hurry. */
const SETTINGS = { RATE_LIMIT_PER_MINUTE: '1000000', RATE_LIMIT_PER_HOUR: '1000000' };

/** Reads of the API, among them one of a recording that has been through all of its pipeline. */
export const latencyBench: Bench = async ({ seconds, json }) => {
  const file = join('.castline', 'sample', `bench-latency-${seconds}.mp4`);
  await mkdir(join('.castline', 'sample'), { recursive: true });
  await makeSampleLecture({ outputPath: file, seconds, fast: true });
  const dataDir = await mkdtemp(join(tmpdir(), 'castline-bench-latency-'));
  const cloud = await startCloud({ dataDir, environment: SETTINGS });
  try {
    const { token, details } = await pipelineRun(cloud, file, {});
    const rows = await apiLatency(cloud, { token, recordingId: details.recording_id });
    return json ? JSON.stringify(rows) : latencyLines(rows).join('\n');
  } finally {
    await cloud.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
};

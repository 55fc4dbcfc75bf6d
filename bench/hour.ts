import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cloud, startCloud } from '../local/cloud/cloud.ts';
import { signUp } from '../local/demo/account.ts';
import { followTask } from '../local/demo/follow-task.ts';
import { uploadRecording } from '../local/demo/upload.ts';
import { makeSampleLecture } from '../local/sample/make-sample-lecture.ts';
import { ffmpeg } from '../local/sample/run-program.ts';
import { SampleTruth } from '../local/sample/truth.contract.ts';
import type { Bench } from './bench.contract.ts';
import { hourReport } from './hour-report.ts';

/** From the first byte of the upload to the watch page: what a person who tries it waits for. */
export const hourBench: Bench = async ({ seconds, json }) => {
  const { file, lectureSeconds } = await lectureOf(seconds);
  const decodeSeconds = await timed(() => ffmpeg(['-i', file, '-f', 'null', '-']));
  const dataDir = await mkdtemp(join(tmpdir(), 'castline-bench-hour-'));
  const cloud = await startCloud({ dataDir });
  try {
    const { details, wallSeconds } = await watchPageOf(cloud, file);
    const stages = details.stages.map(({ name, wall_seconds: seconds }) => ({ name, seconds }));
    const results = { lectureSeconds, decodeSeconds, wallSeconds, stages };
    return json ? JSON.stringify(results) : hourReport(results);
  } finally {
    await cloud.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
};

async function timed(work: () => Promise<unknown>) {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** Speaking and encoding more takes long and would tell nothing new: it is repeated. */
const SPOKEN_SECONDS = 600;

/** Made once per length. */
async function lectureOf(seconds: number) {
  const folder = join('.castline', 'sample');
  const file = join(folder, `bench-hour-${seconds}.mp4`);
  await mkdir(folder, { recursive: true });
  const spoken = Math.min(seconds, SPOKEN_SECONDS);
  const unit = `bench-hour-unit-${spoken}.mp4`;
  const unitSeconds = await spokenLecture(join(folder, unit), spoken);
  const times = Math.max(1, Math.round(seconds / unitSeconds));
  if (!existsSync(file)) {
    const list = `${file}.ffconcat`;
    await writeFile(list, `ffconcat version 1.0\n${`file ${unit}\n`.repeat(times)}`);
    const part = file.replace('.mp4', '.part.mp4');
    await ffmpeg(['-f', 'concat', '-i', list, '-c', 'copy', '-movflags', '+faststart', part]);
    await rename(part, file);
  }
  return { file, lectureSeconds: times * unitSeconds };
}

/** How long it came out. */
async function spokenLecture(file: string, seconds: number): Promise<number> {
  const truthPath = `${file}.truth.json`;
  const known = existsSync(truthPath)
    ? SampleTruth.parse(JSON.parse(await readFile(truthPath, 'utf8')))
    : await makeSampleLecture({ outputPath: file, seconds });
  return known.duration_seconds;
}

/** Uploads as a customer does, and ends when the page answers. */
async function watchPageOf(cloud: Cloud, file: string) {
  const api = await signUp(cloud.apiUrl);
  const began = performance.now();
  const recording = await uploadRecording(api, { file, onBytes: () => undefined });
  const taskId = recording.last_task_id ?? '';
  const details = await followTask(api, recording.recording_id, taskId, () => undefined);
  if (details.status !== 'READY') throw new Error(`It ended ${details.status}.`);
  const page = await fetch(details.watch_url ?? '');
  if (!page.ok) throw new Error(`The watch page answers ${page.status}.`);
  return { details, wallSeconds: (performance.now() - began) / 1000 };
}

import { join } from 'node:path';
import { needArtifact } from '../../pipeline/stages/stage.ts';
import type { RecordingWork } from '../../pipelines/recording-work.ts';
import type { JoinSpeech } from '../ports.ts';
import { jobFiles } from './job-files.ts';
import type { SpeechFile } from './plan-files.ts';
import type { BatchSpeech } from './ports.ts';

/** Of the stage's progress; the rest is waiting. */
export const SUBMITTED_PERCENT = 20;

/**
 * Makes the files and submits them, one after the other, so that a crash repeats at most the one in
 * flight. What an earlier run submitted stays, unless it came to nothing.
 */
export async function submitFiles(
  work: RecordingWork,
  batch: BatchSpeech & { join: JoinSpeech },
  files: readonly SpeechFile[],
): Promise<void> {
  for (const [index, file] of files.entries()) {
    const stored = jobFiles(work.interim, file);
    const job = await stored.job();
    if (!job || job.failure) {
      const path = join(work.scratch, stored.audioName);
      if (await stored.hasAudio()) await stored.fetchAudio(path);
      else await makeAudio(work, batch.join, file, path);
      await submitFile(work, batch, file, { path, submits: 1 });
    }
    work.progress(((index + 1) / files.length) * SUBMITTED_PERCENT);
  }
}

/** The audio is kept, so that a run without engines can submit it again. */
async function makeAudio(
  work: RecordingWork,
  joinSpeech: JoinSpeech,
  file: SpeechFile,
  path: string,
) {
  const parts = [];
  for (const { name, seconds } of file.parts) {
    const chunk = needArtifact(work, 'speech_audio', name);
    const chunkPath = join(work.scratch, name);
    await work.download(chunk, chunkPath);
    parts.push({ path: chunkPath, seconds });
  }
  await joinSpeech({ parts, target: path, signal: work.signal });
  await jobFiles(work.interim, file).keepAudio(path);
}

/** Submits a file; what the provider calls the job is written down at once. */
export async function submitFile(
  work: RecordingWork,
  { service, clock, removeFile }: BatchSpeech,
  file: SpeechFile,
  { path, submits }: { path: string; submits: number },
) {
  const { language, prompt } = work.config.transcription;
  const stored = jobFiles(work.interim, file);
  const request = { language, prompt };
  const id = await service.submit({ path, name: stored.audioName }, request, work.signal);
  const job = {
    version: 1 as const,
    batch_id: id.batchId,
    account_id: id.accountId,
    submitted_at: clock(),
    submits,
    failure: null,
  };
  await stored.keepJob(job);
  await removeFile(path);
  return job;
}

import { join } from 'node:path';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import type { RecordingWork } from '../../pipelines/recording-work.ts';
import { FAILURE_CODES, type Failure, type Job } from './job.contract.ts';
import { jobFiles } from './job-files.ts';
import type { SpeechFile } from './plan-files.ts';
import type { BatchSpeech, JobState } from './ports.ts';
import { readAnswer, wordsOf } from './read-answer.ts';
import { submitFile } from './submit-files.ts';

/** An answer of no use is asked for once more. */
const MAX_SUBMITS = 2;

/** How far a file is: its answer is stored, or when to look again. */
export type JobProgress = { done: true } | { done: false; waitSeconds: number; share: number };

/**
 * Looks after the job of one file: stores its answer, submits the file again where that may help.
 * Throws `provider_rejected`, `invalid_answer` or `provider_slow` once nothing does.
 */
export async function followJob(
  work: RecordingWork,
  batch: BatchSpeech,
  file: SpeechFile,
): Promise<JobProgress> {
  const stored = jobFiles(work.interim, file);
  if (await stored.hasAnswer()) return { done: true };
  const job = await stored.job();
  // The container submitted for other inputs, another provider for instance: that is another stage.
  if (!job) throw new StageError('missing_input', { detail: `no job of file ${file.name}` });
  if (job.failure) return repair(work, batch, file, job, job.failure);
  const id = { batchId: job.batch_id, accountId: job.account_id };
  const state = await batch.service.ask(id, work.signal);
  const age = ageOf(batch, job);
  if (state.status === 'processing' && !isTooOld(age)) return waiting(age, state.waitSeconds);
  const failure = await useAnswer(work, file, state);
  if (!failure) return { done: true };
  await stored.keepJob({ ...job, failure });
  return repair(work, batch, file, job, failure);
}

/** Stores what can be used; returns why nothing can. */
async function useAnswer(
  work: RecordingWork,
  file: SpeechFile,
  state: JobState,
): Promise<Failure | undefined> {
  if (state.status === 'processing') return { kind: 'slow', reason: 'no answer for a day' };
  if (state.status === 'gone') return { kind: 'unusable', reason: state.reason };
  const answer = readAnswer(state);
  if ('kind' in answer) return answer;
  const words = wordsOf(answer, { durationSeconds: file.seconds });
  if ('kind' in words) return words;
  await jobFiles(work.interim, file).keepAnswer(state.body);
  return undefined;
}

/** The failure is stored: whatever happens next, nobody waits for this job again. */
async function repair(
  work: RecordingWork,
  batch: BatchSpeech,
  file: SpeechFile,
  job: Job,
  { kind, reason }: Failure,
): Promise<JobProgress> {
  if (kind !== 'unusable' || job.submits >= MAX_SUBMITS) {
    const detail = `job ${job.batch_id}, submitted ${job.submits} times: ${reason}`;
    throw new StageError(FAILURE_CODES[kind], { detail });
  }
  // The function has one folder for all recordings.
  const path = join(work.scratch, `${work.subject.id}-${file.name}.flac`);
  await jobFiles(work.interim, file).fetchAudio(path);
  const next = await submitFile(work, batch, file, { path, submits: job.submits + 1 });
  return waiting(ageOf(batch, next));
}

const ageOf = ({ clock }: BatchSpeech, job: Job) => (clock() - job.submitted_at) / 1000;

const waiting = (age: number, named?: number): JobProgress => ({
  done: false,
  waitSeconds: waitSeconds(age, named),
  share: shareOfWait(age),
});

const FIRST_WAIT_SECONDS = 10;
const MAX_WAIT_SECONDS = 300;
/** A longer wait than this is not obeyed, whoever names it. */
const MAX_NAMED_WAIT_SECONDS = 3600;
/** The provider promises an answer within a day. */
const GIVE_UP_SECONDS = 24 * 3600;
/** Half of the bar after this time: most answers come within minutes, some after hours. */
const USUAL_SECONDS = 600;

/** How long until a job is asked for again: seldom for those that take long already. */
export function waitSeconds(ageSeconds: number, named = 0): number {
  const grown = Math.min(Math.max(FIRST_WAIT_SECONDS, ageSeconds / 3), MAX_WAIT_SECONDS);
  return Math.ceil(Math.max(grown, Math.min(named, MAX_NAMED_WAIT_SECONDS)));
}

export const isTooOld = (ageSeconds: number) => ageSeconds >= GIVE_UP_SECONDS;

/** 0 to 1: moves with every look at the clock and is never full. */
export const shareOfWait = (ageSeconds: number) => ageSeconds / (ageSeconds + USUAL_SECONDS);

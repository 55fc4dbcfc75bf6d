import type { Clock } from '../../kernel/clock.ts';
import type { JoinSpeech, SpeechPrice, SpeechRequest } from '../ports.ts';

/** By what the provider knows a job. */
export type JobId = { batchId: string; accountId: string };

/** Where a job stands. `waitSeconds` where the provider says when to ask again. */
export type JobState =
  | { status: 'processing'; waitSeconds?: number | undefined }
  | { status: 'completed'; contentType: string; body: string }
  /** The provider knows no such job, or none of ours. */
  | { status: 'gone'; reason: string };

/** Speech to text by jobs that are done within hours, for less money. */
export type BatchService = {
  model: string;
  price: SpeechPrice;
  /** Files are kept below this size. */
  maxFileBytes: number;
  /** Repeats passing failures, then throws `provider_unavailable`; or throws `provider_rejected`. */
  submit: (
    file: { path: string; name: string },
    request: SpeechRequest,
    signal: AbortSignal,
  ) => Promise<JobId>;
  /** A provider that does not answer is `processing`. Throws `provider_rejected`. */
  ask: (job: JobId, signal: AbortSignal) => Promise<JobState>;
};

export type BatchSpeech = {
  service: BatchService;
  clock: Clock;
  removeFile: (path: string) => Promise<void>;
  /** Only in containers: without it, a run asks for what an earlier one has submitted. */
  join?: JoinSpeech;
};

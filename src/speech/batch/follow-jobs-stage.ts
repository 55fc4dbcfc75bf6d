import type { SpeechProvider } from '../../documents/speech-providers.ts';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import type { RecordingStage } from '../../pipelines/recording-work.ts';
import { finishTranscript } from '../finish-transcript.ts';
import type { BatchSpeech } from './ports.ts';
import { transcribeInBatch } from './transcribe-in-batch.ts';

/** The one provider whose jobs may be under way. */
const PROVIDER: SpeechProvider = 'fireworks-batch';

/**
 * The transcribe stage between submitting and the end: a container has submitted, and here its
 * jobs are asked for. There are no engines, so nothing else can be done.
 */
export const followJobsStage =
  (deps: Partial<Record<SpeechProvider, BatchSpeech>>): RecordingStage =>
  async work => {
    const batch = deps[PROVIDER];
    if (!batch) throw new StageError('provider_rejected', { detail: `${PROVIDER} is not set up` });
    const transcript = await transcribeInBatch(work, PROVIDER, batch);
    return 'unfinished' in transcript ? transcript : finishTranscript(work, transcript);
  };

import { audioSeconds, SpeechAudio } from '../../documents/speech-audio.contract.ts';
import type { SpeechProvider } from '../../documents/speech-providers.ts';
import type { Transcript } from '../../documents/transcript.contract.ts';
import type { Unfinished } from '../../pipeline/stages/stage.ts';
import type { RecordingWork } from '../../pipelines/recording-work.ts';
import { buildTranscript } from '../build-transcript.ts';
import type { BatchSpeech } from './ports.ts';
import { transcribeByJobs } from './transcribe-by-jobs.ts';

/** The transcript once all jobs are done; until then, when to ask again. */
export async function transcribeInBatch(
  work: RecordingWork,
  provider: SpeechProvider,
  batch: BatchSpeech,
): Promise<Transcript | { unfinished: Unfinished }> {
  const { chunks } = await work.needJson('speech', SpeechAudio);
  const recognized = await transcribeByJobs(work, batch, chunks);
  if ('unfinished' in recognized) return recognized;
  const wanted = work.config.transcription.language;
  const { model, price } = batch.service;
  const said = { provider, model, price, wanted, audioSeconds: audioSeconds(chunks) };
  return buildTranscript({ ...said, ...recognized });
}

import type { Transcript } from '../documents/transcript.contract.ts';
import type { StageOutcome } from '../pipeline/stages/stage.ts';
import type { RecordingWork } from '../pipelines/recording-work.ts';

export const NO_SPEECH = 'No speech was found.';

/** Saves the transcript and says what is in it. */
export async function finishTranscript(
  work: RecordingWork,
  transcript: Transcript,
): Promise<StageOutcome> {
  await work.saveJson('transcript', 'master.json', transcript);
  work.progress(100);
  const { provider, model, language, words, cost } = transcript;
  const { audio_seconds, amount_minor, currency } = cost;
  const facts = {
    ...{ provider, model, language, words: words.length },
    ...{ audio_seconds, cost_minor: amount_minor, currency },
  };
  return words.length > 0 ? { facts } : { note: NO_SPEECH, facts };
}

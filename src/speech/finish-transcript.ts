import type { Transcript } from '../documents/transcript.contract.ts';
import type { StageOutcome } from '../pipeline/stages/stage.ts';
import type { RecordingWork } from '../pipelines/recording-work.ts';

export const NO_SPEECH = 'No speech was found.';

/** Saves the transcript and says what is in it, and what `notes` add. */
export async function finishTranscript(
  work: RecordingWork,
  transcript: Transcript,
  notes: readonly string[] = [],
): Promise<StageOutcome> {
  await work.saveJson('transcript', 'master.json', transcript);
  work.progress(100);
  const { provider, model, language, words, cost } = transcript;
  const { audio_seconds, amount_minor, currency } = cost;
  const facts = {
    ...{ provider, model, language, words: words.length },
    ...{ audio_seconds, cost_minor: amount_minor, currency },
  };
  const note = [...notes, ...(words.length > 0 ? [] : [NO_SPEECH])].join(' ');
  return note ? { note, facts } : { facts };
}

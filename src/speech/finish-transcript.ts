import type { Transcript } from '../documents/transcript.contract.ts';
import type { StageOutcome } from '../pipeline/stages/stage.ts';
import type { RecordingWork } from '../pipelines/recording-work.ts';

export const NO_SPEECH = 'No speech was found.';
/** Also where a provider wrote into music what nobody said: it cannot be told from speech here. */
export const NOT_UNDERSTOOD =
  'What was heard was not understood well enough to publish its words. Name its language, choose another speech provider, or send subtitles with the upload.';

/** Saves the transcript and says what is in it, and what `notes` add. */
export async function finishTranscript(
  work: RecordingWork,
  transcript: Transcript,
  notes: readonly string[] = [],
): Promise<StageOutcome> {
  await work.saveJson('transcript', 'master.json', transcript);
  work.progress(100);
  const { provider, model, language, words, cost } = transcript;
  const { language_probability, confidence } = transcript;
  const { audio_seconds, amount_minor, currency } = cost;
  const facts = {
    ...{ provider, model, language, words: words.length },
    ...{ audio_seconds, cost_minor: amount_minor, currency },
    ...(language_probability !== undefined && { language_probability }),
    ...(confidence !== undefined && { confidence }),
  };
  const nothing = transcript.not_understood ? NOT_UNDERSTOOD : NO_SPEECH;
  const note = [...notes, ...(words.length > 0 ? [] : [nothing])].join(' ');
  return note ? { note, facts } : { facts };
}

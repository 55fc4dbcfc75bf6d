import { joinSpeech } from '../adapters/speech/join-speech.ts';
import { openAiSpeech } from '../adapters/speech/openai-speech.ts';
import { pocketSphinx } from '../adapters/speech/pocket-sphinx.ts';
import type { TranscribeDeps } from '../speech/transcribe-stage.ts';
import { batchSpeechPorts } from './batch-speech.ts';
import type { ProviderSettings } from './provider-settings.ts';

/** The engines of the transcribe stage: the embedded one, and the operator's where set up. */
export const speechPorts = (settings: ProviderSettings): TranscribeDeps => ({
  ...(settings.speech.openai && { openai: openAiSpeech(settings.speech.openai) }),
  ...batchSpeechPorts(settings, { join: joinSpeech('ffmpeg') }),
  offline: pocketSphinx(),
});

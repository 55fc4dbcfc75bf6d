import type { TranscribeDeps } from '../speech/transcribe-stage.ts';
import type { ProviderSettings } from './provider-settings.ts';
import { openAiSpeech } from './speech/openai-speech.ts';
import { pocketSphinx } from './speech/pocket-sphinx.ts';

/** The engines of the transcribe stage: the embedded one, and the operator's where set up. */
export const speechPorts = ({ speech }: ProviderSettings): TranscribeDeps => ({
  offline: pocketSphinx(),
  remote: speech && openAiSpeech(speech),
});

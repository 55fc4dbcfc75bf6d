import { rm } from 'node:fs/promises';
import { fireworksBatch } from '../adapters/speech/fireworks-batch.ts';
import { joinSpeech } from '../adapters/speech/join-speech.ts';
import { openAiSpeech } from '../adapters/speech/openai-speech.ts';
import { pocketSphinx } from '../adapters/speech/pocket-sphinx.ts';
import type { BatchSpeech } from '../speech/batch/ports.ts';
import type { TranscribeDeps } from '../speech/transcribe-stage.ts';
import type { ProviderSettings } from './provider-settings.ts';

/** The engines of the transcribe stage: the embedded one, and the operator's where set up. */
export const speechPorts = ({ speech }: ProviderSettings): TranscribeDeps => ({
  ...(speech.openai && { openai: openAiSpeech(speech.openai) }),
  ...batches(speech, { join: joinSpeech('ffmpeg') }),
  offline: pocketSphinx(),
});

/** What asks for jobs that are under way: all that is needed where there are no engines. */
export const laterSpeechPorts = ({ speech }: ProviderSettings): TranscribeDeps => batches(speech);

function batches(speech: ProviderSettings['speech'], engine: Pick<BatchSpeech, 'join'> = {}) {
  const settings = speech['fireworks-batch'];
  if (!settings) return {};
  const removeFile = (path: string) => rm(path, { force: true });
  const service = fireworksBatch(settings);
  return { 'fireworks-batch': { service, clock: Date.now, removeFile, ...engine } };
}

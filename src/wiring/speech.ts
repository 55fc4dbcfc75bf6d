import { joinSpeech } from '../adapters/speech/join-speech.ts';
import { pocketSphinx } from '../adapters/speech/offline/pocket-sphinx.ts';
import { openAiSpeech } from '../adapters/speech/openai/openai-speech.ts';
import type { BatchSpeech } from '../speech/batch/ports.ts';
import type { SpeechEngine } from '../speech/ports.ts';
import type { TranscribeDeps } from '../speech/transcribe-stage.ts';
import { batchSpeechPorts } from './batch-speech.ts';
import type { ProviderSettings, RemoteSpeech } from './provider-settings.ts';

type Engines = Record<RemoteSpeech, SpeechEngine | BatchSpeech | undefined>;

/** The engines of the transcribe stage: the embedded one, and the operator's where set up. */
export function speechPorts(settings: ProviderSettings): TranscribeDeps {
  const { openai } = settings.speech;
  const remote: Engines = {
    openai: openai && openAiSpeech(openai),
    'fireworks-batch': batchSpeechPorts(settings, { join: joinSpeech('ffmpeg') })[
      'fireworks-batch'
    ],
  };
  const setUp = Object.entries(remote).flatMap(([name, engine]) =>
    engine ? [[name, engine] as const] : [],
  );
  return { ...Object.fromEntries(setUp), offline: pocketSphinx() };
}

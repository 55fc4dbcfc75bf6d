import type { SpeechProvider } from '../../documents/speech-providers.ts';
import type { BatchService } from '../../speech/batch/ports.ts';
import type { SpeechEngine } from '../../speech/ports.ts';
import {
  optionalText,
  type SettingsOf,
  type SpeechSettings,
  settingsOf,
} from '../provider-settings.ts';
import { FIREWORKS_BATCH } from './fireworks/fireworks-settings.ts';
import { OPENAI_SPEECH } from './openai/openai-settings.ts';

/** Providers that an operator sets up; the others are always there. */
export type RemoteSpeech = Exclude<SpeechProvider, 'imported' | 'offline'>;

/** A provider: how it is set up, and how to get at its code. */
type SpeechRow = { settings: SettingsOf<SpeechSettings> } & (
  | { load: () => Promise<(settings: SpeechSettings) => SpeechEngine> }
  /** One that takes jobs, and is asked for their results later. */
  | { loadBatch: () => Promise<(settings: SpeechSettings) => BatchService> }
);

/** Every provider by its name. Nothing but settings is loaded with this list. */
export const SPEECH: Readonly<Record<RemoteSpeech, SpeechRow>> = {
  openai: {
    settings: OPENAI_SPEECH,
    load: async () => (await import('./openai/openai-speech.ts')).openAiSpeech,
  },
  'fireworks-batch': {
    settings: FIREWORKS_BATCH,
    loadBatch: async () => (await import('./fireworks/fireworks-batch.ts')).fireworksBatch,
  },
};

/** The embedded engine: it is always there; a folder with another CTranslate2 model may be named. */
export const OFFLINE_SPEECH = settingsOf(
  { OFFLINE_SPEECH_MODEL: optionalText },
  ({ OFFLINE_SPEECH_MODEL: modelFolder }) => ({ modelFolder }),
);

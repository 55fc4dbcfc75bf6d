import type { TranscriptionConfig } from '../config/processing-config.contract.ts';
import { SPEECH_PROVIDERS, type SpeechProvider } from '../documents/speech-providers.ts';

type Given = {
  wanted: TranscriptionConfig['provider'];
  hasSidecar: boolean;
  /** Engines and providers that are there, apart from the sidecar. */
  available: readonly string[];
};

/**
 * Words that came with the upload cost nothing and were checked by a person, so they go first; then
 * whom the operator set up, the quick one before the cheap one; then the embedded engine.
 */
export function chooseProvider({ wanted, hasSidecar, available }: Given): SpeechProvider {
  if (wanted !== 'auto') return wanted;
  const isAvailable = (name: SpeechProvider) =>
    name === 'imported' ? hasSidecar : available.includes(name);
  return SPEECH_PROVIDERS.find(isAvailable) ?? 'offline';
}

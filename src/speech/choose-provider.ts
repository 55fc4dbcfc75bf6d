import type { TranscriptionConfig } from '../recordings/processing-config.contract.ts';
import type { Transcript } from './transcript.contract.ts';

export type SpeechProvider = Transcript['provider'];

type Given = {
  wanted: TranscriptionConfig['provider'];
  hasSidecar: boolean;
  /** Whether the operator set up a provider. */
  hasRemote: boolean;
};

/** Words that came with the upload cost nothing and were checked by a person, so they go first. */
export function chooseProvider({ wanted, hasSidecar, hasRemote }: Given): SpeechProvider {
  if (wanted !== 'auto') return wanted;
  if (hasSidecar) return 'imported';
  return hasRemote ? 'openai' : 'offline';
}

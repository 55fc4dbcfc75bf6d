import { expect, test } from 'vitest';
import { chooseProvider } from '../../../src/speech/choose-provider.ts';

const BOTH = ['offline', 'fireworks-batch', 'openai'];
const BATCH = ['offline', 'fireworks-batch'];

test.each([
  { wanted: 'auto', hasSidecar: true, available: BOTH, provider: 'imported' },
  { wanted: 'auto', hasSidecar: false, available: BOTH, provider: 'openai' },
  { wanted: 'auto', hasSidecar: false, available: BATCH, provider: 'fireworks-batch' },
  { wanted: 'auto', hasSidecar: false, available: ['offline'], provider: 'offline' },
  { wanted: 'auto', hasSidecar: false, available: [], provider: 'offline' },
  { wanted: 'offline', hasSidecar: true, available: BOTH, provider: 'offline' },
  { wanted: 'openai', hasSidecar: true, available: ['offline'], provider: 'openai' },
  { wanted: 'fireworks-batch', hasSidecar: true, available: BOTH, provider: 'fireworks-batch' },
  { wanted: 'imported', hasSidecar: false, available: BOTH, provider: 'imported' },
] as const)(
  '$wanted, sidecar $hasSidecar, set up $available: $provider',
  ({ provider, ...given }) => {
    expect(chooseProvider(given)).toBe(provider);
  },
);

import { expect, test } from 'vitest';
import { chooseProvider } from '../../../src/speech/choose-provider.ts';

test.each([
  { wanted: 'auto', hasSidecar: true, hasRemote: true, provider: 'imported' },
  { wanted: 'auto', hasSidecar: false, hasRemote: true, provider: 'openai' },
  { wanted: 'auto', hasSidecar: false, hasRemote: false, provider: 'offline' },
  { wanted: 'offline', hasSidecar: true, hasRemote: true, provider: 'offline' },
  { wanted: 'openai', hasSidecar: true, hasRemote: false, provider: 'openai' },
  { wanted: 'imported', hasSidecar: false, hasRemote: true, provider: 'imported' },
] as const)(
  '$wanted, sidecar $hasSidecar, remote $hasRemote: $provider',
  ({ provider, ...given }) => {
    expect(chooseProvider(given)).toBe(provider);
  },
);

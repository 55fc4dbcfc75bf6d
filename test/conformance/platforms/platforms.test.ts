import { describe, expect, test } from 'vitest';
import { TEST_PLATFORMS } from '../../support/platforms/index.ts';
import { libraryRig } from './library-rig.ts';
import { describePlatform } from './platform-conformance.ts';
import type { PlatformRig } from './platform-rig.ts';
import { shelfRig } from './shelf-rig.ts';

const RIGS: Readonly<Record<string, () => Promise<PlatformRig>>> = {
  library: libraryRig,
  shelf: shelfRig,
};

test.each(Object.keys(TEST_PLATFORMS))('%s has a rig, so that its promises are tested', name => {
  expect(Object.keys(RIGS)).toContain(name);
});

for (const [name, row] of Object.entries(TEST_PLATFORMS)) {
  const startRig = RIGS[name];
  if (startRig) describe(name, () => describePlatform(name, row, startRig));
}

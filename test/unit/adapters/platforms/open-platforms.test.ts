import { S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { PLATFORMS, type PlatformRow } from '../../../../src/adapters/platforms/index.ts';
import { LIBRARY_LIMITS } from '../../../../src/adapters/platforms/library/limits.ts';
import { openPlatforms } from '../../../../src/adapters/platforms/open-platforms.ts';
import type { Publisher } from '../../../../src/publishing/ports.ts';
import { builtInPresets } from '../../../../src/publishing/preset.ts';
import { memoryTargets } from '../../../support/publishing/memory-targets.ts';
import { WORKSPACE } from '../../../support/publishing/publication.ts';

const context = {
  targets: memoryTargets().targets,
  s3: new S3Client({}),
  mediaBucket: () => 'media',
  publishedBucket: 'published',
  siteUrl: 'https://site',
  clock: () => 1000,
};
const preset = { id: 'prs_1', platform: 'tube', credentialId: null, settings: {}, isActive: true };
const publisher: Publisher = {
  publish: async () => ({ url: 'https://site/page', details: {} }),
  settle: async () => {},
  remove: async () => {},
};

/** A platform that counts how often it is loaded, and fails at first where told so. */
function row(failures = 0) {
  const made = { loads: 0 };
  const load: PlatformRow['load'] = async () => {
    made.loads += 1;
    if (made.loads <= failures) throw new Error('Not there.');
    return () => publisher;
  };
  return { made, tube: { limits: LIBRARY_LIMITS, hostsPage: false, load } };
}

test('a platform is loaded when it is first needed, and once', async () => {
  const { made, tube } = row();
  const platform = openPlatforms(context, { tube }).find('tube');
  expect(made.loads).toBe(0);
  await Promise.all([platform?.publisher(preset), platform?.publisher(preset)]);
  expect(made.loads).toBe(1);
  expect(platform?.hostsPage).toBe(false);
});

test('one that could not be loaded is tried again', async () => {
  const { tube } = row(1);
  const platform = openPlatforms(context, { tube }).find('tube');
  await expect(platform?.publisher(preset)).rejects.toThrow('Not there.');
  expect(await platform?.publisher(preset)).toBe(publisher);
});

test.each(['tube', 'constructor', ''])('there is no platform %j', name => {
  expect(openPlatforms(context).find(name)).toBeUndefined();
});

test('what every workspace has can be opened', async () => {
  const library = await builtInPresets.find(WORKSPACE, 'library');
  expect(Object.keys(PLATFORMS)).toContain(library?.platform);
  const platform = openPlatforms(context).find(library?.platform ?? '');
  expect(platform?.hostsPage).toBe(true);
  if (library) expect(await platform?.publisher(library)).toHaveProperty('publish');
});

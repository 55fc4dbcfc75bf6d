import { expect, test } from 'vitest';
import { openPreset } from '../../../src/publishing/open-preset.ts';
import type { Publisher } from '../../../src/publishing/ports.ts';
import { builtInPresets, type Preset } from '../../../src/publishing/preset.ts';
import { WORKSPACE } from '../../support/publishing/publication.ts';

const publisher: Publisher = {
  publish: async () => ({ url: 'https://site/page', details: {} }),
  settle: async () => {},
  remove: async () => {},
};

test('a preset leads to a publisher of its platform, made for it', async () => {
  const asked: Preset[] = [];
  const platform = {
    hostsPage: false,
    publisher: async (preset: Preset) => {
      asked.push(preset);
      return publisher;
    },
  };
  const preset = {
    id: 'prs_1',
    platform: 'tube',
    credentialId: 'crd_1',
    settings: { tags: ['a'] },
    isActive: true,
  };
  const presets = { find: async () => preset };
  const platforms = { find: (name: string) => (name === 'tube' ? platform : undefined) };
  const opened = await openPreset({ presets, platforms })(WORKSPACE, 'prs_1');
  expect(opened).toEqual({ publisher, hostsPage: false });
  expect(asked).toEqual([preset]);
});

test('every workspace has its own pages without making a preset, and nothing else', async () => {
  const library = await builtInPresets.find(WORKSPACE, 'library');
  expect(library).toMatchObject({
    id: 'library',
    credentialId: null,
    settings: {},
    isActive: true,
  });
  expect(await builtInPresets.find(WORKSPACE, 'constructor')).toBeUndefined();
});

test.each([
  { name: 'preset', presetId: 'prs_unknown' },
  { name: 'platform', presetId: 'library' },
])('an unknown $name says which', async ({ presetId }) => {
  const deps = { presets: builtInPresets, platforms: { find: () => undefined } };
  await expect(openPreset(deps)(WORKSPACE, presetId)).rejects.toMatchObject({
    code: 'engine_failed',
    detail: expect.stringContaining(presetId),
  });
});

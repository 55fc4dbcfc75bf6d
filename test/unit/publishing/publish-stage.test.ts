import { expect, test } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { StageError } from '../../../src/pipeline/stages/stage-error.ts';
import type { Publisher } from '../../../src/publishing/ports.ts';
import { publishStage } from '../../../src/publishing/publish-stage.ts';
import { memoryThumbnails } from '../../support/fakes/memory/thumbnails.ts';
import { memoryTargets } from '../../support/publishing/memory-targets.ts';
import { artifact, metadata } from '../../support/publishing/publication.ts';
import { sampleEdit, stageWork } from '../../support/publishing/stage-work.ts';

const world = (presets?: string[]) =>
  stageWork({
    ...(presets && { config: { publish: { presets } } }),
    json: { edit: sampleEdit, metadata: metadata() },
    artifacts: [
      artifact('video', 'video.mp4', { content_type: 'video/mp4' }),
      artifact('metadata', 'metadata.json'),
    ],
  });

const publisher = (publish: Publisher['publish']): Publisher => ({
  publish,
  settle: async () => {},
  remove: async () => {},
});
const working = publisher(async ({ progress }) => {
  progress(50);
  return { url: 'https://site/page', details: {} };
});

type Presets = Readonly<Record<string, string | undefined>>;

/** `pages` are our own, `tube` is somebody else's; the config publishes to the preset `library`. */
const stage = (
  platforms: Readonly<Record<string, Publisher>>,
  presets: Presets = { library: 'pages' },
) =>
  publishStage({
    targets: memoryTargets().targets,
    thumbnails: memoryThumbnails().thumbnails,
    clock: () => 1000,
    presets: {
      find: async (_workspaceId, id) => {
        const platform = presets[id];
        return platform
          ? { id, platform, credentialId: null, settings: {}, isActive: true }
          : undefined;
      },
    },
    platforms: {
      find: name => {
        const found = platforms[name];
        return found && { hostsPage: name === 'pages', publisher: async () => found };
      },
    },
  });

const contents = ({ saved }: ReturnType<typeof world>) =>
  saved.map(file => ('body' in file ? JSON.parse(String(file.body)) : undefined));

test('says where people find it, and saves that as the page', async () => {
  const made = world();
  const facts = { targets: 1, watch_url: 'https://site/page' };
  expect(await stage({ pages: working })(made.work)).toEqual({ facts });
  const targets = [{ preset: 'library', url: 'https://site/page' }];
  expect(contents(made)).toEqual([{ version: 1, watch_url: 'https://site/page', targets }]);
  expect(made.percents).toEqual([50]);
});

test('an address of somebody else is no page to watch', async () => {
  const made = world();
  const published = await stage({ tube: working }, { library: 'tube' })(made.work);
  expect(published).toEqual({ facts: { targets: 1 } });
  const targets = [{ preset: 'library', url: 'https://site/page' }];
  expect(contents(made)).toEqual([{ version: 1, watch_url: null, targets }]);
});

test('a failed preset fails the stage under its own code, and no page is saved', async () => {
  const refusing = publisher(async () => {
    throw new StageError('provider_rejected');
  });
  const made = world();
  const failure = stage({ pages: refusing })(made.work);
  await expect(failure).rejects.toMatchObject({ code: 'provider_rejected' });
  expect(made.saved).toEqual([]);
});

test.each([
  { name: 'preset', presets: {} },
  { name: 'platform', presets: { library: 'elsewhere' } },
])('an unknown $name is a failure, not a silent skip', async ({ presets }) => {
  const failure = stage({ pages: working }, presets)(world().work);
  await expect(failure).rejects.toMatchObject({ code: 'engine_failed' });
});

const OWN = newId('preset');
const OFF = newId('preset');

test('two presets of one platform have a target each; one that is off is left out, and said so', async () => {
  const { targets } = memoryTargets();
  const at = { platform: 'pages', credentialId: null, settings: {} };
  const deps = {
    targets,
    thumbnails: memoryThumbnails().thumbnails,
    clock: () => 1000,
    presets: {
      find: async (_workspaceId: string, id: string) =>
        id === 'gone' ? undefined : { ...at, id, isActive: id !== OFF },
    },
    platforms: { find: () => ({ hostsPage: true, publisher: async () => working }) },
  };
  const made = world(['library', OWN, OFF]);
  const outcome = await publishStage(deps)(made.work);
  expect(outcome).toMatchObject({
    note: `Not published to ${OFF}: switched off, or no longer there.`,
    facts: { targets: 2 },
  });
  const rows = await targets.listOfSubject(made.work.subject);
  expect(rows.map(({ presetId, status }) => `${presetId} ${status}`).sort()).toEqual(
    [`library UPLOADED`, `${OWN} UPLOADED`].sort(),
  );
  // Without its file the result is not used again once the preset is on.
  expect(made.saved).toEqual([]);
  const whole = world(['library', OWN]);
  expect(await publishStage(deps)(whole.work)).not.toHaveProperty('note');
  expect(whole.saved).toHaveLength(1);
});

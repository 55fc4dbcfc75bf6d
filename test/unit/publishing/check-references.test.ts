import { expect, test } from 'vitest';
import { checkReferences } from '../../../src/publishing/check-references.ts';
import { workspacePresets } from '../../../src/publishing/preset.ts';
import { samplePreset } from '../../support/connections.ts';
import { memoryOwnPresets } from '../../support/fakes/memory/own-presets.ts';
import { memoryThumbnails, sampleThumbnail } from '../../support/fakes/memory/thumbnails.ts';

const own = samplePreset();
const { workspaceId } = own;
const tube = samplePreset({ workspaceId, platform: 'youtube', name: 'Tube' });
const foreign = samplePreset();
const { presets } = memoryOwnPresets(own, tube, foreign);
const picture = sampleThumbnail({ workspaceId });
const awaited = sampleThumbnail({ workspaceId, image: undefined });
const theirs = sampleThumbnail();
const { thumbnails } = memoryThumbnails(picture, awaited, theirs);
const check = checkReferences({
  ...{ presets: workspacePresets(presets), thumbnails },
  publishable: ['library'],
});
const save = (...ids: string[]) => check(workspaceId, { publish: { presets: ids } });
const choose = (thumbnail: unknown) => check(workspaceId, { metadata: { thumbnail } });

test('built-in presets and those of one’s own can be named', async () => {
  await save('library', own.presetId);
  await save();
  await check(workspaceId, {});
  await check(workspaceId, { publish: null, metadata: { thumbnail: null } });
});

test('a foreign one is as unknown as none, and platforms to come are told apart', async () => {
  await expect(save('library', foreign.presetId, tube.presetId)).rejects.toMatchObject({
    code: 'invalid_request',
    errors: [
      { path: 'config.publish.presets[1]', message: expect.stringContaining('No such preset') },
      { path: 'config.publish.presets[2]', message: expect.stringContaining('youtube yet') },
    ],
  });
});

test('a picture of one’s own, or one of the recording’s, can be chosen', async () => {
  await choose(picture.thumbnailId);
  await choose(3);
  await choose('auto');
});

test.each([
  { name: 'foreign', id: theirs.thumbnailId },
  { name: 'not there yet', id: awaited.thumbnailId },
])('a picture that is $name is refused where it is named', async ({ id }) => {
  const fieldOf = (path: string) => path.replace('metadata.', 'metadata_config.');
  const saved = check(workspaceId, { metadata: { thumbnail: id } }, fieldOf);
  await expect(saved).rejects.toMatchObject({
    errors: [{ path: 'metadata_config.thumbnail', message: expect.stringContaining('No such') }],
  });
});

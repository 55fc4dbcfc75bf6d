import { expect, test } from 'vitest';
import { processingConfig } from '../../../src/config/processing-config.contract.ts';
import { EditList } from '../../../src/documents/edit.contract.ts';
import { thumbnailName } from '../../../src/documents/thumbnail-name.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { choosePoster } from '../../../src/publishing/choose-poster.ts';
import { imageKey } from '../../../src/thumbnails/thumbnail.ts';
import { memoryThumbnails, sampleThumbnail } from '../../support/fakes/memory/thumbnails.ts';
import { artifact, SUBJECT } from '../../support/publishing/publication.ts';
import { sampleEdit } from '../../support/publishing/stage-work.ts';

const { workspaceId } = SUBJECT;
const own = sampleThumbnail({ workspaceId });
const foreign = sampleThumbnail();
const awaited = sampleThumbnail({ workspaceId, image: undefined });
const { thumbnails } = memoryThumbnails(own, foreign, awaited);
// The first is of a part that was cut away.
const candidates = [15, 8, 2].map((seconds, index) => {
  const variant = thumbnailName(index + 1, seconds);
  return artifact('thumbnail', variant, { variant });
});
const keyOf = (index: number) => candidates[index]?.key;

test.each([
  { name: 'none', wish: 'auto', key: keyOf(1) },
  { name: 'one of the video, also of what was cut', wish: 1, key: keyOf(0) },
  { name: 'the third', wish: 3, key: keyOf(2) },
  { name: 'one that this video does not have', wish: 6, key: keyOf(1) },
  {
    name: 'one of the workspace',
    wish: own.thumbnailId,
    key: own.image && imageKey(own, own.image),
  },
  { name: 'a foreign one', wish: foreign.thumbnailId, key: keyOf(1) },
  { name: 'one that never came', wish: awaited.thumbnailId, key: keyOf(1) },
  { name: 'one that is gone', wish: newId('thumbnail'), key: keyOf(1) },
])('where the wish is $name', async ({ wish, key }) => {
  const config = processingConfig({ metadata: { thumbnail: wish } });
  // In whatever order they come.
  const work = { subject: SUBJECT, artifacts: candidates.toReversed(), config };
  expect((await choosePoster({ thumbnails }, work, EditList.parse(sampleEdit)))?.key).toBe(key);
});

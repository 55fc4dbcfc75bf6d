import { z } from 'zod';
import { platformText } from '../../../../src/publishing/metadata/platform-text.ts';
import type { Attempt, Publisher } from '../../../../src/publishing/ports.ts';
import type { Preset } from '../../../../src/publishing/preset.ts';
import type { Target } from '../../../../src/publishing/target.ts';
import { type ShelfClient, shelfClient } from './client.ts';
import { SHELF_LIMITS } from './limits.ts';

const Settings = z.strictObject({ api_url: z.url() });

/** Each upload may have become an item, also where the answer was lost. */
const Details = z.strictObject({
  upload_id: z.string(),
  content_hash: z.string(),
  replaces: z.array(z.string()),
});
type Details = z.infer<typeof Details>;

export const shelfPlatform = () => (preset: Preset) =>
  shelfPublisher(shelfClient(Settings.parse(preset.settings).api_url));

const shelfPublisher = (client: ShelfClient): Publisher => ({
  publish: async attempt => {
    const earlier = Details.safeParse(attempt.target.details).data;
    const isSame = earlier?.content_hash === attempt.publication.contentHash;
    return (isSame && (await finish(client, attempt, earlier))) || (await begin(client, attempt));
  },
  settle: async target => {
    const { replaces = [] } = Details.safeParse(target.details).data ?? {};
    for (const uploadId of replaces) await removeUpload(client, uploadId);
  },
  remove: async target => {
    for (const uploadId of uploadsOf(target)) await removeUpload(client, uploadId);
  },
});

/** No item is made before the ledger knows the upload; what it replaces goes when it is settled. */
async function begin(client: ShelfClient, attempt: Attempt) {
  const { publication, publishedAt, target, remember } = attempt;
  const text = platformText(publication.metadata, publishedAt, SHELF_LIMITS);
  const details = {
    upload_id: await client.beginUpload(text),
    content_hash: publication.contentHash,
    replaces: uploadsOf(target),
  };
  await remember(details);
  const published = await finish(client, attempt, details);
  if (!published) throw new Error('Somebody cancelled the upload.');
  return published;
}

async function finish(client: ShelfClient, { publication, signal }: Attempt, details: Details) {
  signal.throwIfAborted();
  const text = publication.sentences.map(sentence => sentence.text).join(' ');
  const itemId = await client.finishUpload(details.upload_id, { text });
  return itemId === undefined ? undefined : { url: `https://shelf.example/${itemId}`, details };
}

function uploadsOf({ details }: Target) {
  const known = Details.safeParse(details).data;
  return known ? [known.upload_id, ...known.replaces] : [];
}

async function removeUpload(client: ShelfClient, uploadId: string) {
  const itemId = await client.cancelUpload(uploadId);
  if (itemId) await client.removeItem(itemId);
}

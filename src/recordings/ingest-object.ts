import { acceptOriginal } from './accept-original.ts';
import { ingestDrop, isMediaDrop } from './ingest-drop.ts';
import { readKey } from './object-keys.ts';

type Deps = Parameters<typeof ingestDrop>[0];
type Created = { key: string; sizeBytes: number; sequencer: string };

/** What follows when an object appears in the media bucket. Anything not ours is let be. */
export const ingestObject =
  (deps: Deps) =>
  async (created: Created): Promise<void> => {
    const known = readKey(created.key);
    if (known?.kind === 'original') {
      await acceptOriginal(deps)(known);
    }
    if (known?.kind === 'drop' && isMediaDrop(known.fileName, created.sizeBytes)) {
      await ingestDrop(deps)({ ...created, ...known });
    }
  };

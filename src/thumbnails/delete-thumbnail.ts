import { auditEntry } from '../audit/entry.ts';
import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import type { Caller } from '../kernel/http/route.ts';
import type { RequestContext } from '../kernel/http/use-cases.ts';
import { loadThumbnail } from './load-thumbnail.ts';
import type { ThumbnailFiles, Thumbnails, ThumbnailUses } from './ports.ts';
import { arrivalKey, imageKey, type Thumbnail, type ThumbnailId } from './thumbnail.ts';
import { thumbnailFacts } from './thumbnail-view.ts';

type Deps = {
  thumbnails: Pick<Thumbnails, 'find' | 'remove'>;
  uses: ThumbnailUses;
  files: Pick<ThumbnailFiles, 'remove'>;
  clock: Clock;
};

/**
 * Forgets a picture and removes its file, unless recordings to come would be given it. A recording
 * that names it itself gets a picture of its own again; pages that show it keep their copy.
 *
 * @throws not_found, in_use
 */
export const deleteThumbnail =
  (deps: Deps) =>
  async (caller: Caller, thumbnailId: ThumbnailId, request: RequestContext): Promise<void> => {
    const { thumbnails, uses, files, clock } = deps;
    const key = { workspaceId: caller.workspaceId, thumbnailId };
    const thumbnail = await loadThumbnail(deps, key);
    const user = await uses.find(key);
    if (user) throw new AppError('in_use', `Used by ${user}: choose another one there first.`);
    const before = thumbnailFacts(thumbnail);
    const change = { action: 'thumbnail.delete', target: thumbnailId, before } as const;
    const entry = auditEntry(caller, request, change, clock());
    // The files first: a repeat of this call finds the row and goes on.
    await files.remove(key.workspaceId, keysOf(thumbnail));
    await thumbnails.remove(key, entry);
  };

const keysOf = (thumbnail: Thumbnail) => [
  arrivalKey(thumbnail),
  ...(thumbnail.image ? [imageKey(thumbnail, thumbnail.image)] : []),
];

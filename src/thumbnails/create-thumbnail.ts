import { auditEntry } from '../audit/entry.ts';
import { type Clock, toIso } from '../kernel/clock.ts';
import type { Caller } from '../kernel/http/route.ts';
import type { RequestContext } from '../kernel/http/use-cases.ts';
import { idOf } from '../kernel/ids.ts';
import { loadThumbnail } from './load-thumbnail.ts';
import type { ThumbnailFiles, Thumbnails, ThumbnailUploads } from './ports.ts';
import type { CreatedThumbnail, CreateThumbnail } from './thumbnail.contract.ts';
import { arrivalKey, type Thumbnail } from './thumbnail.ts';
import { thumbnailFacts, thumbnailView } from './thumbnail-view.ts';

type Deps = {
  thumbnails: Pick<Thumbnails, 'insert' | 'find'>;
  files: Pick<ThumbnailFiles, 'link'>;
  uploads: ThumbnailUploads;
  clock: Clock;
};

/** A picture of two megabytes is there in seconds. */
const LINK_SECONDS = 900;
/** What nobody completes is forgotten by then. */
const LIFETIME_SECONDS = 24 * 3600;

/**
 * Takes in a picture that the client puts straight to storage. It can be used once `complete` has
 * looked at it. Repeated under one operation it finds the picture of the first try.
 */
export const createThumbnail =
  (deps: Deps) =>
  async (
    caller: Caller,
    { name, size_bytes: promisedBytes }: CreateThumbnail,
    request: RequestContext,
  ): Promise<CreatedThumbnail> => {
    const { thumbnails, files, uploads, clock } = deps;
    const { workspaceId } = caller;
    const now = clock();
    const made: Thumbnail = {
      workspaceId,
      thumbnailId: idOf('thumbnail', request.operationId),
      name,
      promisedBytes,
      expiresAtSeconds: Math.floor(now / 1000) + LIFETIME_SECONDS,
      createdAt: now,
    };
    const change = { action: 'thumbnail.create', target: made.thumbnailId } as const;
    const entry = auditEntry(caller, request, { ...change, after: thumbnailFacts(made) }, now);
    const isNew = await thumbnails.insert(made, entry);
    const thumbnail = isNew ? made : await loadThumbnail(deps, made);
    const link = { expiresInSeconds: LINK_SECONDS, sizeBytes: thumbnail.promisedBytes };
    return {
      thumbnail: await thumbnailView(files, thumbnail),
      upload: {
        url: await uploads.putLink(workspaceId, arrivalKey(thumbnail), link),
        expires_at: toIso(now + LINK_SECONDS * 1000),
      },
    };
  };

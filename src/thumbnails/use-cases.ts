import type { Clock } from '../kernel/clock.ts';
import type { Caller } from '../kernel/http/route.ts';
import type { UseCases } from '../kernel/http/use-cases.ts';
import { completeThumbnail } from './complete-thumbnail.ts';
import { createThumbnail } from './create-thumbnail.ts';
import { deleteThumbnail } from './delete-thumbnail.ts';
import { listThumbnails } from './list-thumbnails.ts';
import { loadThumbnail } from './load-thumbnail.ts';
import type { ThumbnailFiles, Thumbnails, ThumbnailUploads, ThumbnailUses } from './ports.ts';
import type { thumbnailRoutes } from './routes.ts';
import type { ThumbnailId, ThumbnailKey } from './thumbnail.ts';
import { thumbnailView } from './thumbnail-view.ts';

type Deps = {
  thumbnails: Thumbnails;
  uses: ThumbnailUses;
  files: ThumbnailFiles;
  uploads: ThumbnailUploads;
  clock: Clock;
};

/** What each route of thumbnails does, in the names of the API. */
export function thumbnailUseCases(deps: Deps): UseCases<typeof thumbnailRoutes> {
  const { files } = deps;
  return {
    listThumbnails: ({ workspaceId }, page) => listThumbnails(deps)(workspaceId, page),
    createThumbnail: createThumbnail(deps),
    completeThumbnail: async (caller, input) =>
      thumbnailView(files, await completeThumbnail(deps)(keyOf(caller, input))),
    getThumbnail: async (caller, input) =>
      thumbnailView(files, await loadThumbnail(deps, keyOf(caller, input))),
    deleteThumbnail: (caller, { thumbnail_id }, request) =>
      deleteThumbnail(deps)(caller, thumbnail_id, request),
  };
}

const keyOf = (
  { workspaceId }: Caller,
  { thumbnail_id: thumbnailId }: { thumbnail_id: ThumbnailId },
): ThumbnailKey => ({ workspaceId, thumbnailId });

import type { WorkspaceId } from '../kernel/ids.ts';
import type { PageOf } from '../kernel/page.ts';
import type { ThumbnailFiles, Thumbnails } from './ports.ts';
import type { ThumbnailId } from './thumbnail.ts';
import { thumbnailView } from './thumbnail-view.ts';

type Deps = { thumbnails: Pick<Thumbnails, 'list'>; files: Pick<ThumbnailFiles, 'link'> };

/** A page of the workspace's pictures with links to them, newest first. */
export const listThumbnails =
  ({ thumbnails, files }: Deps) =>
  async (workspaceId: WorkspaceId, page: PageOf<ThumbnailId>) => {
    const { items, cursor } = await thumbnails.list(workspaceId, page);
    return { items: await Promise.all(items.map(item => thumbnailView(files, item))), cursor };
  };

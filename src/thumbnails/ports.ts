import type { AuditEntry } from '../audit/entry.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { Page, PageOf } from '../kernel/page.ts';
import type { Files } from '../pipeline/ports.ts';
import type { ReadyThumbnail, Thumbnail, ThumbnailId, ThumbnailKey } from './thumbnail.ts';

export type Thumbnails = {
  /** In one transaction with its entry; false if the id is taken. */
  insert: (thumbnail: Thumbnail, entry: AuditEntry) => Promise<boolean>;
  /** Undefined for unknown and foreign ones alike. */
  find: (key: ThumbnailKey) => Promise<Thumbnail | undefined>;
  /** Those that can be shown, newest first. */
  list: (
    workspaceId: WorkspaceId,
    page: PageOf<ThumbnailId>,
  ) => Promise<Page<ReadyThumbnail, ThumbnailId>>;
  /** The picture is there from now on; false if the row is gone. Safe to repeat. */
  finish: (thumbnail: ReadyThumbnail) => Promise<boolean>;
  /** In one transaction with its entry; false if it is gone. */
  remove: (key: ThumbnailKey, entry: AuditEntry) => Promise<boolean>;
};

/** What names a picture for recordings to come: the config of a workspace, a template. */
export type ThumbnailUses = {
  /** The name of one of them, for a person; undefined if there is none. */
  find: (key: ThumbnailKey) => Promise<string | undefined>;
};

export type ThumbnailFiles = Pick<Files, 'head' | 'read' | 'put' | 'remove' | 'link'>;

/** Links that take exactly so many bytes. */
export type ThumbnailUploads = {
  putLink: (
    workspaceId: WorkspaceId,
    key: string,
    options: { expiresInSeconds: number; sizeBytes: number },
  ) => Promise<string>;
};

import type { Id, WorkspaceId } from '../kernel/ids.ts';
import { workspacePrefix } from '../pipeline/object-keys.ts';

export type ThumbnailId = Id<'thumbnail'>;
export type ThumbnailKey = { workspaceId: WorkspaceId; thumbnailId: ThumbnailId };

/** What is known of a picture once its bytes were looked at. */
export type Image = {
  contentType: 'image/jpeg' | 'image/png';
  width: number;
  height: number;
  sizeBytes: number;
  sha256: string;
};

/** A picture of a workspace for its pages and platforms; never changed once it is there. */
export type Thumbnail = ThumbnailKey & {
  name: string;
  /** What the link takes; nothing else can arrive. */
  promisedBytes: number;
  /** Undefined until the bytes came and were found good. */
  image?: Image | undefined;
  /** While there is no picture: when the row goes by itself. */
  expiresAtSeconds?: number | undefined;
  createdAt: number;
};

/** One that can be shown. */
export type ReadyThumbnail = Thumbnail & { image: Image };

export const isReady = (thumbnail: Thumbnail | undefined): thumbnail is ReadyThumbnail =>
  thumbnail?.image !== undefined;

const EXTENSIONS = { 'image/jpeg': 'jpg', 'image/png': 'png' } as const;

const prefix = ({ workspaceId, thumbnailId }: ThumbnailKey) =>
  `${workspacePrefix(workspaceId)}thumbnails/${thumbnailId}/`;

/** Where the client puts the bytes: nobody reads them there but the check. */
export const arrivalKey = (key: ThumbnailKey) => `${prefix(key)}arrival`;

/** Where the checked bytes lie. The link of the upload does not lead there. */
export const imageKey = (key: ThumbnailKey, { contentType }: Pick<Image, 'contentType'>) =>
  `${prefix(key)}image.${EXTENSIONS[contentType]}`;

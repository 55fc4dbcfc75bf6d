import { CustomAttributeType, Entity } from 'electrodb';
import { TABLE } from '../../../kernel/table.ts';
import type { Image, ThumbnailId } from '../../../thumbnails/thumbnail.ts';
import type { Table } from '../client.ts';
import {
  inWorkspace,
  number,
  optionalNumber,
  SERVICE,
  text,
  workspaceId,
} from '../workspace-items.ts';

export const thumbnailEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'thumbnail', ...SERVICE },
      attributes: {
        workspaceId,
        thumbnailId: { type: CustomAttributeType<ThumbnailId>('string'), required: true },
        name: text,
        promisedBytes: number,
        image: { type: CustomAttributeType<Image>('any') },
        createdAt: number,
        [TABLE.timeToLive]: optionalNumber,
      },
      indexes: { byId: inWorkspace(['thumbnailId'], 'THUMBNAIL#${thumbnailId}') },
    },
    { client, table: tableName },
  );

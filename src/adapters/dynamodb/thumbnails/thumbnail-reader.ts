import type { EntityItem } from 'electrodb';
import type { Thumbnails } from '../../../thumbnails/ports.ts';
import type { Thumbnail } from '../../../thumbnails/thumbnail.ts';
import type { Table } from '../client.ts';
import { thumbnailEntity } from './thumbnail-entity.ts';

export const thumbnailOf = ({
  expiresAt: expiresAtSeconds,
  ...row
}: EntityItem<ReturnType<typeof thumbnailEntity>>): Thumbnail => ({
  ...row,
  ...(expiresAtSeconds !== undefined && { expiresAtSeconds }),
});

/** For functions that choose or show pictures, and change none. */
export function thumbnailReader(table: Table): Pick<Thumbnails, 'find'> {
  const thumbnails = thumbnailEntity(table);
  return {
    find: async ({ workspaceId, thumbnailId }) => {
      const { data } = await thumbnails.get({ workspaceId, thumbnailId }).go({ consistent: true });
      return data ? thumbnailOf(data) : undefined;
    },
  };
}

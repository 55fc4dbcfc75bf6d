import type { VkCall } from './core.ts';
import { VkError } from './errors.ts';
import { requireOwner } from './ownership.ts';

/** `video.getAlbums` gives at most 100 (contract §1). How many an owner may have is not documented. */
const MOST = { asked: 100, albums: 10_000, title: 128 };

/** `video.getAlbums`. */
export function getAlbums({ core, caller, params }: VkCall) {
  const count = params.int('count') ?? 50;
  const offset = params.int('offset') ?? 0;
  if (count < 0 || count > MOST.asked) throw new VkError(100, 'count should be 0 to 100');
  const ownerId = params.int('owner_id') ?? caller.userId;
  const found = core.world.albums.filter(({ owner_id }) => owner_id === ownerId);
  const items = found.slice(offset, offset + count).map(({ id, owner_id, title }) => ({
    id,
    owner_id,
    title,
    count: core.world.videos.filter(({ album_ids }) => album_ids.includes(id)).length,
  }));
  return { count: found.length, items };
}

/** `video.addAlbum`. */
export function addAlbum(call: VkCall) {
  const { core, caller, params } = call;
  const groupId = params.int('group_id');
  if (groupId !== undefined && groupId <= 0) throw new VkError(100, 'group_id should be positive');
  const title = params.needText('title').trim();
  if (title === '' || [...title].length > MOST.title) throw new VkError(119);
  const ownerId = requireOwner(call, groupId ? -groupId : (caller.userId ?? 0), 204);
  const own = core.world.albums.filter(({ owner_id }) => owner_id === ownerId);
  if (own.length >= MOST.albums) throw new VkError(302);
  const album = {
    owner_id: ownerId,
    id: own.length + 1,
    title,
    privacy: params.privacy('privacy'),
  };
  core.world.albums.push(album);
  return { album_id: album.id };
}

/** `video.addToAlbum`: `target_id` is whose album it is. */
export function addToAlbum(call: VkCall) {
  const { core, caller, params } = call;
  const targetId = requireOwner(call, params.int('target_id') ?? caller.userId ?? 0, 204);
  const video = core.world.videoBy(params.needInt('owner_id'), params.needInt('video_id'));
  if (!video) throw new VkError(100, 'video not found');
  const albumId = params.needInt('album_id');
  const album = core.world.albums.find(
    ({ id, owner_id }) => id === albumId && owner_id === targetId,
  );
  if (!album) throw new VkError(100, 'album_id is invalid');
  if (video.album_ids.includes(albumId)) throw new VkError(800);
  video.album_ids.push(albumId);
  return 1;
}

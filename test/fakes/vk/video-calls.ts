import type { VkCall } from './core.ts';
import { VkError } from './errors.ts';
import { ownVideo, requireOwner } from './ownership.ts';
import type { Params } from './params.ts';
import { videoView } from './video-view.ts';

/** Lengths of contract §2. */
const MOST = { name: 128, description: 5000, videosAsked: 200 };

/** `video.save`: an id and an address for the file. Nobody sees the video before the file is there. */
export function saveVideo(call: VkCall) {
  const { core, caller, params } = call;
  const groupId = params.int('group_id');
  if (groupId !== undefined && groupId <= 0) throw new VkError(100, 'group_id should be positive');
  const ownerId = requireOwner(call, groupId ? -groupId : (caller.userId ?? 0), 204);
  noteIgnored(call, groupId !== undefined);
  const link = params.text('link');
  const albumId = params.int('album_id');
  requireAlbum(call, ownerId, albumId);
  const video = core.world.addVideo({
    owner_id: ownerId,
    saved_by: caller.userId ?? 0,
    title: params.text('name', MOST.name) ?? 'Без названия',
    description: params.text('description', MOST.description) ?? '',
    privacy_view: params.privacy('privacy_view'),
    privacy_comment: params.privacy('privacy_comment'),
    no_comments: params.flag('no_comments'),
    repeat: params.flag('repeat'),
    wallpost: params.flag('wallpost'),
    is_private: params.flag('is_private'),
    album_ids: albumId === undefined ? [] : [albumId],
    ...(link !== undefined && { link }),
  });
  return {
    upload_url: core.uploads.issue(core.origins.upload, video),
    owner_id: video.owner_id,
    video_id: video.id,
    title: video.title,
    description: video.description,
    access_key: video.access_key,
  };
}

/** Some parameters are only for videos of a user, one only for those of a community (§2). */
function noteIgnored({ core, params }: VkCall, isGroup: boolean) {
  const ignored = isGroup ? ['privacy_view', 'privacy_comment'] : ['no_comments'];
  for (const name of ignored) {
    if (params.has(name)) core.violations.push(`video.save: ${name} has no effect here.`);
  }
}

function requireAlbum({ core }: VkCall, ownerId: number, albumId: number | undefined) {
  if (albumId === undefined) return;
  const album = core.world.albums.find(
    ({ id, owner_id }) => id === albumId && owner_id === ownerId,
  );
  if (!album) throw new VkError(100, 'album_id is invalid');
}

/** `video.get`: those that are named, or all of an owner, the newest first. */
export function getVideos({ core, caller, params }: VkCall) {
  const { world } = core;
  const named = params.text('videos')?.split(',');
  const count = params.int('count') ?? 100;
  const offset = params.int('offset') ?? 0;
  if (count < 0 || count > MOST.videosAsked) throw new VkError(100, 'count should be 0 to 200');
  const ownerId = params.int('owner_id') ?? caller.userId;
  const albumId = params.int('album_id');
  const found = named
    ? named.map(name => namedVideo(name)).map(({ owner, id }) => world.videoBy(owner, id))
    : world.videos
        .filter(({ owner_id, is_private }) => owner_id === ownerId && !is_private)
        .filter(({ album_ids }) => albumId === undefined || album_ids.includes(albumId))
        .map(({ owner_id, id }) => world.videoBy(owner_id, id))
        .reverse();
  const seen = found.filter(video => video !== undefined);
  const items = seen.slice(offset, offset + count).map(video => videoView(core, video));
  return { count: seen.length, items };
}

/** `<owner>_<id>`, with the access key behind it if there is one. */
function namedVideo(name: string) {
  const [, owner, id] = /^(-?\d+)_(\d+)(?:_\w+)?$/.exec(name) ?? [];
  if (!owner || !id) throw new VkError(100, 'videos is invalid');
  return { owner: Number(owner), id: Number(id) };
}

/** `video.edit`: only what is sent changes. */
export function editVideo(call: VkCall) {
  const { params } = call;
  const video = ownVideo(call);
  Object.assign(video, {
    title: params.text('name', MOST.name) ?? video.title,
    description: params.text('desc', MOST.description) ?? video.description,
    privacy_view: kept(params, 'privacy_view', video.privacy_view),
    privacy_comment: kept(params, 'privacy_comment', video.privacy_comment),
    no_comments: params.has('no_comments') ? params.flag('no_comments') : video.no_comments,
    repeat: params.has('repeat') ? params.flag('repeat') : video.repeat,
  });
  return { success: 1, access_key: video.access_key };
}

function kept(params: Params, name: string, value: string) {
  return params.has(name) ? params.privacy(name) : value;
}

/** `video.delete`. */
export function deleteVideo(call: VkCall) {
  ownVideo(call).deleted = true;
  return 1;
}

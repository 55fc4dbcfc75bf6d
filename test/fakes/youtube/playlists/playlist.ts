import type { Channel } from '../call.ts';
import { YoutubeError } from '../errors.ts';
import type { Resource } from '../request.ts';
import type { World } from '../world.ts';

export type PlaylistItem = {
  id: string;
  videoId: string;
  note: string | undefined;
  addedAtMs: number;
};

export type Playlist = {
  id: string;
  channelId: string;
  snippet: Resource;
  privacyStatus: string;
  items: PlaylistItem[];
};

export const PLAYLIST_PARTS = [
  'id',
  'snippet',
  'status',
  'contentDetails',
  'player',
  'localizations',
];
export const ITEM_PARTS = ['id', 'snippet', 'status', 'contentDetails'];

/** Every channel has a list of its uploads, which nobody can write. */
export const uploadsOf = (channelId: string) => channelId.replace(/^UC/, 'UU');

/** The newest first, as the page of a channel shows them. */
export function uploadItems(world: World, channelId: string): PlaylistItem[] {
  return [...world.videos.values()]
    .filter(video => video.channelId === channelId)
    .map(({ id, createdAtMs }) => ({
      id: `UU.${id}`,
      videoId: id,
      note: undefined,
      addedAtMs: createdAtMs,
    }))
    .reverse();
}

export function findPlaylist(world: World, id: string): Playlist {
  const found = world.playlists.get(id);
  if (!found) throw new YoutubeError('playlistNotFound', 'The playlist cannot be found.');
  return found;
}

/** @throws {YoutubeError} if it is not there, or somebody else's. */
export function ownPlaylist(world: World, id: string, channel: Channel): Playlist {
  const playlist = findPlaylist(world, id);
  if (playlist.channelId === channel.id) return playlist;
  throw new YoutubeError('playlistItemsNotAccessible', 'The playlist is not yours.');
}

export const playlistView = (playlist: Playlist, channel: Channel) => ({
  kind: 'youtube#playlist',
  id: playlist.id,
  snippet: {
    description: '',
    ...playlist.snippet,
    channelId: channel.id,
    channelTitle: channel.title,
  },
  status: { privacyStatus: playlist.privacyStatus },
  contentDetails: { itemCount: playlist.items.length },
});

export const itemView = (item: PlaylistItem, position: number, playlistId: string) => ({
  kind: 'youtube#playlistItem',
  id: item.id,
  snippet: {
    playlistId,
    position,
    publishedAt: new Date(item.addedAtMs).toISOString(),
    resourceId: { kind: 'youtube#video', videoId: item.videoId },
  },
  contentDetails: { videoId: item.videoId, ...(item.note !== undefined && { note: item.note }) },
});

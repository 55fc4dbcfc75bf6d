import { empty, json } from '../../shared/answer.ts';
import { type Call, channelOf } from '../call.ts';
import { YoutubeError } from '../errors.ts';
import { paged, partOf, readParts, readResource, requireQuery, textOf } from '../request.ts';
import { findVideo } from '../videos/video.ts';
import { newId } from '../world.ts';
import {
  findPlaylist,
  ITEM_PARTS,
  itemView,
  ownPlaylist,
  type PlaylistItem,
  uploadItems,
  uploadsOf,
} from './playlist.ts';

/** §5. */
const NOTE_CHARACTERS = 280;

/** `playlistItems.insert`: the same video may be there twice. */
export async function insertPlaylistItem(call: Call) {
  const { exchange, world } = call;
  const channel = channelOf(call);
  readParts(exchange, ITEM_PARTS);
  const resource = await readResource(exchange);
  const snippet = partOf(resource, 'snippet');
  const playlistId = textOf(snippet, 'playlistId');
  if (!playlistId) throw new YoutubeError('playlistIdRequired');
  const playlist = ownPlaylist(world, playlistId, channel);
  const { kind, videoId } = readResourceId(partOf(snippet, 'resourceId'));
  if (kind !== 'youtube#video') throw new YoutubeError('invalidResourceType');
  if (!findVideo(world, videoId, channel)) throw new YoutubeError('videoNotFound');
  const note = textOf(partOf(resource, 'contentDetails'), 'note');
  if ((note?.length ?? 0) > NOTE_CHARACTERS) throw new YoutubeError('invalidContentDetails');
  if (playlist.items.length >= world.settings.playlist_items) {
    throw new YoutubeError('playlistContainsMaximumNumberOfVideos');
  }
  const position = Number(snippet.position ?? playlist.items.length);
  if (!Number.isInteger(position) || position < 0 || position > playlist.items.length) {
    throw new YoutubeError('invalidPlaylistItemPosition');
  }
  const item: PlaylistItem = { id: newId('UEx'), videoId, note, addedAtMs: world.clock.now() };
  playlist.items.splice(position, 0, item);
  return json(itemView(item, position, playlist.id));
}

function readResourceId(id: Record<string, unknown>) {
  const [kind, videoId] = [textOf(id, 'kind'), textOf(id, 'videoId')];
  if (!kind || !videoId) throw new YoutubeError('resourceIdRequired');
  return { kind, videoId };
}

/** `playlistItems.list`, of the uploads, too. Not in the contract's table. */
export function listPlaylistItems({ exchange, world, user }: Call) {
  readParts(exchange, ITEM_PARTS);
  const id = requireQuery(exchange, 'playlistId');
  const own = user.channel;
  const all =
    own && id === uploadsOf(own.id) ? uploadItems(world, own.id) : findPlaylist(world, id).items;
  const videoId = exchange.query('videoId');
  const places = all.map((item, position) => ({ item, position }));
  const found = places.filter(({ item }) => videoId === undefined || item.videoId === videoId);
  const { items, ...page } = paged(exchange, found);
  const views = items.map(({ item, position }) => itemView(item, position, id));
  return json({ kind: 'youtube#playlistItemListResponse', ...page, items: views });
}

/** `playlistItems.delete`. Not in the contract's table. */
export function deletePlaylistItem(call: Call) {
  const { exchange, world } = call;
  const id = requireQuery(exchange, 'id');
  const playlist = [...world.playlists.values()].find(it => it.items.some(item => item.id === id));
  if (!playlist) throw new YoutubeError('playlistNotFound');
  const own = ownPlaylist(world, playlist.id, channelOf(call));
  own.items = own.items.filter(item => item.id !== id);
  return empty(204);
}

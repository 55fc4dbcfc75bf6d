import { json } from '../../shared/answer.ts';
import { type Call, channelOf } from '../call.ts';
import { YoutubeError } from '../errors.ts';
import { paged, partOf, readParts, readResource, textOf } from '../request.ts';
import { newId } from '../world.ts';
import { PLAYLIST_PARTS, type Playlist, playlistView } from './playlist.ts';

/** `playlists.insert`. */
export async function insertPlaylist(call: Call) {
  const { exchange, world } = call;
  const channel = channelOf(call);
  readParts(exchange, PLAYLIST_PARTS);
  const resource = await readResource(exchange);
  const snippet = partOf(resource, 'snippet');
  if (!textOf(snippet, 'title')) throw new YoutubeError('playlistTitleRequired');
  const privacyStatus = textOf(partOf(resource, 'status'), 'privacyStatus') ?? 'public';
  if (!['private', 'unlisted', 'public'].includes(privacyStatus)) {
    throw new YoutubeError('forbiddenPrivacySetting');
  }
  const playlist: Playlist = {
    id: newId('PL'),
    channelId: channel.id,
    snippet,
    privacyStatus,
    items: [],
  };
  world.playlists.set(playlist.id, playlist);
  return json(playlistView(playlist, channel));
}

/** `playlists.list` of the own channel. Not in the contract's table. */
export function listPlaylists(call: Call) {
  const { exchange, world } = call;
  readParts(exchange, PLAYLIST_PARTS);
  const channel = channelOf(call);
  const ids = exchange.query('id')?.split(',');
  if (!ids && exchange.query('mine') !== 'true') {
    throw new YoutubeError('missingRequiredParameter', 'No filter selected.');
  }
  const own = [...world.playlists.values()].filter(
    ({ id, channelId }) => channelId === channel.id && (ids?.includes(id) ?? true),
  );
  const { items, ...page } = paged(exchange, own);
  const views = items.map(playlist => playlistView(playlist, channel));
  return json({ kind: 'youtube#playlistListResponse', ...page, items: views });
}

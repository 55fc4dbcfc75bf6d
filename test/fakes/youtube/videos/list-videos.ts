import { json } from '../../shared/answer.ts';
import type { Call } from '../call.ts';
import { YoutubeError } from '../errors.ts';
import { readParts, requireQuery } from '../request.ts';
import { findVideo, notePublication } from './video.ts';
import { OWNER_PARTS, VIDEO_PARTS, videoView } from './video-view.ts';

/** `videos.list` by ids: those that are not there are left out without a word. */
export function listVideos({ exchange, world, user }: Call) {
  const parts = readParts(exchange, VIDEO_PARTS);
  requireQuery(exchange, 'id');
  const ids = exchange.url.searchParams.getAll('id').flatMap(text => text.split(','));
  if (ids.length > world.settings.ids_per_call) {
    throw new YoutubeError('invalidParameter', 'Too many ids.');
  }
  const nowMs = world.clock.now();
  const videos = ids.flatMap(id => findVideo(world, id, user.channel ?? undefined) ?? []);
  const foreign = videos.some(video => video.channelId !== user.channel?.id);
  if (foreign && parts.some(part => OWNER_PARTS.includes(part))) {
    throw new YoutubeError('forbidden', 'These parts are for the owner alone.');
  }
  const items = videos.map(video => {
    notePublication(video, nowMs);
    return videoView(video, { parts, nowMs, isOwner: video.channelId === user.channel?.id });
  });
  const pageInfo = { totalResults: items.length, resultsPerPage: items.length };
  return json({ kind: 'youtube#videoListResponse', items, pageInfo });
}

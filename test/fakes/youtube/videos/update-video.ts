import { empty, json } from '../../shared/answer.ts';
import { type Call, channelOf } from '../call.ts';
import { YoutubeError } from '../errors.ts';
import { type Resource, readParts, readResource, requireQuery, textOf } from '../request.ts';
import { checkPart } from './metadata-rules.ts';
import { notePublication, ownVideo, type Video, wasPublic, writtenParts } from './video.ts';
import { VIDEO_PARTS, videoView } from './video-view.ts';

/** `videos.update`: a part that is sent is replaced as a whole, what it leaves out is gone. */
export async function updateVideo(call: Call) {
  const { exchange, world } = call;
  const parts = readParts(exchange, VIDEO_PARTS);
  const resource = await readResource(exchange);
  const id = textOf(resource, 'id');
  if (!id) throw new YoutubeError('invalidVideoMetadata', 'The body needs an id.');
  const video = ownVideo(world, id, channelOf(call));
  const nowMs = world.clock.now();
  notePublication(video, nowMs);
  const written = writtenParts(resource, parts);
  checkUpdate(video, written, nowMs);
  Object.assign(video.parts, written);
  notePublication(video, nowMs);
  return json(videoView(video, { parts, nowMs, isOwner: true }));
}

function checkUpdate(video: Video, written: Record<string, Resource>, nowMs: number) {
  const { snippet, status } = written;
  // Title and category are both required here, even if they stay as they were.
  if (snippet && snippet.categoryId === undefined) throw new YoutubeError('invalidCategoryId');
  if (status?.publishAt !== undefined && wasPublic(video, nowMs)) {
    throw new YoutubeError('invalidPublishAt', 'The video was public already.');
  }
  checkParts(written, { ...video.parts, ...written });
}

/** @param all the parts that the video then has: translations need a language of their own. */
export function checkParts(written: Record<string, Resource>, all: Record<string, Resource>) {
  for (const [part, fields] of Object.entries(written)) checkPart(part, fields);
  const translated = Object.keys(all.localizations ?? {}).length > 0;
  if (translated && all.snippet?.defaultLanguage === undefined) {
    throw new YoutubeError('defaultLanguageNotSet');
  }
}

/** `videos.delete`: with thumbnails, captions and places in playlists. */
export function deleteVideo(call: Call) {
  const { exchange, world } = call;
  removeVideo(ownVideo(world, requireQuery(exchange, 'id'), channelOf(call)).id, call);
  return empty(204);
}

export function removeVideo(id: string, { world }: Pick<Call, 'world'>) {
  world.videos.delete(id);
  for (const [key, { videoId }] of world.captions) {
    if (videoId === id) world.captions.delete(key);
  }
  for (const playlist of world.playlists.values()) {
    playlist.items = playlist.items.filter(item => item.videoId !== id);
  }
}

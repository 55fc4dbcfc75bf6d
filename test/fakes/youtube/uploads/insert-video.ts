import { json } from '../../shared/answer.ts';
import type { ContentDigest } from '../../shared/content-digest.ts';
import type { Call } from '../call.ts';
import { YoutubeError } from '../errors.ts';
import { readResource } from '../request.ts';
import { videoView } from '../videos/video-view.ts';
import type { World } from '../world.ts';
import { createVideo, type NewVideo, prepareVideo } from './create-video.ts';
import { readRelated } from './multipart-related.ts';
import { readAnnounced, startSession } from './start-session.ts';

/** `videos.insert`, by the kind of upload. A video cannot come without metadata, so `media` is none. */
export function insertVideo(call: Call) {
  const kind = call.exchange.query('uploadType');
  if (kind === 'resumable') return startUpload(call);
  if (kind === 'multipart') return insertAtOnce(call);
  throw new YoutubeError('mediaBodyRequired', 'The request does not include the video content.');
}

const isVideoType = (type: string) =>
  type.startsWith('video/') || type === 'application/octet-stream';

function requireVideoType(type: string) {
  if (!isVideoType(type)) throw new YoutubeError('badContent', `${type} is not a video.`);
}

/** Step 1 of §3: all that is wrong with the metadata is told here. */
async function startUpload(call: Call) {
  const { exchange, world } = call;
  const { totalBytes, mimeType } = readAnnounced(call, world.settings.video_bytes);
  requireVideoType(mimeType);
  const planned = prepareVideo(call, await readResource(exchange));
  const finish = (stored: ContentDigest) =>
    answerVideo(world, planned, stored, world.settings.insert_status);
  return startSession(call, { totalBytes, finish });
}

/** The final byte makes the video. */
function answerVideo(world: World, planned: NewVideo, stored: ContentDigest, status: number) {
  const video = createVideo(world, planned, stored.content());
  const { parts } = planned;
  return json(videoView(video, { parts, nowMs: world.clock.now(), isOwner: true }), status);
}

/** Metadata and bytes in one request, §3.7. */
async function insertAtOnce(call: Call) {
  const { exchange, world } = call;
  const { resource, mimeType, media } = await readRelated(exchange);
  // The client sends what type it knows; `video/*` stands for any.
  requireVideoType(mimeType.toLowerCase());
  const planned = prepareVideo(call, resource);
  if (media.bytes() === 0) throw new YoutubeError('mediaBodyRequired');
  return answerVideo(world, planned, media, 200);
}

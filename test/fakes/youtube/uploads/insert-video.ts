import { empty, json } from '../../shared/answer.ts';
import type { Call } from '../call.ts';
import { YoutubeError } from '../errors.ts';
import { readResource } from '../request.ts';
import { videoView } from '../videos/video-view.ts';
import { newId } from '../world.ts';
import { createVideo, prepareVideo } from './create-video.ts';
import { readRelated } from './multipart-related.ts';
import { freshDigest } from './session.ts';

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

/** Step 1 of §3: answers where the bytes go. */
async function startUpload(call: Call) {
  const { exchange, world, user } = call;
  const length = exchange.header('x-upload-content-length');
  const type = exchange.header('x-upload-content-type');
  if (!length || !/^\d+$/.test(length) || !type) {
    const text = 'X-Upload-Content-Length and X-Upload-Content-Type are required.';
    throw new YoutubeError('mediaBodyRequired', text);
  }
  requireVideoType(type.toLowerCase());
  const totalBytes = Number(length);
  if (totalBytes > world.settings.video_bytes) throw new YoutubeError('uploadTooLarge');
  const video = prepareVideo(call, await readResource(exchange));
  const id = newId('AAANsU');
  world.sessions.set(id, {
    id,
    userId: user.id,
    totalBytes,
    expiresAtMs: world.clock.now() + world.settings.session_ms,
    video,
    stored: freshDigest(),
    chunkBytes: undefined,
    final: undefined,
    turn: 0,
    receivedBytes: 0,
  });
  const location = new URL(exchange.url);
  location.searchParams.set('upload_id', id);
  return empty(200, { location: location.href, 'content-length': '0', 'x-guploader-uploadid': id });
}

/** Metadata and bytes in one request, §3.7. */
async function insertAtOnce(call: Call) {
  const { exchange, world } = call;
  const { resource, mimeType, media } = await readRelated(exchange);
  // The client sends what type it knows; `video/*` stands for any.
  requireVideoType(mimeType.toLowerCase());
  const planned = prepareVideo(call, resource);
  if (media.bytes() === 0) throw new YoutubeError('mediaBodyRequired');
  const video = createVideo(world, planned, media.content());
  const { parts } = planned;
  return json(videoView(video, { parts, nowMs: world.clock.now(), isOwner: true }), 200);
}

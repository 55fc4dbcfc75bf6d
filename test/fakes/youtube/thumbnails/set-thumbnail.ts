import { json } from '../../shared/answer.ts';
import { digestOf } from '../../shared/content-digest.ts';
import { type Call, type Channel, channelOf } from '../call.ts';
import { YoutubeError } from '../errors.ts';
import { requireQuery } from '../request.ts';
import { ownVideo } from '../videos/video.ts';
import { DAY_MS, type World } from '../world.ts';

/** §5. */
const IMAGE_TYPES = ['image/jpeg', 'image/png', 'application/octet-stream'];

/** First bytes by which JPEG and PNG are known, whatever the header says. */
const SIGNATURES = [Buffer.from('ffd8ff', 'hex'), Buffer.from('89504e470d0a1a0a', 'hex')];

/** `thumbnails.set`: the body is the image. */
export async function setThumbnail(call: Call) {
  const { exchange, world } = call;
  const channel = channelOf(call);
  const video = ownVideo(world, requireQuery(exchange, 'videoId'), channel);
  if (!channel.phone_verified) {
    const text =
      'The authenticated user does not have permissions to upload and set custom thumbnails.';
    throw new YoutubeError('forbidden', text);
  }
  requireRoom(world, channel);
  if (!IMAGE_TYPES.includes(exchange.contentType)) {
    throw new YoutubeError('badContent', `${exchange.contentType} is not an image.`);
  }
  const image = await digestOf(exchange.body());
  if (image.bytes() === 0) throw new YoutubeError('mediaBodyRequired');
  if (image.bytes() > world.settings.thumbnail_bytes) {
    throw new YoutubeError('invalidImage', 'The image is too large.');
  }
  if (!SIGNATURES.some(signature => image.head().subarray(0, signature.length).equals(signature))) {
    throw new YoutubeError('invalidImage', 'The provided image content is invalid.');
  }
  video.thumbnail = { ...image.content(), mimeType: exchange.contentType };
  world.thumbnailsAt.push({ channelId: channel.id, atMs: world.clock.now() });
  const url = `https://i.ytimg.com/vi/${video.id}/default.jpg`;
  const items = [{ default: { url, width: 120, height: 90 } }];
  return json({ kind: 'youtube#thumbnailSetResponse', items });
}

function requireRoom({ thumbnailsAt, clock, settings }: World, { id }: Channel) {
  const since = clock.now() - DAY_MS;
  const recent = thumbnailsAt.filter(({ channelId, atMs }) => channelId === id && atMs > since);
  if (recent.length < settings.channel_thumbnails) return;
  const text = 'The channel has uploaded too many thumbnails recently.';
  throw new YoutubeError('uploadRateLimitExceeded', text);
}

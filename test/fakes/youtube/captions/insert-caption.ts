import { empty, json } from '../../shared/answer.ts';
import { type Call, channelOf } from '../call.ts';
import { YoutubeError } from '../errors.ts';
import { partOf, type Resource, readParts, requireQuery, textOf } from '../request.ts';
import { readRelated } from '../uploads/multipart-related.ts';
import { ownVideo } from '../videos/video.ts';
import { newId } from '../world.ts';
import { CAPTION_PARTS, type Caption, captionView } from './caption.ts';

/** §5. */
const NAME_CHARACTERS = 150;
/** A file that has times has the first of them here. */
const HEAD_BYTES = 64 * 1024;
/** Times of SRT, VTT and SBV; TTML has them in attributes. */
const TIMED = /\d{1,2}:\d{2}[.,:]\d+.*(-->|,\s*\d)|<p\b[^>]*\bbegin=/;

/** `captions.insert` by multipart/related. */
export async function insertCaption(call: Call) {
  const { exchange, world } = call;
  const channel = channelOf(call);
  readParts(exchange, CAPTION_PARTS);
  if (exchange.query('uploadType') !== 'multipart') throw new YoutubeError('contentRequired');
  const { resource, media } = await readRelated(exchange, HEAD_BYTES);
  const wanted = readSnippet(partOf(resource, 'snippet'));
  const video = ownVideo(world, wanted.videoId, channel);
  if (media.bytes() > world.settings.caption_bytes) throw new YoutubeError('uploadTooLarge');
  // `sync` is dead since 2024: a text without times cannot become captions.
  if (!TIMED.test(media.head().toString('utf8'))) throw new YoutubeError('contentRequired');
  const taken = [...world.captions.values()].some(
    it => it.videoId === video.id && it.language === wanted.language && it.name === wanted.name,
  );
  if (taken) throw new YoutubeError('captionExists');
  const content = media.content();
  const caption: Caption = {
    id: newId('AUieD'),
    ...wanted,
    content,
    updatedAtMs: world.clock.now(),
  };
  world.captions.set(caption.id, caption);
  return json(captionView(caption));
}

/** The name is required, but may be empty (unverified). */
function readSnippet(snippet: Resource) {
  const [videoId, language, name] = ['videoId', 'language', 'name'].map(it => textOf(snippet, it));
  if (!videoId || !language || name === undefined) throw new YoutubeError('invalidMetadata');
  if (name.length > NAME_CHARACTERS) throw new YoutubeError('nameTooLong');
  return { videoId, language, name, isDraft: snippet.isDraft === true };
}

/** `captions.list` of a video. Not in the contract's table. */
export function listCaptions(call: Call) {
  const { exchange, world } = call;
  readParts(exchange, CAPTION_PARTS);
  const video = ownVideo(world, requireQuery(exchange, 'videoId'), channelOf(call));
  const items = [...world.captions.values()].filter(({ videoId }) => videoId === video.id);
  return json({ kind: 'youtube#captionListResponse', items: items.map(captionView) });
}

/** `captions.delete`, §7: what a client does about `captionExists`. */
export function deleteCaption(call: Call) {
  const { exchange, world } = call;
  const caption = world.captions.get(requireQuery(exchange, 'id'));
  if (!caption) throw new YoutubeError('captionNotFound');
  ownVideo(world, caption.videoId, channelOf(call));
  world.captions.delete(caption.id);
  return empty(204);
}

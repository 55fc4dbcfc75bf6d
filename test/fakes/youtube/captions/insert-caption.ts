import { empty, json } from '../../shared/answer.ts';
import type { ContentDigest } from '../../shared/content-digest.ts';
import { type Call, channelOf } from '../call.ts';
import { YoutubeError } from '../errors.ts';
import {
  partOf,
  type Resource,
  readParts,
  readResource,
  requireQuery,
  textOf,
} from '../request.ts';
import { readRelated } from '../uploads/multipart-related.ts';
import { readAnnounced, startSession } from '../uploads/start-session.ts';
import { ownVideo } from '../videos/video.ts';
import { newId, type World } from '../world.ts';
import { CAPTION_PARTS, type Caption, captionView } from './caption.ts';

/** §5. */
const NAME_CHARACTERS = 150;
/** A file that has times has the first of them here. */
const HEAD_BYTES = 64 * 1024;
/** Times of SRT, VTT and SBV; TTML has them in attributes. */
const TIMED = /\d{1,2}:\d{2}[.,:]\d+.*(-->|,\s*\d)|<p\b[^>]*\bbegin=/;

/** `captions.insert`, by multipart/related or in a session. */
export async function insertCaption(call: Call) {
  const { exchange, world } = call;
  readParts(exchange, CAPTION_PARTS);
  const kind = exchange.query('uploadType');
  if (kind === 'multipart') {
    const { resource, media } = await readRelated(exchange, HEAD_BYTES);
    return addCaption(prepareCaption(call, resource), media, world);
  }
  if (kind !== 'resumable') throw new YoutubeError('contentRequired');
  const { totalBytes } = readAnnounced(call, world.settings.caption_bytes);
  const planned = prepareCaption(call, await readResource(exchange));
  const finish = (stored: ContentDigest) => addCaption(planned, stored, world);
  return startSession(call, { totalBytes, headBytes: HEAD_BYTES, finish });
}

type NewCaption = ReturnType<typeof readSnippet>;

/** What can be known before the text comes. */
function prepareCaption(call: Call, resource: Resource): NewCaption {
  const planned = readSnippet(partOf(resource, 'snippet'));
  ownVideo(call.world, planned.videoId, channelOf(call));
  return planned;
}

function addCaption(planned: NewCaption, text: ContentDigest, world: World) {
  if (text.bytes() > world.settings.caption_bytes) throw new YoutubeError('uploadTooLarge');
  // `sync` is dead since 2024: a text without times cannot become captions.
  if (!TIMED.test(text.head().toString('utf8'))) throw new YoutubeError('contentRequired');
  const { videoId, language, name } = planned;
  const taken = [...world.captions.values()].some(
    it => it.videoId === videoId && it.language === language && it.name === name,
  );
  if (taken) throw new YoutubeError('captionExists');
  const id = newId('AUieD');
  const caption: Caption = {
    id,
    ...planned,
    content: text.content(),
    updatedAtMs: world.clock.now(),
  };
  world.captions.set(id, caption);
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

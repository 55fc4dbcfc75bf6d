import type { Content } from '../../shared/content-digest.ts';
import type { Fault } from '../../shared/faults.ts';
import type { Call, Channel } from '../call.ts';
import { channelOf } from '../call.ts';
import { YoutubeError } from '../errors.ts';
import { type Resource, readParts } from '../request.ts';
import { checkParts } from '../videos/update-video.ts';
import { notePublication, type Outcome, type Video, writtenParts } from '../videos/video.ts';
import { VIDEO_PARTS } from '../videos/video-view.ts';
import { DAY_MS, newVideoId, type World } from '../world.ts';

/** A video that has its metadata, and waits for its bytes. */
export type NewVideo = {
  channel: Channel;
  parts: readonly string[];
  written: Record<string, Resource>;
  locked: boolean;
  outcome: Outcome;
};

/** Checks what can be known before the bytes come, §4 and §6. */
export function prepareVideo(call: Call, resource: Resource): NewVideo {
  const { app, exchange, world } = call;
  const channel = channelOf(call);
  const parts = readParts(exchange, VIDEO_PARTS);
  const written = writtenParts(resource, parts);
  // A title is required even where the snippet is not sent.
  checkParts({ snippet: {}, ...written }, written);
  requireRoom(world, channel);
  return { channel, parts, written, locked: !app.audited, outcome: outcomeOf(exchange.fault) };
}

/** The limit of a channel counts videos of the last 24 hours, whatever project they came from. */
function requireRoom({ videos, clock, settings }: World, { id }: Channel) {
  const since = clock.now() - DAY_MS;
  const recent = [...videos.values()].filter(it => it.channelId === id && it.createdAtMs > since);
  if (recent.length < settings.channel_uploads) return;
  throw new YoutubeError(
    'uploadLimitExceeded',
    'The user has exceeded the number of videos they may upload.',
  );
}

/** The final byte makes the video. */
export function createVideo(world: World, planned: NewVideo, content: Content): Video {
  const nowMs = world.clock.now();
  const { channel, written, locked, outcome } = planned;
  const video: Video = {
    id: newVideoId(),
    channelId: channel.id,
    channelTitle: channel.title,
    parts: written,
    content,
    createdAtMs: nowMs,
    publishedAtMs: undefined,
    locked,
    outcome: content.bytes === 0 ? failed('emptyFile') : outcome,
    processedAtMs: nowMs + world.settings.processing_ms,
    statistics: { views: 0, likes: 0, dislikes: 0, comments: 0 },
    durationIso: 'PT1M',
    thumbnail: undefined,
  };
  notePublication(video, nowMs);
  world.videos.set(video.id, video);
  return video;
}

const failed = (failureReason: string): Outcome => ({
  uploadStatus: 'failed',
  failureReason,
  processingFailureReason: 'transcodeFailed',
});

/** Faults of `videos.insert` that show only later, when the video is processed. */
function outcomeOf(fault: Fault | undefined): Outcome {
  const { kind, reason } = fault ?? {};
  if (kind === 'processing_fails') return failed(reason ?? 'codec');
  if (kind !== 'processing_rejects') return { uploadStatus: 'processed' };
  return { uploadStatus: 'rejected', rejectionReason: reason ?? 'duplicate' };
}

import type { Content } from '../../shared/content-digest.ts';
import type { Channel } from '../call.ts';
import { YoutubeError } from '../errors.ts';
import { partOf, type Resource, textOf } from '../request.ts';
import type { World } from '../world.ts';

/** How processing ends, §4; it is decided when the upload is. */
export type Outcome =
  | { uploadStatus: 'processed' }
  | { uploadStatus: 'failed'; failureReason: string; processingFailureReason: string }
  | { uploadStatus: 'rejected'; rejectionReason: string };

export type Statistics = { views: number; likes: number; dislikes: number; comments: number };

export type Video = {
  id: string;
  channelId: string;
  channelTitle: string;
  /** Parts as they were written: snippet, status, recordingDetails, localizations. */
  parts: Record<string, Resource>;
  content: Content;
  createdAtMs: number;
  publishedAtMs: number | undefined;
  /** Of a project without an audit: private for ever, §4. */
  locked: boolean;
  outcome: Outcome;
  processedAtMs: number;
  /** Null where the owner hides them. */
  statistics: Statistics | null;
  durationIso: string;
  thumbnail: (Content & { mimeType: string }) | undefined;
};

export const WRITABLE_PARTS = ['snippet', 'status', 'recordingDetails', 'localizations'] as const;

/** The privacy that counts now: a planned video becomes public when its time has come. */
export function privacyOf(video: Video, nowMs: number): string {
  const status = video.parts.status ?? {};
  const privacy = textOf(status, 'privacyStatus') ?? 'public';
  if (video.locked) return 'private';
  const publishAt = textOf(status, 'publishAt');
  return publishAt !== undefined && Date.parse(publishAt) <= nowMs ? 'public' : privacy;
}

/** Once public, a video cannot be planned any more. */
export const wasPublic = (video: Video, nowMs: number) =>
  video.publishedAtMs !== undefined || privacyOf(video, nowMs) === 'public';

export function notePublication(video: Video, nowMs: number) {
  if (privacyOf(video, nowMs) === 'public') video.publishedAtMs ??= nowMs;
}

/** Found by its owner, or by anybody unless it is private. */
export function findVideo(world: World, id: string, channel?: Channel): Video | undefined {
  const video = world.videos.get(id);
  const nowMs = world.clock.now();
  if (!video || video.createdAtMs + world.settings.visible_after_ms > nowMs) return undefined;
  const own = video.channelId === channel?.id;
  return own || privacyOf(video, nowMs) !== 'private' ? video : undefined;
}

/** @throws {YoutubeError} if there is none, or if it is somebody else's. */
export function ownVideo(world: World, id: string, channel: Channel): Video {
  const video = findVideo(world, id, channel);
  if (!video) {
    const place = { locationType: 'parameter', location: 'videoId' } as const;
    throw new YoutubeError('videoNotFound', 'The video cannot be found.', place);
  }
  if (video.channelId !== channel.id) throw new YoutubeError('forbidden', 'Forbidden');
  return video;
}

/** The parts of a resource that a call writes: those it names, as a whole. */
export const writtenParts = (resource: Resource, parts: readonly string[]) =>
  Object.fromEntries(
    parts
      .filter(part => WRITABLE_PARTS.some(writable => writable === part))
      .map(part => [part, partOf(resource, part)]),
  );

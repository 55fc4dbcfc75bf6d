import { etag } from '../world.ts';
import { DEFAULT_CATEGORY } from './categories.ts';
import { privacyOf, type Video } from './video.ts';

/** How many steps of processing are told. */
const PROCESSING_PARTS = 100;

type View = (video: Video, nowMs: number, isOwner: boolean) => object;

/** A video resource, a function for each part, §4. */
const PARTS: Record<string, View> = {
  snippet: video => ({
    categoryId: DEFAULT_CATEGORY,
    description: '',
    ...video.parts.snippet,
    publishedAt: new Date(video.publishedAtMs ?? video.createdAtMs).toISOString(),
    channelId: video.channelId,
    channelTitle: video.channelTitle,
    thumbnails: thumbnailsOf(video),
    liveBroadcastContent: 'none',
  }),
  status: (video, nowMs) => {
    const { publishAt, selfDeclaredMadeForKids, ...written } = video.parts.status ?? {};
    const planned = publishAt !== undefined && privacyOf(video, nowMs) === 'private';
    return {
      license: 'youtube',
      embeddable: true,
      publicStatsViewable: true,
      ...written,
      ...uploadStatus(video, nowMs),
      privacyStatus: privacyOf(video, nowMs),
      ...(planned && !video.locked && { publishAt }),
      ...(selfDeclaredMadeForKids !== undefined && { selfDeclaredMadeForKids }),
      madeForKids: selfDeclaredMadeForKids === true,
    };
  },
  // Numbers are strings, and none where the owner hides them; dislikes are for the owner.
  statistics: ({ statistics }, _nowMs, isOwner) =>
    statistics === null
      ? {}
      : {
          viewCount: String(statistics.views),
          likeCount: String(statistics.likes),
          ...(isOwner && { dislikeCount: String(statistics.dislikes) }),
          favoriteCount: '0',
          commentCount: String(statistics.comments),
        },
  contentDetails: (video, nowMs) => ({
    duration: isProcessed(video, nowMs) ? video.durationIso : 'P0D',
    dimension: '2d',
    definition: 'hd',
    licensedContent: false,
    projection: 'rectangular',
    hasCustomThumbnail: video.thumbnail !== undefined,
  }),
  processingDetails: (video, nowMs) => processingOf(video, nowMs),
  fileDetails: ({ content }) => ({ fileSize: String(content.bytes) }),
  suggestions: () => ({}),
  recordingDetails: video => video.parts.recordingDetails ?? {},
  localizations: video => video.parts.localizations ?? {},
  player: ({ id }) => ({ embedHtml: `<iframe src="//www.youtube.com/embed/${id}"></iframe>` }),
  topicDetails: () => ({}),
  id: () => ({}),
};

export const VIDEO_PARTS = Object.keys(PARTS);
/** 403 for everybody else. */
export const OWNER_PARTS = ['fileDetails', 'processingDetails', 'suggestions'];

type ViewOptions = { parts: readonly string[]; nowMs: number; isOwner: boolean };

export function videoView(video: Video, { parts, nowMs, isOwner }: ViewOptions) {
  const shown = parts.filter(part => part !== 'id');
  const view = Object.fromEntries(
    shown.map(part => [part, PARTS[part]?.(video, nowMs, isOwner) ?? {}]),
  );
  return { kind: 'youtube#video', etag: etag(view), id: video.id, ...view };
}

const isProcessed = (video: Video, nowMs: number) =>
  nowMs >= video.processedAtMs && video.outcome.uploadStatus === 'processed';

function uploadStatus({ outcome, processedAtMs }: Video, nowMs: number) {
  if (nowMs < processedAtMs) return { uploadStatus: 'uploaded' };
  if (outcome.uploadStatus !== 'failed') return outcome;
  return { uploadStatus: 'failed', failureReason: outcome.failureReason };
}

function processingOf(video: Video, nowMs: number) {
  const { outcome, createdAtMs, processedAtMs } = video;
  if (nowMs < processedAtMs) {
    const share = (nowMs - createdAtMs) / (processedAtMs - createdAtMs);
    const partsProcessed = Math.max(0, Math.floor(share * PROCESSING_PARTS));
    return {
      processingStatus: 'processing',
      processingProgress: {
        partsTotal: String(PROCESSING_PARTS),
        partsProcessed: String(partsProcessed),
        timeLeftMs: String(processedAtMs - nowMs),
      },
    };
  }
  if (outcome.uploadStatus === 'processed') return { processingStatus: 'succeeded' };
  if (outcome.uploadStatus === 'rejected') return { processingStatus: 'terminated' };
  const { processingFailureReason } = outcome;
  return { processingStatus: 'failed', processingFailureReason };
}

const thumbnailsOf = ({ id, thumbnail }: Video) => {
  const own = thumbnail ? `?v=${thumbnail.sha256.slice(0, 8)}` : '';
  const url = (name: string) => `https://i.ytimg.com/vi/${id}/${name}.jpg${own}`;
  return {
    default: { url: url('default'), width: 120, height: 90 },
    medium: { url: url('mqdefault'), width: 320, height: 180 },
    high: { url: url('hqdefault'), width: 480, height: 360 },
  };
};

import { privacyOf } from './videos/video.ts';
import { videoView } from './videos/video-view.ts';
import type { World } from './world.ts';

const PARTS = ['snippet', 'status', 'statistics', 'processingDetails', 'recordingDetails'];

/** Everything a test may compare: videos down to the byte, with all that hangs on them. */
export function viewWorld(world: World) {
  const { accounts, clock, quota, videos, sessions, playlists, captions, settings } = world;
  const nowMs = clock.now();
  const projects = [...new Set(accounts.registry.apps().map(({ project }) => project))];
  return {
    google: accounts.state(),
    settings,
    quota: quota.view(projects),
    videos: [...videos.values()].map(video => ({
      id: video.id,
      channel_id: video.channelId,
      content: video.content,
      privacy: privacyOf(video, nowMs),
      resource: videoView(video, { parts: PARTS, nowMs, isOwner: true }),
      thumbnail: video.thumbnail ?? null,
      captions: [...captions.values()].filter(({ videoId }) => videoId === video.id),
      playlists: [...playlists.values()]
        .filter(({ items }) => items.some(({ videoId }) => videoId === video.id))
        .map(({ id }) => id),
    })),
    playlists: [...playlists.values()],
    sessions: [...sessions.values()].map(session => ({
      id: session.id,
      total_bytes: session.totalBytes,
      stored_bytes: session.stored.bytes(),
      received_bytes: session.receivedBytes,
      finished: session.final !== undefined,
    })),
  };
}

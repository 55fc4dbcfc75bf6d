import { randomBytes } from 'node:crypto';
import type { GoogleAccounts } from '../google/google.ts';
import type { Clock } from '../shared/clock.ts';
import type { Caption } from './captions/caption.ts';
import type { Playlist } from './playlists/playlist.ts';
import type { Quota } from './quota.ts';
import type { YoutubeSettings } from './settings.ts';
import type { Session } from './uploads/session.ts';
import type { Video } from './videos/video.ts';

/** All that this YouTube knows. */
export type World = {
  clock: Clock;
  accounts: GoogleAccounts;
  settings: YoutubeSettings;
  quota: Quota;
  videos: Map<string, Video>;
  sessions: Map<string, Session>;
  playlists: Map<string, Playlist>;
  captions: Map<string, Caption>;
  /** When channels set thumbnails, for the limit of 24 hours. */
  thumbnailsAt: { channelId: string; atMs: number }[];
};

/** Eleven characters, as in watch addresses, §4. */
export const newVideoId = () => randomBytes(8).toString('base64url');
export const newId = (prefix: string) => `${prefix}${randomBytes(15).toString('base64url')}`;

export const etag = (value: unknown) =>
  Buffer.from(JSON.stringify(value) ?? '')
    .toString('base64url')
    .slice(-27);

export const DAY_MS = 24 * 60 * 60_000;
